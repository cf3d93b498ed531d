"""`python -m benchmarks.growth [GB ...]`: configs/ko_en.yaml on .1, .5, 1 and 5 GB of text, two workers of
this machine: what a GB costs, and what each phase costs, as multiples of the smallest size.

The text is that of MALMOI_CORPUS, as far as it is JSON lines or Parquet (450 MB, 216,000 documents): a share
of every source, or all of it several times. 21 GB are ten million documents. From the second time on, each
word is replaced with probability .25 by another word of its document, by a seed of the time and the document:
lengths, languages and words stay, and no document is a copy of its original (.24 of its 5-grams of words
stay, of a copy .8). Amounts of mix grow with the text. Test sets of MALMOI_CORPUS are looked for too, so that
every stage runs.

CPU seconds are those of all processes as the system counts them, memory is what all of them hold at the
same time beside mapped files, disk the bytes in the root at the end. Exits 1 if a GB of the largest size
costs more than LIMIT times a GB of the smallest in CPU or disk.
"""

import argparse
import ctypes
import io
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson
import pyarrow.parquet as pq
import yaml
import zstandard

from pipeline.core import log
from pipeline.core.store import Store

CORPUS = Path(
    os.environ.get("MALMOI_CORPUS", Path(__file__).parents[2] / "shared" / "corpus")
).resolve()
CONFIG = Path(__file__).parents[1] / "configs" / "ko_en.yaml"
SIZES = (0.1, 0.5, 1.0, 5.0)
GB = 1_000_000_000
REPLACED = 0.25
WORKERS = 2
KINDS = (".jsonl.zst", ".parquet")
TEST_SETS = [
    {"name": "gsm8k", "path": str(CORPUS / "benchmarks/gsm8k/test.jsonl"), "fields": ["question"]},
    {
        "name": "kmmlu",
        "path": str(CORPUS / "wide/benchmarks/kmmlu_fewshot.jsonl.zst"),
        "fields": ["question"],
    },
]
# Amounts of mix in configs/ko_en.yaml are for so many bytes of text.
TEXT = 450_000_000
LIMIT = 1.5
# Linux: orphans become children of this process, which then waits for them and counts their time.
SUBREAPER = 36
LOOK = 0.2  # seconds between looks at the memory


@dataclass(frozen=True)
class Texts:
    """What was written: name of a source -> its file, documents, bytes of text."""

    files: dict[str, Path]
    documents: int
    size: int


@dataclass(frozen=True)
class Run:
    """What a run took: documents, GB of text, seconds of all cores, seconds, bytes of memory, bytes of disk,
    and by phase (CPU seconds, bytes of memory of a worker, bytes written)."""

    documents: int
    size: float
    cpu: float
    wall: float
    memory: int
    disk: int
    phases: dict[str, tuple[float, int, int]]


def sources() -> dict[str, Path]:
    """Name of a source of configs/ko_en.yaml -> its file, of those that are JSON lines or Parquet."""
    stages = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["stages"]
    named = {s["name"]: s["path"].rpartition("}")[2] for s in stages["ingest"]["sources"]}
    return {n: CORPUS / p.lstrip("/") for n, p in named.items() if p.endswith(KINDS)}


def texts(path: Path) -> Iterator[str]:
    """The texts of a file of JSON lines or Parquet."""
    if path.suffix == ".parquet":
        for batch in pq.ParquetFile(path).iter_batches(columns=["text"]):
            yield from batch.column(0).to_pylist()
        return
    with path.open("rb") as file:
        reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(file)
        for line in io.BufferedReader(reader):  # type: ignore[arg-type]
            yield orjson.loads(line)["text"]


def changed(text: str, seed: list[int]) -> str:
    """A text with a quarter of its words replaced by others of its own; lines stay lines."""
    lines = [line.split(" ") for line in text.split("\n")]
    words = [word for line in lines for word in line]
    rng = np.random.default_rng(seed)
    replaced = rng.random(len(words)) < REPLACED
    others = rng.integers(0, len(words), len(words))
    taken = iter(words[o] if r else w for w, r, o in zip(words, replaced, others, strict=True))
    return "\n".join(" ".join(next(taken) for _ in line) for line in lines)


def write_texts(folder: Path, size: int) -> Texts:
    """Write about `size` bytes of text, two sources at a time."""
    files = sources()
    with ProcessPoolExecutor(WORKERS) as pool:
        wanted = [
            pool.submit(write_source, folder / f"{name}.jsonl.zst", path, number, size / TEXT)
            for number, (name, path) in enumerate(files.items())
        ]
        written = [one.result() for one in wanted]
    return Texts(
        {name: folder / f"{name}.jsonl.zst" for name in files},
        sum(documents for documents, _ in written),
        sum(text for _, text in written),
    )


def write_source(to: Path, path: Path, number: int, times: float) -> tuple[int, int]:
    """Write the texts of a source so many times; how many documents, and their bytes."""
    whole, share = divmod(times, 1)
    documents = size = 0
    with to.open("wb") as file, zstandard.ZstdCompressor(1).stream_writer(file) as out:
        for row, text in enumerate(texts(path)):
            chance = np.random.default_rng([number, row]).random()
            for time_of in range(int(whole) + (chance < share)):
                one = changed(text, [time_of, number, row]) if time_of else text
                out.write(orjson.dumps({"id": f"{to.name}-{row}-{time_of}", "text": one}) + b"\n")
                documents, size = documents + 1, size + len(one.encode())
    return documents, size


