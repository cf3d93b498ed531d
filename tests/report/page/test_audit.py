"""Audits: the page in a browser, verdicts that are stored, agreement and precision."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.corpus import Corpus
from pipeline.report import page
from pipeline.report.audit.agreement import agreement, kappa, precision, wilson
from pipeline.report.audit.verdicts import RIGHT, UNSURE, WRONG, Verdict, add, key_of, stored
from tests.cli.processes import malmoi
from tests.report.page.browser import Browser
from tests.report.page.test_page import made


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A corpus of which quality dropped twenty documents as too short."""
    records = [{"text": f"짧다 {i}", "id": f"n{i}@mail.example.com"} for i in range(20)]
    long = [
        {"text": "오늘은 날씨가 맑아서 친구와 함께 산에 올랐습니다. " * 4 + str(i)}
        for i in range(5)
    ]
    return made(tmp_path_factory.mktemp("audited"), [*records, *long], scrub={}, quality={})


def dropped(corpus: Corpus) -> list[str]:
    """Ids of the documents that are too short."""
    return sorted(corpus.dropped("quality", ["id"]).column("id").to_pylist())


def line(document: str, rater: str = "kim", verdict: str = RIGHT, reason: str = "too_short") -> str:
    fields = {
        "document": key_of(document),
        "stage": "quality",
        "reason": reason,
        "rater": rater,
        "verdict": verdict,
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_verdicts_of_the_page_are_judged_by_keyboard_saved_and_added(
    audited: Corpus, browser: Browser, tmp_path: Path
) -> None:
    root, sheet = audited.documents.store.uri, tmp_path / "audit.html"
    done = malmoi("audit", root, "--stage", "quality", "-n", "10", "--to", sheet)
    assert done.stdout.startswith(f"10 documents to judge: {sheet}\n")
    assert "@mail.example.com" not in sheet.read_text(encoding="utf-8")
    browser.open(sheet)
    press = "dispatchEvent(new KeyboardEvent('keydown', {key: '%s'})); "
    name = "const r = document.getElementById('rater'); r.value = '%s'; r.dispatchEvent(new Event('input')); r.blur(); "
    browser.run("document.getElementById('rater').blur(); " + press % "j")
    korean = "dispatchEvent(new KeyboardEvent('keydown', {key: 'ㅓ', code: 'KeyJ'})); "
    assert "0 judged" in browser.run("return document.getElementById('progress').textContent")
    for rater, keys in (("kim", "jjkjjjjju"), ("lee", "jjkkjjjjj")):
        browser.run(name % rater + korean + "".join(press % key for key in keys))
        assert "10 judged" in browser.run("return document.getElementById('progress').textContent")
        (tmp_path / f"{rater}.jsonl").write_text(browser.run("return lines()"), encoding="utf-8")
    browser.call("refresh")
    browser.run(name % "kim")
    assert "10 judged" in browser.run("return document.getElementById('progress').textContent")
    assert browser.problems() == []
    done = malmoi("audit", root, "--add", tmp_path / "kim.jsonl", "--add", tmp_path / "lee.jsonl")
    assert done.returncode == 0, done.stderr
    assert "10 verdicts of" in done.stdout
    verdicts = stored(audited.documents.store)
    assert {v.document for v in verdicts} <= set(dropped(audited))
    (row,) = precision(verdicts).to_dicts()
    assert (row["documents"], row["right"], row["wrong"], row["open"]) == (10, 7, 1, 2)
    (pair,) = agreement(verdicts).to_dicts()
    assert (pair["first"], pair["second"], pair["documents"], pair["agreed"]) == (
        "kim",
        "lee",
        10,
        0.8,
    )
    assert '<section id="audits"' in page.page(audited)


def test_later_verdict_replaces_the_earlier_one(audited: Corpus, tmp_path: Path) -> None:
    first, second = dropped(audited)[:2]
    for verdict in (RIGHT, WRONG):
        (tmp_path / "v.jsonl").write_text(
            line(first, "park", verdict) + line(second, "park", UNSURE)
        )
        add(audited, tmp_path / "v.jsonl")
    by_park = {v.document: v.verdict for v in stored(audited.documents.store) if v.rater == "park"}
    assert by_park == {first: WRONG, second: UNSURE}


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ((RIGHT,), "right"),
        ((RIGHT, UNSURE), "open"),
        ((RIGHT, WRONG), "open"),
        ((RIGHT, RIGHT, WRONG), "right"),
        ((WRONG, WRONG, UNSURE), "wrong"),
        ((UNSURE,), "open"),
    ],
)
def test_more_than_half_of_the_raters_decide(votes: tuple[str, ...], outcome: str) -> None:
    given = [Verdict("d", "quality", "jamo", str(i), v) for i, v in enumerate(votes)]
    (row,) = precision(given).to_dicts()
    assert {k: row[k] for k in ("right", "wrong", "open")} == {
        k: int(k == outcome) for k in ("right", "wrong", "open")
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{broken", ", line 1: not JSON ("),
        (
            "[1]",
            ", line 1: expected texts in the fields document, stage, reason, rater, verdict; give",
        ),
        ('{"document": "x"}', ", line 1: expected texts in the fields"),
        (
            line("n1@mail.example.com", verdict="maybe"),
            ", line 1: the verdict is not one of right, wrong, unsure;",
        ),
        (
            line("n1@mail.example.com", rater="x" * 61),
            ", line 1: the rater's name has more than 60 characters",
        ),
        (
            line("n1@mail.example.com", reason="jamo"),
            ", line 1: quality did not drop this document for jamo in ",
        ),
        (f"\n{line('nobody')}", ", line 2: quality did not drop this document for too_short in "),
    ],
)
def test_bad_verdicts_are_refused_and_nothing_is_stored(
    audited: Corpus, tmp_path: Path, text: str, message: str
) -> None:
    before = stored(audited.documents.store)
    (tmp_path / "v.jsonl").write_text(text, encoding="utf-8")
    done = malmoi("audit", audited.documents.store.uri, "--add", tmp_path / "v.jsonl")
    assert done.returncode == 2
    assert done.stderr.startswith(f"malmoi: {tmp_path / 'v.jsonl'}{message}")
    assert done.stderr.count("\n") == 1
    assert stored(audited.documents.store) == before


def test_texts_that_were_not_scrubbed_are_not_audited(tmp_path: Path) -> None:
    corpus = made(tmp_path, [{"text": "같은 글"}, {"text": "같은 글"}], dedup_exact={})
    done = malmoi("audit", corpus.documents.store.uri, "--stage", "dedup-exact")
    assert (done.returncode, "scrub has not run" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15, 0.4),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a")], None),
        ([], None),
    ],
)
def test_kappa_of_known_tables(pairs: list[tuple[str, str]], expected: float | None) -> None:
    assert kappa(pairs) == (expected if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("right", "num", "low", "high"),
    [(0, 0, 0, 1), (10, 10, 0.7225, 1), (0, 10, 0, 0.2775), (81, 263, 0.2553, 0.3662)],
)
def test_intervals_of_known_counts(right: int, num: int, low: float, high: float) -> None:
    assert wilson(right, num) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_interval_holds_the_share(right: int, wrong: int) -> None:
    low, high = wilson(right, right + wrong)
    assert 0 <= low <= high <= 1
    assert (low == 0) == (right == 0)
    assert (high == 1) == (wrong == 0)
    if right + wrong:
        assert low <= right / (right + wrong) + 1e-12
        assert right / (right + wrong) <= high + 1e-12


def test_divided_documents_are_open() -> None:
    def one(rater: str, verdict: str) -> Verdict:
        return Verdict("d", "quality", "jamo", rater, verdict, "s")

    (row,) = precision([one("a", RIGHT), one("b", WRONG)], by_source=True).to_dicts()
    assert (row["source"], row["open"], row["precision"]) == ("s", 1, None)
    (row,) = precision([one("a", RIGHT), one("b", RIGHT), one("c", WRONG)]).to_dicts()
    assert (row["right"], row["open"]) == (1, 0)
