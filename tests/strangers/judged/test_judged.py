"""Bounds of what the shipped models flag of texts by a hand that knew neither rules nor models."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import zstandard

import classifiers

FILE = Path(__file__).parent / "judged.jsonl.zst"
# model, bar, the groups that it is for, how many of them at least, sound texts at most
BOUNDS = [
    ("spam_ko", 0.9, "spam", 11, 0),
    ("spam_en", 0.9, "spam", 3, 0),
    ("ad_ko", 0.5, "ad", 24, 14),
    ("ad_en", 0.5, "ad", 12, 2),
    ("mt_web_ko", 0.8, "mt", 15, 0),
]


@cache
def judged() -> tuple[dict[str, Any], ...]:
    raw = zstandard.ZstdDecompressor().stream_reader(FILE.read_bytes()).read().decode()
    return tuple(json.loads(line) for line in raw.splitlines())


def test_half_of_the_texts_are_sound() -> None:
    assert [sum(row["bad"] is bad for row in judged()) for bad in (True, False)] == [150, 150]


@pytest.mark.parametrize(("name", "bar", "group", "least", "most"), BOUNDS)
def test_model_flags_its_kind_and_spares_sound_texts(
    name: str, bar: float, group: str, least: int, most: int
) -> None:
    rows = [row for row in judged() if row["lang"] == name[-2:]]
    scores = classifiers.load(f"malmoi://{name}").score(pa.array([row["text"] for row in rows]))
    flagged = [
        row for row, score in zip(rows, scores.to_pylist(), strict=True) if (score or 0) > bar
    ]
    assert sum(row["group"].startswith(f"{group}.") for row in flagged) >= least
    assert sum(not row["bad"] for row in flagged) <= most