def write_recipe(folder: Path, files: dict[str, Path], size: int) -> Path:
    """configs/ko_en.yaml with these files for sources, test sets, and amounts of mix by the size."""
    recipe = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    recipe["root"] = str(folder / "root")
    ingest = recipe["stages"]["ingest"]
    kept = [s for s in ingest["sources"] if s["name"] in files]
    ingest["sources"] = [{**s, "path": str(files[s["name"]]), "id_field": "id"} for s in kept]
    quality = {"quality": recipe["stages"].pop("quality"), "decontaminate": {"sets": TEST_SETS}}
    builders = {name: recipe["stages"].pop(name) for name in ("tokenizer", "mix", "pack")}
    recipe["stages"] |= quality | builders
    for phase in recipe["stages"]["mix"]["phases"]:
        phase["tokens"] = int(float(phase["tokens"].removesuffix("M")) * 1e6 * size / TEXT)
        groups = {s["domain"] for s in kept}
        phase["weights"] = {g: w for g, w in phase["weights"].items() if g in groups}
    path = folder / "recipe.yaml"
    path.write_text(yaml.safe_dump(recipe, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def measured(gigabytes: float, folder: Path) -> Run:
    """A run on so much text, in processes of its own."""
    size = int(gigabytes * GB)
    written = write_texts(folder, size)
    recipe = write_recipe(folder, written.files, size)
    options = ["--executor", "local", "--workers", str(WORKERS)]
    code = "from pipeline.cli.front import main; main()"
    before, started = _cpu(), time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", code, "run", str(recipe), *options])
    watch = _Watch(process.pid)
    status = process.wait()
    wall = time.monotonic() - started
    memory = watch.end()
    if status:
        raise SystemExit(f"the run on {gigabytes} GB failed")
    with suppress(ChildProcessError):
        while os.wait():
            pass
    store = Store(str(folder / "root"))
    disk = sum(p.stat().st_size for p in (folder / "root").rglob("*") if p.is_file())
    return Run(
        written.documents, written.size / GB, _cpu() - before, wall, memory, disk, _phases(store)
    )


def _phases(store: Store) -> dict[str, tuple[float, int, int]]:
    found: dict[str, tuple[float, int, int]] = {}
    for line in log.lines(store):
        if "phase" in line:
            cpu = line["cpu"] + line["driver"]
            found[f"{line['stage']}/{line['phase']}"] = (cpu, line["peak"], line["written"])
    return found


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class _Watch:
    """The memory of a process and all below it, looked at until `end`."""

    def __init__(self, process: int) -> None:
        self._process, self._most, self._ended = process, 0, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> int:
        """The most bytes that were held at the same time."""
        self._ended.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._ended.wait(LOOK):
            self._most = max(self._most, sum(map(_memory, _tree(self._process))))


def _tree(process: int) -> Iterator[int]:
    yield process
    for thread in Path(f"/proc/{process}/task").glob("*"):
        with suppress(OSError):
            for child in (thread / "children").read_text().split():
                yield from _tree(int(child))


def _memory(process: int) -> int:
    """Bytes of memory of a process that no file stands for."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) << 10
    return 0


def print_runs(runs: list[Run]) -> None:
    """The table of the sizes, then that of the phases of the largest beside the smallest."""
    first = runs[0]
    print("\n| documents | GB | core s / GB | wall s / GB | memory MB | disk GB / GB |")
    print("|---|---|---|---|---|---|")
    for run in runs:
        cells = (
            _beside(run.cpu / run.size, first.cpu / first.size, 0),
            _beside(run.wall / run.size, first.wall / first.size, 0),
            _beside(run.memory / 1e6, first.memory / 1e6, 0),
            _beside(run.disk / run.size / GB, first.disk / first.size / GB, 2),
        )
        print(f"| {run.documents:,} | {run.size:.2f} | {' | '.join(cells)} |")
    print("\n| phase | core s / GB | memory MB of a worker | disk MB / GB |\n|---|---|---|---|")
    last = runs[-1]
    for phase, (cpu, peak, written) in last.phases.items():
        small = first.phases.get(phase, (0.0, 0, 0))
        cells = (
            _beside(cpu / last.size, small[0] / first.size, 1),
            _beside(peak / 1e6, small[1] / 1e6, 0),
            _beside(written / last.size / 1e6, small[2] / first.size / 1e6, 1),
        )
        print(f"| {phase} | {' | '.join(cells)} |")


def _beside(value: float, first: float, digits: int) -> str:
    return f"{value:,.{digits}f} ({value / first:.2f}x)" if first else f"{value:,.{digits}f}"


def main() -> int:
    """Print the tables; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=float, nargs="*", default=SIZES, metavar="GB")
    arguments = parser.parse_args()
    ctypes.CDLL(None).prctl(SUBREAPER, 1)
    runs = []
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory(prefix="malmoi-growth-") as folder:
            runs.append(measured(size, Path(folder)))
            print(f"{size} GB: {runs[-1].wall:,.0f} s", flush=True)
    print_runs(runs)
    first, last = runs[0], runs[-1]
    ratios = (
        last.cpu / last.size / (first.cpu / first.size),
        last.disk / last.size / (first.disk / first.size),
    )
    return int(max(ratios) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
