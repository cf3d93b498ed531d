"""The table planted against found, on made documents and rejects."""

import polars as pl
import pytest

from pipeline.demo import bounds, results
from pipeline.demo.truth import ANY_RULE, Truth

SCHEMA = {
    "id": pl.String,
    "repairs": pl.List(pl.String),
    "encoding": pl.String,
    "scrubbed": pl.List(pl.Struct({"kind": pl.String, "count": pl.Int64})),
    "text": pl.String,
    "verdict": pl.String,
}


def documents(**by_id: dict[str, object]) -> pl.DataFrame:
    """Documents by id; what is not given is null."""
    rows = [{**dict.fromkeys(SCHEMA), "id": name, **row} for name, row in by_id.items()]
    return pl.DataFrame(rows, schema=SCHEMA)


def shares(found: pl.DataFrame, truths: list[Truth], **rejected: int) -> list[tuple[int, int]]:
    """(planted, found) of each row."""
    return list(results.by_kind(found, rejected, truths).select("planted", "found").iter_rows())


def test_verdicts_are_compared_with_what_was_expected() -> None:
    truths = [
        Truth("a", "fresh", "keep", "ko"),
        Truth("b", "fresh", "keep", "ko"),
        Truth("c", "copy", "dedup_exact:duplicate", "ko"),
        Truth("d", "copy", "dedup_exact:duplicate", "ko"),
        Truth("e", "spam", ANY_RULE, "ko"),
        Truth("f", "spam", ANY_RULE, "ko"),
        Truth("g", "spam", ANY_RULE, "ko"),
        Truth("h", "poor", "any", "ko"),
    ]
    found = documents(
        a={},
        b={"verdict": "quality:spam"},
        c={"verdict": "dedup_exact:duplicate"},
        d={"verdict": "quality:duplicate"},
        e={"verdict": "quality:spam"},
        f={"verdict": "quality:low_score"},
        g={"verdict": "dedup_exact:duplicate"},
        h={},
    )
    assert shares(found, truths) == [(2, 1), (2, 1), (3, 2)]


def test_a_value_is_masked_if_it_is_counted_and_gone() -> None:
    phone = [{"kind": "PHONE", "count": 1}]
    mail = [{"kind": "EMAIL", "count": 2}]
    truths = [
        Truth(name, "PHONE", "mask", "ko", values=["010-1", "010-2"], pii="PHONE")
        for name in ("counted", "left", "other", "untouched")
    ]
    truths.append(Truth("any", "prose", "mask", "ko", claimed=False, values=["Kim"]))
    found = documents(
        counted={"text": "X and X", "scrubbed": phone},
        left={"text": "010-1 and 010-2", "scrubbed": phone},
        other={"text": "X and X", "scrubbed": mail},
        untouched={"text": "010-1 and 010-2"},
        any={"text": "X", "scrubbed": mail},
    )
    assert shares(found, truths) == [(8, 1), (1, 1)]


def test_hard_negatives_count_unless_anything_is_masked() -> None:
    truths = [Truth(name, "numbers", "no mask", "ko") for name in "ab"]
    found = documents(a={"text": "x"}, b={"scrubbed": [{"kind": "IP", "count": 1}]})
    assert shares(found, truths) == [(2, 1)]


def test_a_repair_counts_if_it_is_named_and_the_text_is_the_expected_one() -> None:
    truths = [
        Truth(name, "NFD", "repair:nfc", "ko", text="가나다")
        for name in ("good", "wrong", "unnamed")
    ]
    truths += [
        Truth(name, "CP949", "repair:cp949", "ko", text="가나다") for name in ("file", "broken")
    ]
    found = documents(
        good={"repairs": ["nfc"], "text": "가나다"},
        wrong={"repairs": ["nfc"], "text": "가나"},
        unnamed={"repairs": [], "text": "가나다"},
        file={"encoding": "cp949", "text": "가나다"},
        broken={"encoding": "cp949", "text": "가�다"},
    )
    assert shares(found, truths) == [(3, 1), (2, 1)]


def test_rejects_count_by_reason_and_never_above_what_was_planted() -> None:
    truths = [Truth("", "cut", "reject:json", "")] * 2 + [Truth("", "null", "reject:no_text", "")]
    assert shares(documents(), truths, json=1, no_text=5) == [(2, 1), (1, 1)]


def test_last_lines_sum_up_what_is_claimed_and_what_is_not() -> None:
    truths = [Truth(name, "fresh", "keep", "ko") for name in "abc"]
    truths += [Truth("d", "copy", "dedup_exact:duplicate", "ko")]
    truths += [Truth(name, "advertisement", ANY_RULE, "ko", claimed=False) for name in "ef"]
    found = documents(
        a={},
        b={},
        c={"verdict": "quality:spam"},
        d={"verdict": "dedup_exact:duplicate"},
        e={},
        f={"verdict": "quality:spam"},
    )
    table = results.table(results.by_kind(found, {}, truths))
    assert table.columns == ["kind", "expected", "planted", "found", "share"]
    assert table.rows() == [
        ("fresh", "keep", 3, 2, 2 / 3),
        ("copy", "duplicate", 1, 1, 1.0),
        ("advertisement", "not claimed", 2, 1, 0.5),
        ("claimed and found", "", 4, 3, 0.75),
        ("claimed and missed", "", 4, 1, 0.25),
        ("not claimed, yet found", "", 2, 1, 0.5),
    ]


def test_every_record_is_accounted_for() -> None:
    truths = [
        Truth("a", "fresh", "keep", "ko"),
        Truth("b", "poor", "any", "ko"),
        Truth("", "cut", "reject:json", ""),
    ]
    assert results.unaccounted(documents(a={}, b={}), {"json": 1}, truths) == []
    faults = results.unaccounted(documents(a={}, z={}), {"no_text": 1}, truths)
    assert [fault.split(",")[0] for fault in faults] == [
        "1 planted documents are in no stage",
        "1 documents were not planted",
        "rejected as json: 0 records",
        "rejected as no_text: 1 records",
    ]


def rows(kind: str, found: int, *, claimed: bool = True) -> pl.DataFrame:
    """One row of `results.by_kind` with 200 planted records."""
    return pl.DataFrame(
        [(kind, "x", 200, found, found / 200, claimed)],
        schema=[*results.COLUMNS, "claimed"],
        orient="row",
    )


@pytest.mark.parametrize("kind", bounds.BOUNDS)
def test_a_kind_below_its_bound_is_named_with_the_reason(kind: str) -> None:
    least = bounds.BOUNDS[kind].share
    assert bounds.broken(rows(kind, 200)) == []
    below = int(200 * least) - 1
    (fault,) = bounds.broken(rows(kind, below))
    assert kind in fault
    assert bounds.BOUNDS[kind].reason in fault
    assert bounds.broken(rows(kind, below, claimed=False)) == []


def test_lost_documents_and_missed_copies_fail() -> None:
    assert bounds.broken(rows("fresh document", 198)) == []
    assert bounds.broken(rows("fresh document", 197))
    assert bounds.broken(rows("exact copy", 199))
