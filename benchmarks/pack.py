"""`python -m benchmarks.pack TOKENIZER`: documents to packed rows, beside datatrove, on the same text in
one run.

Every second document of all the Korean, English and code text that there is. Work: what the steps of each
take (reading, encoding, shuffling, packing, writing), with the loading of the tokenizer, without the start
of the process; of ours what its phases took. The floor reads and writes the same text as Parquet once, one
thread."""

import io
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks import peers
from benchmarks.bpe import all_texts
from pipeline import recipe as recipes
from pipeline.executors.local import LocalExecutor
from pipeline.export.packed import opened

MALMOI = str(Path(sys.executable).parent / "malmoi")
TURNS = 3
FILES = 8


def main(tokenizer: str) -> None:
    """Print the table."""
    texts = [t for column in all_texts() for t in column.to_pylist()[::2]]
    size = sum(len(t.encode()) for t in texts) / 1e6
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "source"
        source.mkdir()
        for i in range(FILES):
            rows = ({"id": f"{i}-{n}", "text": t} for n, t in enumerate(texts[i::FILES]))
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            (source / f"{i}.jsonl").write_text(lines)
        model = str(Path(tokenizer).resolve())
        tools: dict[str, Callable[[], dict[str, Any] | None]] = {
            "floor": lambda: floor(texts),
            "malmoi, one thread": lambda: ours(source, model, 1),
            "malmoi, best fit, one thread": lambda: ours(source, model, 1, "packing: best_fit"),
            "malmoi, two threads": lambda: ours(source, model, 2),
            "datatrove, one worker": lambda: theirs(source, model, 1),
            "datatrove, two workers": lambda: theirs(source, model, 2),
        }
        found: dict[str, list[dict[str, Any]]] = {}
        for turn in range(TURNS):  # in turns: the machine is not as fast at all times
            for tool, run in tools.items():
                if turn and (tool not in found or found[tool][0]["seconds"] > 20):
                    continue
                if one := run():
                    found.setdefault(tool, []).append(one)
    print(f"{len(texts):,} documents, {size:.0f} MB")
    print(f"{'':<32}{'MB/s':>8}{'(of turns)':>18}{'wall s':>9}{'peak MB':>9}   tokens")
    for tool, runs in found.items():
        speeds = sorted(size / r["seconds"] for r in runs)
        spread = f"{speeds[0]:.1f} to {speeds[-1]:.1f}"
        first = runs[0]
        print(
            f"{tool:<32}{statistics.median(speeds):>8.1f}{spread:>18}{first.get('wall', 0):>9.1f}"
            f"{first.get('peak_mb', 0):>9.0f}   {first.get('told', '')}"
        )


def floor(texts: list[str]) -> dict[str, Any]:
    table = pa.table({"text": pa.array(texts, pa.large_string())})
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd", compression_level=1)
    started = time.perf_counter()
    read = pq.read_table(io.BytesIO(buffer.getvalue()), use_threads=False)
    pq.write_table(read, io.BytesIO(), compression="zstd", compression_level=1)
    return {"seconds": time.perf_counter() - started}


def ours(
    source: Path, tokenizer: str, workers: int, fields: str = "seq_len: 4096"
) -> dict[str, Any]:
    """The stage as a command on what ingest left."""
    with tempfile.TemporaryDirectory() as name:
        recipe = Path(name) / "r.yaml"
        recipe.write_text(
            "root: root\nstages:\n  ingest: {shard_bytes: 16000000, sources: [{name: a, path: "
            f"{source}/*.jsonl, id_field: id}}]}}\n  pack: {{tokenizer: {tokenizer}, {fields}}}\n"
        )
        root = str(Path(name) / "root")
        recipes.run(recipes.read(recipe, root), "ingest", executor=LocalExecutor(workers=2))
        log = Path(root, "log.jsonl")
        log.unlink()
        command = [MALMOI, "pack", str(recipe), "--root", root, "--executor", "local"]
        found = peers.measured([*command, "--workers", str(workers)])
        if found["code"]:
            raise RuntimeError(found["errors"])
        seconds = sum(json.loads(line)["seconds"] for line in log.read_text().splitlines())
        packed = opened(root, None)
        tokens = sum(packed.index.table()["tokens"].to_pylist())
        share = 1 - tokens / (packed.rows.num_rows * 4096)
        return {**found, "seconds": seconds, "told": f"{tokens:,}, {share:.2%} padding"}


def theirs(source: Path, tokenizer: str, workers: int) -> dict[str, Any] | None:
    with tempfile.TemporaryDirectory() as out:
        found = peers.run("datatrove_tokens", str(source), tokenizer, out, str(workers))
        return found and {**found, "told": f"{found['bytes_out']:,} bytes"}


if __name__ == "__main__":
    main(*sys.argv[1:])
