"""One sample for all tests of the demo."""

import gzip
import json
from pathlib import Path

import pytest
import zstandard

from pipeline.demo import files, truth
from pipeline.demo.truth import Truth


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sample as `malmoi demo` writes it."""
    folder = tmp_path_factory.mktemp("demo") / "sample"
    files.write(folder)
    return folder


@pytest.fixture(scope="session")
def planted(folder: Path) -> list[Truth]:
    """The truth of that sample, read from its file."""
    return truth.read(folder / "truth.jsonl")


@pytest.fixture(scope="session")
def records(folder: Path) -> dict[str, str]:
    """Id -> text of the well-formed records of the crawl and the mirror."""
    crawl = zstandard.ZstdDecompressor().decompress((folder / "crawl.jsonl.zst").read_bytes())
    mirror = gzip.decompress((folder / "mirror.jsonl.gz").read_bytes())
    texts: dict[str, str] = {}
    for line in (crawl + mirror).splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict) and isinstance(row.get("text"), str):
            texts[row["id"]] = row["text"]
    return texts
