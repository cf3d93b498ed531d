"""The card that people read."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.card.markdown import fenced, linked, plain, table


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_card_says_the_figures_in_both_languages(card: Path, name: str) -> None:
    text = (card / name).read_text(encoding="utf-8")
    figures = json.loads((card / "card.json").read_text(encoding="utf-8"))
    for amount in (figures["stays"]["documents"], figures["came"]["documents"]):
        assert f"{amount:,}" in text
    assert figures["fingerprint"] in text
    assert "data@example.org" in text
    assert all(s["name"] in text for s in figures["sources"])


def test_statements_are_no_markup(card: Path) -> None:
    text = (card / "README.md").read_text(encoding="utf-8")
    assert "News \\| \\<b\\>essays" in text


def test_paths_of_this_machine_are_not_published(card: Path, sources: Path) -> None:
    for path in card.glob("*.*"):
        if path.is_file():
            assert str(sources.parent) not in path.read_text(encoding="utf-8"), path.name


@given(st.text(max_size=30))
def test_cell_of_any_text_stays_one_cell(text: str) -> None:
    (*_, row, end) = table(["a", "b"], [[plain(text), "1"]], 1).split("\n")
    assert end == ""
    unescaped = row.replace("\\\\", "").replace("\\|", "")
    assert unescaped.count("|") == 3


@given(st.text("`a\n", max_size=20))
def test_fence_is_longer_than_any_in_the_text(text: str) -> None:
    lines = fenced(text, "yaml").split("\n")
    mark = lines[0].removesuffix("yaml")
    assert lines[-2] == mark
    assert not any(mark in line for line in lines[1:-2])


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a b", "https://x/)(", "ftp://x", ""]
)
def test_links_lead_to_pages_alone(url: str) -> None:
    assert linked("글", url) == "글"
