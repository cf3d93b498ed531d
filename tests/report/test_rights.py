"""Counts of what the stage rights found, in show, the values and the page."""

import json
from pathlib import Path

import pytest

from pipeline.report import page, rights, values
from pipeline.report.page.words import Language
from tests.report.page.test_page import made

RECORDS = [
    {
        "text": "산길을 걸었다.\n저작권자 © 한빛뉴스, 무단 전재 및 재배포 금지",
        "url": "https://a.example/1",
    },
    {
        "text": "들길을 걸었다.\n이 글은 CC BY 4.0 라이선스에 따라 이용할 수 있습니다.",
        "url": "https://b.example/1",
    },
    {"text": "바닷길을 걸었다.", "url": "https://c.example/1"},
    {"text": "숲길을 걸었다.", "url": "https://a.example/2"},
]


def test_counts_by_reuse_and_reason(tmp_path: Path) -> None:
    (tmp_path / "hosts.txt").write_text("c.example\tasked by the owner")
    corpus = made(
        tmp_path, RECORDS, scrub={}, rights={"lists": [{"path": str(tmp_path / "hosts.txt")}]}
    )
    counted = {(r["reuse"], r["license"]): r["documents"] for r in rights.counts(corpus).to_dicts()}
    assert counted == {("reserved", None): 2, ("attribution", "CC-BY-4.0"): 1, ("unknown", None): 1}
    assert rights.named(corpus).rows() == [("listed", "asked by the owner", 1)]
    found = values.of_root(corpus)
    assert sum(row["documents"] for row in found["rights"]) == 4
    assert json.dumps(found["rights_named"])


def test_corpus_without_the_stage_has_no_counts(tmp_path: Path) -> None:
    corpus = made(tmp_path, RECORDS, scrub={})
    assert len(rights.counts(corpus)) == len(rights.named(corpus)) == 0


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "What documents state"), ("ko", "문서가 밝힌 이용 조건")]
)
def test_page_counts_in_both_languages(lang: Language, word: str, tmp_path: Path) -> None:
    corpus = made(tmp_path, RECORDS, scrub={}, rights={"drop": ["reserved"]})
    text = page.page(corpus, lang)
    assert word in text
    assert "CC-BY-4.0" in text
