"""The summary of training content: every field of the template, stated or said to be not."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.card import summary
from pipeline.card.about import About
from pipeline.card.facts import OfHost, facts
from pipeline.core.corpus import Corpus
from pipeline.report.page.words import Words

SECTIONS = [
    "1",
    "1.1",
    "1.2",
    "1.3",
    "2",
    "2.1",
    "2.2",
    "2.2.1",
    "2.2.2",
    "2.3",
    "2.4",
    "2.5",
    "2.6",
    "3",
    "3.1",
    "3.2",
    "3.3",
]


@pytest.mark.parametrize("name", ["training_content.md", "training_content.ko.md"])
def test_all_sections_are_there_in_order(card: Path, name: str) -> None:
    text = (card / name).read_text(encoding="utf-8")
    numbers = re.findall(r"^#+ ([\d.]+?)\.? ", text, re.MULTILINE)
    assert numbers == SECTIONS


def test_sources_stand_under_their_kind_or_as_not_stated(card: Path) -> None:
    text = (card / "training_content.md").read_text(encoding="utf-8")
    crawled = text.split("### 2.3")[1].split("### 2.4")[0]
    unstated = text.split("### Sources whose kind is not stated")[1].split("## 3.")[0]
    assert "| web |" in crawled
    assert "| books |" in unstated
    assert "Example Lab, data@example.org" in text
    assert "| Model dependencies | not stated |" in text


def test_hosts_of_crawled_sources_are_listed(corpus: Corpus) -> None:
    found = replace(
        facts(corpus), hosts=(OfHost("web", "a.example", 3, 30), OfHost("books", "b.example", 1, 9))
    )
    about = About(sources={"web": {"kind": "crawl"}})  # type: ignore[dict-item]
    text = summary.text(found, about, Words("en"))
    assert "| web | a.example | 3 |" in text
    assert "b.example" not in text
