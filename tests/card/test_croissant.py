"""The Croissant description, read by the validator of MLCommons."""

import itertools
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.card.files import sha256


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_validator_finds_nothing_and_reads_the_documents(
    card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    monkeypatch.chdir(card)
    data_set = mlcroissant.Dataset("croissant.json")
    issues = data_set.metadata.issues
    assert (set(issues.errors), set(issues.warnings)) == (set(), set())
    (first,) = itertools.islice(data_set.records("documents"), 1)
    table = pq.read_table(card / "documents" / "00000.parquet")
    assert first["documents/text"].decode() == table.column("text")[0].as_py()


def test_files_are_listed_with_their_hashes(card: Path) -> None:
    value = json.loads((card / "croissant.json").read_text(encoding="utf-8"))
    files = {d["contentUrl"]: d["sha256"] for d in value["distribution"] if "sha256" in d}
    found = {p.relative_to(card).as_posix(): sha256(p) for p in card.glob("documents/*.parquet")}
    assert files == found
    fields = {f["name"] for f in value["recordSet"][0]["field"]}
    schema = pq.read_schema(card / "documents" / "00000.parquet")
    flat = {f.name for f in schema if f.type != pa.list_(schema.field("scrubbed").type.value_type)}
    assert fields == flat
