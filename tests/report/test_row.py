"""`malmoi explain --row`: every token of a row belongs to a document, or is padding."""

import re
from pathlib import Path

import pytest

from pipeline.core.errors import RecipeError
from pipeline.export.packed import opened
from pipeline.report.row import story


def test_every_token_of_a_row_is_accounted_for(finished: Path) -> None:
    found = opened(str(finished), "train")
    for shard, rows in enumerate(found.rows.rows):
        for row in (0, rows // 2, rows - 1):
            text = story(str(finished), f"train:{shard}:{row}")
            counts = re.findall(r"([\d,]+) tokens(?:,| of padding)", text)
            assert sum(int(n.replace(",", "")) for n in counts) == 64
            lengths = found.rows.read(shard)["lengths"][row].as_py()
            assert len(counts) == len(lengths)


def test_phase_may_be_omitted_if_there_is_one(finished: Path) -> None:
    assert story(str(finished), "0:1") == story(str(finished), "train:0:1")


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("train", "expected PHASE:SHARD:ROW"),
        ("train:x:1", "expected PHASE:SHARD:ROW"),
        ("expert:0:0", "no phase 'expert'"),
        ("train:99:0", "shards"),
        ("train:0:999999", "shard 0 has"),
    ],
)
def test_missing_row_is_refused(finished: Path, place: str, message: str) -> None:
    with pytest.raises(RecipeError, match=message):
        story(str(finished), place)
