"""`python -m benchmarks.forecast [NAME...]`: what a probe forecasts beside what the whole run takes.

Recipes over MALMOI_CORPUS and the demo's sample, each probed and then run whole with two workers of this
machine. Truth: CPU seconds of all processes as the system counts them, bytes in the root, the peak of memory
of a worker. Exits 1 where the median error of a quantity is above REACH.
"""

import ctypes
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cloudpickle

from pipeline import recipe as recipes
from pipeline.core import cost, log
from pipeline.core.stage import Stage
from pipeline.core.store import Store
from pipeline.demo import files
from pipeline.processes import nursery
from pipeline.readers.source import Source
from pipeline.recipe.estimate import Forecast
from pipeline.recipe.forecast import forecast
from pipeline.recipe.outlay import by_probe
from pipeline.recipe.recipe import Recipe
from pipeline.recipe.spent import spent_in
from pipeline.stages.ingest import Ingest

CORPUS = os.environ.setdefault(
    "MALMOI_CORPUS", str(Path(__file__).parents[2] / "shared" / "corpus")
)
CONFIGS = Path(__file__).parents[1] / "configs"
# The median relative error that a forecast may have.
REACH = 0.15
WORKERS = 2
# Linux: orphans become children of this process, which then waits for them and counts their time.
SUBREAPER = 36
# Seconds for orphans to end by themselves.
LINGER = 5.0
CLEANED = ("ingest", "scrub", "dedup_exact", "dedup_fuzzy", "quality")
TRAINED = (*CLEANED, "tokenizer", "pack")
QUANTITIES = ("core s", "disk MB", "memory MB")


@dataclass(frozen=True)
class Case:
    """A recipe, and the share of its text that is probed."""

    name: str
    share: float
    # Stages that are kept.
    stages: tuple[str, ...] = CLEANED
    # Sources of configs/ko_en.yaml by name; () for all.
    named: tuple[str, ...] = ()
    # Path in the corpus -> fields of a source, instead of them.
    paths: tuple[tuple[str, dict[str, Any]], ...] = ()


WARC = tuple(
    (f"warc/{path}", {"format": "warc"})
    for path in ("derived_ko_pages.warc.gz", "aut/example.warc.gz", "dolma/*.warc.gz")
)
PAGES = tuple((f"html/{name}.tar.zst", {}) for name in ("readability", "pytorch_kr"))
OFFICE = tuple((f"documents/{name}", {}) for name in ("hwp_rulings", "office", "hwpx", "pdf"))
TABLES = ("reviews-ko", "reviews-short-ko", "dclm-en")
CASES = (
    Case("wiki and reviews, packed", 0.1, TRAINED, ("wiki-ko", "reviews-ko", "comments-ko")),
    Case("wiki and reviews", 0.05, CLEANED, ("wiki-ko", "reviews-ko", "comments-ko")),
    Case("law", 0.03, CLEANED, ("law-ko",)),
    Case("English, packed", 0.1, TRAINED, ("docs-cpp-en", "novels-en", "stacks-en", "web-en")),
    Case("English", 0.03, CLEANED, ("docs-cpp-en", "novels-en", "stacks-en", "web-en")),
    Case("Parquet", 0.1, CLEANED, TABLES),
    Case("Parquet, packed", 0.1, TRAINED, TABLES),
    Case("WARC", 0.1, CLEANED, paths=WARC),
    Case("pages in tar", 0.1, CLEANED, paths=PAGES),
    Case("office documents", 0.1, CLEANED, paths=OFFICE),
    Case("code and talk", 0.1, CLEANED, ("python-code", "cpp-code", "dialog-ko", "bible-ko")),
    Case("folders of Markdown", 0.1, TRAINED, ("docs-rust-ko", "docs-react-ko")),
    Case("all of ko_en", 0.03),
    Case("demo", 0.1),
)


def recipe_of(case: Case, folder: Path) -> Recipe:
    """The recipe of a case, with its root in a folder."""
    if case.name == "demo":
        files.write(folder / "sample")
        os.environ["MALMOI_SAMPLE"] = str(folder / "sample")
        read = recipes.read(CONFIGS / "demo.yaml", str(folder / "root"))
        return replace(read, execution=_local(read))
    read = recipes.read(CONFIGS / "ko_en.yaml", str(folder / "root"))
    stages = tuple(_kept(case, stage) for stage in read.stages if stage.name() in case.stages)
    whole = replace(read, execution=_local(read))
    return whole if case.name == "all of ko_en" else replace(whole, stages=stages)


