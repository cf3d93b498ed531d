"""The page of a comparison: its figures and verdicts, in both languages, with nothing from elsewhere."""

import re
from typing import Any

import pytest

from pipeline.effect.page import page
from pipeline.effect.result import BACK
from pipeline.report.page.words import LANGUAGES


def beside(percent: float, verdict: str) -> dict[str, Any]:
    return {
        "percent": percent,
        "low": percent - 0.1,
        "high": percent + 0.1,
        "by_stratum": [percent, percent],
        "agreeing": 2,
        "verdict": verdict,
        "why": "interval" if verdict == "open" else "",
    }


def arm(name: str, difference: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "name": name,
        "documents": 1_234,
        "tokens": 99_000,
        "unique": 98_000,
        "bits_per_byte": 2.3456,
        "by_stratum": [2.0, 2.6912],
        "difference": difference,
        "gold": {
            "bits_per_byte": 1.5,
            "by_stratum": [1.25],
            "difference": difference and gold(difference),
        },
    }


def gold(difference: dict[str, Any]) -> dict[str, Any]:
    return {**difference, "by_stratum": [-3.21]}


RESULT = {
    "tier": "ngrams",
    "order": 5,
    "size": "s",
    "tokens": 90_000,
    "anneal": None,
    "vocabulary": 32_000,
    "seeds": [1, 2],
    "hold": "domain",
    "baseline": "all",
    "strata": [
        {"name": "news", "documents": 10, "bytes": 5_000, "left_out": {"masked": 3, "short": 0}},
        {"name": "<b>blog", "documents": 20, "bytes": 7_000, "left_out": {"masked": 0, "short": 0}},
    ],
    "gold": [
        {
            "name": "<i>korquad",
            "items": 321,
            "bytes": 4_000,
            "left_out": {"unanswered": 7, "repeated": 1, "not_drawn": 0, "leaked": 2},
        }
    ],
    "arms": [
        arm("all", None),
        arm("raw", beside(0.67, "worse")),
        arm("ours", beside(-1.5, "better")),
        arm("same", beside(0.01, "open")),
    ],
    "reasons": [
        {
            "reason": "quality.josa",
            "documents": 44,
            "tokens": 6_000,
            "worth": beside(-0.4, "better"),
            "gold": beside(-0.7, "open"),
        },
        {"reason": "quality.marks", "documents": 4, "tokens": 10, "worth": None, "gold": None},
    ],
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_shows_every_arm_with_its_interval(lang: str) -> None:
    text = page(RESULT, lang)  # type: ignore[arg-type]
    for shown in (
        "+0.67\u00a0%",
        "−1.50\u00a0%",
        "+0.57\u00a0% … +0.77\u00a0%",
        "2.3456",
        "2.6912 (+0.67\u00a0%)",
    ):
        assert shown in text
    assert "<b>blog" not in text
    assert "&lt;b&gt;blog" in text
    assert re.findall(r'(?:src|href|action)="(?!#)', text) == []


def test_verdicts_are_sentences() -> None:
    text = page(RESULT)
    assert "raw is worse than all: +0.67" in text
    assert "ours is better than all: −1.50" in text
    assert "same and all cannot be told apart" in text
    assert "does harm" in text
    assert "too few tokens" in text
    assert BACK.strip() not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_gold_answers_have_a_table_of_their_own(lang: str) -> None:
    text = page(RESULT, lang)  # type: ignore[arg-type]
    assert "&lt;i&gt;korquad" in text
    assert "1.2500 (−3.21\u00a0%)" in text
    assert "321" in text
    # the mean with its difference, and what the answers say of a reason
    assert "1.5000 (+0.67\u00a0%)" in text
    assert "−0.70\u00a0% (−0.80\u00a0% … −0.60\u00a0%)" in text
    without = page({**RESULT, "gold": [], "arms": [arm("all", None)]}, lang)  # type: ignore[arg-type]
    assert "korquad" not in without


def test_base_of_an_anneal_is_told() -> None:
    annealed = page({**RESULT, "anneal": {"base": "raw", "tokens": 1_234_000}})
    assert "A base was trained first on 1,234,000 tokens of raw" in annealed
    assert "A base was trained first" not in page(RESULT)


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("interval", "x and all cannot be told apart: +3.00"),
        ("strata", "the strata disagree: 1 of 2 are on the side of the mean"),
        ("few", "fewer than ten texts, which are too few for a verdict"),
    ],
)
def test_open_verdict_says_what_leaves_it_open(why: str, told: str) -> None:
    difference = {**beside(3.0, "open"), "agreeing": 1, "why": why}
    text = page({**RESULT, "arms": [arm("all", None), arm("x", difference)]})
    assert told in text
    assert ("cannot be told apart" in text) == (why == "interval")


def test_mixture_is_told_where_shares_are_not_held() -> None:
    assert "The arms keep their own mixtures" in page({**RESULT, "hold": None})
    assert "The arms keep their own mixtures" not in page(RESULT)


def test_small_decoders_come_with_a_warning() -> None:
    assert "are known not to rank mixtures" in page({**RESULT, "tier": "decoder"})
    assert "are known not to rank mixtures" not in page(RESULT)


def test_words_of_the_page_are_korean() -> None:
    text = page(RESULT, "ko")
    assert '<html lang="ko">' in text
    assert "바이트당 비트" in text
    assert "cannot be told" not in text
