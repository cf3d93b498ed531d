"""What a comparison tells while it runs: of arms, ids and gold items that are less than the recipe asks for."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.progress import Silent
from tests.effect.conftest import compared, write


class Heard(Silent):
    """Keeps the notes."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, line: str) -> None:
        self.notes.append(line)


def told(home: Path, out: Path, **fields: Any) -> str:
    heard = Heard()
    compared(home, out, progress=heard, **fields)
    return "\n".join(heard.notes)


def test_arm_that_cannot_have_the_held_shares_is_named(effect_home: Path, tmp_path: Path) -> None:
    arms = {"all": "all", "ko": {"only": "source == 'ko'"}}
    notes = told(effect_home, tmp_path, arms=arms, hold="source", tokens=20_000)
    assert "arm ko: hold: it has too few tokens of source 'en': 0.0% instead of" in notes
    assert "arm all: hold" not in notes


@pytest.mark.parametrize("unknown", [0, 3])
def test_ids_without_a_document_are_counted(
    effect_home: Path, tmp_path: Path, unknown: int
) -> None:
    ids = [*(f"ko/ko.jsonl#{i + 1}" for i in range(200)), *(f"no/no#{i}" for i in range(unknown))]
    path = tmp_path / "ids.txt"
    path.write_text("".join(f"{i}\n" for i in ids), encoding="utf-8")
    notes = told(effect_home, tmp_path, arms={"x": {"base": "raw", "ids": str(path)}})
    assert ("200 of 203 ids are documents of this arm" in notes) is (unknown > 0)


def test_gold_items_without_an_answer_and_short_ones_are_counted(
    effect_home: Path, tmp_path: Path
) -> None:
    texts = (effect_home / "held_ko.jsonl").read_text(encoding="utf-8").splitlines()
    held = [text for line in texts if len(text := json.loads(line)["text"]) > 80]
    items = [{"q": text[:60], "a": text[60:]} for text in held]
    path = tmp_path / "g.jsonl"
    lines = [*items, {"q": "물음"}, {"q": "왜?", "a": " 비."}]
    path.write_text("".join(json.dumps(i) + "\n" for i in lines), encoding="utf-8")
    gold = {"name": "g", "path": str(path), "prompt": "{q}", "answer": "{a}"}
    notes = told(effect_home, tmp_path, gold=[gold])
    assert "gold g: 1 items are left out: a field or the answer is missing" in notes
    assert "gold: 1 are too short to be looked up in the arms" in notes


def test_nothing_is_told_of_a_recipe_that_gets_what_it_asks(
    effect_home: Path, tmp_path: Path
) -> None:
    held = write(
        tmp_path / "h.jsonl",
        [json.loads(t)["text"] for t in (effect_home / "held_ko.jsonl").open(encoding="utf-8")],
    )
    notes = told(effect_home, tmp_path, strata=[{"name": "h", "path": str(held)}])
    assert "left out" not in notes
    assert "too" not in notes