def _local(recipe: Recipe) -> Any:
    return recipe.execution.model_copy(update={"executor": "local", "workers": WORKERS})


def _kept(case: Case, stage: Stage) -> Stage:
    """The stage with the sources of a case; tokenizers are as large as their text allows."""
    if isinstance(stage, Ingest):
        update: dict[str, Any] = {"sources": tuple(_sources(case, stage))}
        if case.paths:
            update |= {"max_reject_share": 1.0, "on_bad_file": "reject"}
        return stage.model_copy(update=update)
    if stage.name() == "tokenizer":
        return stage.model_copy(update={"vocab_size": 16_000})
    return stage


def _sources(case: Case, ingest: Ingest) -> Iterator[Source]:
    for i, (path, fields) in enumerate(case.paths):
        yield Source(name=f"s{i}", path=f"{CORPUS}/{path}", domain="web", **fields)
    yield from (s for s in ingest.sources if s.name in case.named)


def predicted(recipe: Recipe, share: float) -> Forecast:
    """The forecast by a probe."""
    return by_probe(recipe, list(forecast(recipe)), share, lambda line: None)


def taken(recipe: Recipe, folder: Path) -> tuple[float, float, float]:
    """(CPU seconds, bytes of the root, peak of memory of a worker) of a whole run."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1)
    path = folder / "recipe.pickle"
    path.write_bytes(cloudpickle.dumps(recipe))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = f"from benchmarks.forecast import whole; whole({str(path)!r})"
    subprocess.run([sys.executable, "-c", code], check=True)
    _wait_for_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    disk = sum(p.stat().st_size for p in Path(recipe.root).rglob("*") if p.is_file())
    return cpu, disk, spent_in(log.lines(Store(recipe.root))).peak


def _wait_for_orphans() -> None:
    """Wait for the processes that a run leaves behind; those that do not end within LINGER are ended."""
    deadline = time.monotonic() + LINGER
    with suppress(ChildProcessError):
        while True:
            if os.waitpid(-1, os.WNOHANG)[0]:
                continue
            if time.monotonic() > deadline:
                for process in cost.children():
                    os.kill(process, signal.SIGKILL)
            time.sleep(0.05)


def whole(path: str) -> None:
    """The process of a whole run."""
    recipe = cloudpickle.loads(Path(path).read_bytes())
    nursery.fork()
    recipes.run(recipe)


def compared(case: Case) -> list[tuple[float, float, bool]]:
    """(forecast, truth, True if the truth lies in the interval) by quantity."""
    with tempfile.TemporaryDirectory(prefix="malmoi-") as name:
        folder = Path(name)
        recipe = recipe_of(case, folder)
        found = predicted(recipe, case.share)
        truth = taken(recipe, folder)
    ranges = (found.cpu, found.disk, found.peak)
    return [(r.value, t, r.low <= t <= r.high) for r, t in zip(ranges, truth, strict=True)]


def main(names: Sequence[str]) -> int:
    """Print the table; returns the exit code."""
    cases = [c for c in CASES if not names or c.name in names]
    print(
        f"{'recipe':<28}{'share':>6}"
        + "".join(f"{q + ': forecast, truth':>30}" for q in QUANTITIES)
    )
    errors: list[list[float]] = [[] for _ in QUANTITIES]
    inside = 0
    for case in cases:
        row = f"{case.name:<28}{case.share:>6.0%}"
        for i, (value, truth, is_inside) in enumerate(compared(case)):
            errors[i].append(abs(value - truth) / truth)
            inside += is_inside
            scale = 1 if i == 0 else 1e6
            row += f"{value / scale:>11.1f}{truth / scale:>10.1f}{value / truth - 1:>+9.0%}"
        print(row, flush=True)
    medians = [statistics.median(e) for e in errors]
    shown = ", ".join(f"{q} {m:.0%}" for q, m in zip(QUANTITIES, medians, strict=True))
    print(f"median error: {shown}; {inside} of {len(cases) * len(QUANTITIES)} in their intervals")
    return 1 if max(medians) > REACH else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
