"""Names in prose: near what they are found, and when they are masked, counted or left."""

from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.core.errors import RecipeError, StaleOutput
from pipeline.kernels.pii.prose import finding, model
from pipeline.stages.scrub.masking import mask
from pipeline.stages.scrub.names import Names
from pipeline.stages.scrub.stage import Scrub
from tests.stages.scrub.making import KERNEL, rows, run

# no rule finds this name: only the model does
NEAR = "주민회 위원장 박도현 등 24명, 연락 010-2345-6789"


def test_names_near_an_identifier_are_masked_or_counted_if_asked(tmp_path: Path) -> None:
    documents = [{"id": "a", "text": NEAR}, {"id": "b", "text": "주민회 위원장 박도현 등 24명"}]
    off = run(tmp_path, documents=documents)
    assert rows(off)["a"]["text"] == "주민회 위원장 박도현 등 24명, 연락 <|PI:PHONE|>"
    assert "names" not in off.marks_of("scrub").table().column_names
    marked = run(tmp_path, True, documents=documents, names="mark")
    assert rows(marked) == rows(off)
    assert marked.marks_of("scrub").table().column("names").to_pylist() == [1, 0]
    masked = rows(run(tmp_path, True, documents=documents, names="mask"))
    assert masked["a"]["text"] == "주민회 위원장 <|PI:NAME|> 등 24명, 연락 <|PI:PHONE|>"
    assert masked["a"]["scrubbed"] == [{"kind": "NAME", "count": 1}, {"kind": "PHONE", "count": 1}]
    assert masked["b"]["text"] == "주민회 위원장 박도현 등 24명"


def test_names_stand_near_identifiers_that_are_kept_too_and_masking_twice_changes_nothing() -> None:
    texts = pa.array([f"{NEAR}, 위원장 최수빈 외 3명, kim@naver.com"], pa.large_string())
    _, once = mask(texts, ("EMAIL",), KERNEL, names=Names())
    assert once[0].count("<|PI:NAME|>") == 2
    again = pa.array([once[0]], pa.large_string())
    assert mask(again, ("EMAIL",), KERNEL, names=Names()) == ({}, {})


def test_weights_of_the_names_are_a_part_of_the_phase_that_uses_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, names="mask")
    run(tmp_path, names="mask")
    monkeypatch.setattr(model, "digest", lambda: "other weights")
    with pytest.raises(StaleOutput, match="weights"):
        run(tmp_path, names="mask")


def test_name_that_touches_a_span_is_masked_and_one_that_overlaps_it_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [(0, 4), (4, 10), (8, 12), (12, 20), (20, 21)]
    monkeypatch.setattr(finding, "names_near", lambda text, spans: found)
    names = Names().near(b"", [(10, 20, "PHONE")])
    assert names == [(0, 4, "NAME"), (4, 10, "NAME"), (20, 21, "NAME")]


def test_names_cannot_be_masked_and_kept() -> None:
    with pytest.raises(RecipeError, match="choose one"):
        Scrub(names="mask", policy={"NAME": "keep"})
