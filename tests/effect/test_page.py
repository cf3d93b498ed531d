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
    }


RESULT = {
    "tier": "ngrams",
    "order": 5,
    "size": "s",
    "tokens": 90_000,
    "vocabulary": 32_000,
    "seeds": [1, 2],
    "hold": "domain",
    "baseline": "all",
    "strata": [
        {"name": "news", "documents": 10, "bytes": 5_000, "left_out": {"masked": 3, "short": 0}},
        {"name": "<b>blog", "documents": 20, "bytes": 7_000, "left_out": {"masked": 0, "short": 0}},
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
        },
        {"reason": "quality.marks", "documents": 4, "tokens": 10, "worth": None},
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


def test_small_decoders_come_with_a_warning() -> None:
    assert "are known not to rank mixtures" in page({**RESULT, "tier": "decoder"})
    assert "are known not to rank mixtures" not in page(RESULT)


def test_words_of_the_page_are_korean() -> None:
    text = page(RESULT, "ko")
    assert '<html lang="ko">' in text
    assert "바이트당 비트" in text
    assert "cannot be told" not in text
