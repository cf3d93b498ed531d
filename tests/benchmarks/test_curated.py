"""Texts for a peer's curation are those before anything of ours touched them."""

import json
from pathlib import Path

from benchmarks.curated import write_raw
from pipeline.core.dataset import Dataset
from pipeline.core.store import Store


def test_texts_are_those_before_scrub(finished: Path, tmp_path: Path) -> None:
    documents = Dataset(Store(str(finished)), "ingest/documents")
    num = write_raw(documents, tmp_path / "raw.jsonl")
    rows = [json.loads(x) for x in (tmp_path / "raw.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) == num == documents.num_rows
    assert any("010-2345-" in row["text"] for row in rows)
    assert set(rows[0]) == {"id", "text", "lang"}
