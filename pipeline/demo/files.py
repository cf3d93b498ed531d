"""The files of the demo's input. Every record has a line in truth.jsonl with its id, its kind, and the
expected outcome."""

import gzip
from pathlib import Path

import zstandard

from pipeline.demo import truth
from pipeline.demo.plants import PLANTS
from pipeline.demo.sample import Sample
from pipeline.demo.truth import Truth


def write(folder: Path, seed: int = 20) -> list[Truth]:
    """Write the sources and truth.jsonl into `folder`; returns the truth. The same seed gives the same
    bytes."""
    sample = Sample(seed)
    for plant in PLANTS:
        plant(sample)
    folder.mkdir(parents=True, exist_ok=True)
    for source, records in sorted(sample.records.items()):
        sample.random.shuffle(records)
        _write_lines(folder, source, records)
    for name, data in sample.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    truth.write(folder / "truth.jsonl", sample.truth)
    return sample.truth


def _write_lines(folder: Path, source: str, records: list[bytes]) -> None:
    data = b"\n".join(records) + b"\n"
    if source == "crawl":
        (folder / f"{source}.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(data))
    elif source == "mirror":
        (folder / f"{source}.jsonl.gz").write_bytes(gzip.compress(data, mtime=0))
    else:
        (folder / f"{source}.jsonl").write_bytes(data)
