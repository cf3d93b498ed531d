"""`python -m benchmarks.ingest`: reading against the floor and datatrove in one run; F1 of the extractors.

The floor of JSON lines is zstd decode + orjson parse + Parquet write in one process. Each figure is the
best of three; ours is the whole `ingest` of the file by one process, identities and receipts with it.
"""

import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from benchmarks import f1, peers
from benchmarks.text import FILES
from pipeline import recipe as recipes
from pipeline.executors.local import LocalExecutor

CORPUS = Path(os.environ.get("MALMOI_CORPUS", "../shared/corpus")).resolve()
PER_FILE = 25_000_000  # bytes of each
REPEATS = 3


def best(function: Callable[[], Any]) -> tuple[float, Any]:
    """(least seconds of three runs after one to warm up, result)."""
    result, seconds = function(), []
    for _ in range(REPEATS):
        started = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - started)
    return min(seconds), result


def mixed(folder: Path) -> tuple[Path, int]:
    """(a jsonl.zst of Korean, English and code, its bytes of text)."""
    target, size = folder / "mixed.jsonl.zst", 0
    with target.open("wb") as file, zstandard.ZstdCompressor(3).stream_writer(file) as out:
        for name in FILES:
            taken = 0
            source = (CORPUS / "jsonl" / f"{name}.jsonl.zst").open("rb")
            for line in _lines(source):
                out.write(line)
                taken += len(orjson.loads(line)["text"].encode())
                if taken > PER_FILE:
                    break
            size += taken
    return target, size


def _lines(stream: Any) -> io.BufferedReader:
    reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(stream)
    return io.BufferedReader(reader, 1 << 20)


def floor(file: Path, folder: Path) -> int:
    """Decode, parse, write: what any reader of this file must at least do."""
    with file.open("rb") as stream:
        records = [orjson.loads(line) for line in _lines(stream)]
    columns = {
        "id": pa.array([r["id"] for r in records]),
        "text": pa.array([r["text"] for r in records], pa.large_string()),
    }
    pq.write_table(
        pa.table(columns), folder / "floor.parquet", compression="zstd", compression_level=1
    )
    return len(records)


def ours(file: Path, extractor: str = "resiliparse") -> int:
    """The whole stage, by one process, into a new root."""
    with tempfile.TemporaryDirectory() as root:
        source = {"name": "s", "path": str(file), "id_field": None, "extractor": extractor}
        recipe = {"root": root, "stages": {"ingest": {"sources": [source]}}}
        path = Path(root) / "recipe.json"
        path.write_text(json.dumps(recipe))
        return recipes.run(recipes.read(path), executor=LocalExecutor()).documents.num_rows


def jsonl(folder: Path) -> None:
    file, size = mixed(folder)
    base, expected = best(lambda: floor(file, folder))
    seconds, documents = best(lambda: ours(file))
    if documents != expected:
        raise SystemExit(f"{documents} documents where the file has {expected}")
    print(f"JSON lines, zstd: {documents:,} documents, {size / 1e6:.0f} MB of text")
    print(f"  floor       {size / 1e6 / base:8.1f} MB/s")
    print(f"  malmoi      {size / 1e6 / seconds:8.1f} MB/s   {base / seconds:6.2f} x floor")
    peer = peers.run("datatrove_read", "jsonl", str(file))
    if peer:
        ratio = peer["seconds"] / seconds
        print(
            f"  datatrove   {size / 1e6 / peer['seconds']:8.1f} MB/s   malmoi {ratio:.1f} x faster"
        )


def crawl(name: str) -> None:
    file = CORPUS / "warc" / name
    peer = peers.run("datatrove_read", "pages", str(file))
    print(f"WARC and extraction, {name}")
    if peer:
        print(
            f"  datatrove, Trafilatura   {peer['documents']:5} documents  {peer['seconds']:7.2f} s"
        )
    for extractor in ("resiliparse", "trafilatura"):
        seconds, documents = best(lambda e=extractor: ours(file, e))
        ratio = f"   {peer['seconds'] / seconds:5.1f} x datatrove" if peer else ""
        print(f"  malmoi, {extractor:<15}  {documents:5} documents  {seconds:7.2f} s{ratio}")


def main() -> int:
    """Print the tables; returns the exit code."""
    if not CORPUS.exists():
        print(f"no real text at {CORPUS}; set MALMOI_CORPUS to its folder")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        jsonl(Path(folder))
    for name in ("derived_ko_pages.warc.gz", "aut/example.warc.gz", "dolma/sample-0000.warc.gz"):
        crawl(name)
    f1.main(CORPUS / "html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
