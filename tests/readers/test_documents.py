"""Shards of a portion: when one ends, and that nothing is lost between two."""

from pathlib import Path

import pytest

from pipeline.readers import documents
from tests.faults.outcome import ingest

LINES = b'{"text": "one"}\n' + b"{}\n" * 25 + b'{"text": "two"}\n' + b"[]\n" * 5


@pytest.mark.parametrize(("most", "shards"), [(100, 1), (10, 3), (1, 4)])
def test_shard_ends_at_its_most_rejects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, shards: int
) -> None:
    """Each file here is one batch; the rows of files follow the batch."""
    monkeypatch.setattr(documents, "MOST_REJECTS", most)
    out = ingest(
        tmp_path,
        {"a.jsonl": LINES, "b.jsonl": b"{}\n" * 12, "c.jsonl": b"7\n" * 9},
        max_reject_share=1,
    )
    assert out.texts == ["one", "two"]
    expected = [(n, "no_text") for n in range(2, 27)]
    expected += [(n, "not_an_object") for n in range(28, 33)]
    expected += [(n, "no_text") for n in range(1, 13)]
    expected += [(n, "not_an_object") for n in range(1, 10)]
    assert out.reasons == expected
    assert [(f["records"], f["rejects"]) for f in out.files] == [(32, 30), (12, 12), (9, 9)]
    assert len(list((tmp_path / "root/ingest/documents").glob("*.parquet"))) == shards
