"""Blanked rows hold an id and nothing else, and no other row changes."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.schema import DOCUMENTS, conform
from pipeline.core.unit import NO_TEXT
from pipeline.forget.blank import STAYS, blanked, facts_without, put, renamed


def documents() -> pa.Table:
    rows = {
        "id": ["a", "b", "c"],
        "text": ["one", "두 번째", "three"],
        "text_hash": [b"1" * 16, b"2" * 16, b"3" * 16],
        "bytes": [3, 10, 5],
        "source": ["s"] * 3,
        "lang": ["en", "ko", "en"],
        "url": ["u1", "u2", "u3"],
        "title": ["t1", "t2", None],
        "file": ["f"] * 3,
        "record": [1, 2, 3],
        "repairs": [["x"], ["y"], None],
        "meta": ['{"a":1}', '{"b":2}', None],
        "scrubbed": [None, [{"kind": "PHONE", "count": 1}], None],
    }
    table = pa.table({n: pa.array(v, DOCUMENTS.field(n).type) for n, v in rows.items()})
    return conform(table, DOCUMENTS)


def test_a_document_loses_all_but_what_its_source_says() -> None:
    before, after = documents(), blanked(documents(), {1: "forgotten-x"})
    assert after.schema == before.schema
    assert after.take([0, 2]).equals(before.take([0, 2]))
    row = {k: v for k, v in after.to_pylist()[1].items() if v is not None}
    empty = {"id": "forgotten-x", "text": "", "text_hash": NO_TEXT, "bytes": 0}
    assert row == {**empty, "file": "", "record": 0, "source": "s", "lang": "ko"}
    assert set(row) - set(STAYS) == {"id", "text", "text_hash", "bytes", "file", "record"}


@pytest.mark.parametrize("reason", [None, "forgotten"])
def test_marks_lose_all_but_the_reason(reason: str | None) -> None:
    marks = pa.table(
        {"id": ["a", "b"], "drop_reason": [None, "short"], "value": [1.5, 2.5], "cut": [[1], [2]]}
    )
    after = blanked(marks, {1: "x"}, reason).to_pylist()
    assert after[0] == marks.to_pylist()[0]
    assert after[1] == {"id": "x", "drop_reason": reason, "value": None, "cut": None}


def test_evidence_names_the_other_id() -> None:
    table = pa.table({"removed_id": ["a", "b"], "kept_id": ["c", "a"], "rule": ["a", "r"]})
    assert renamed(table, {"a": "x"}).to_pydict() == {
        "removed_id": ["x", "b"],
        "kept_id": ["c", "x"],
        "rule": ["a", "r"],
    }


@given(st.lists(st.integers(), min_size=1, max_size=20), st.data())
def test_put_changes_the_rows_that_it_is_given(values: list[int], data: st.DataObject) -> None:
    values = [v % 1000 for v in values]
    rows = data.draw(st.sets(st.integers(0, len(values) - 1)))
    column = pa.chunked_array([pa.array(values[:3]), pa.array(values[3:], pa.int64())])
    after = put(column, dict.fromkeys(rows, -1)).to_pylist()
    assert after == [-1 if i in rows else v for i, v in enumerate(values)]


STAGES = ["quarantine_scrub", "scrub", "exact", "quality"]


def facts(fates: list[tuple[str, str]], place: int, drops: str = "") -> dict[str, object]:
    """The facts of a stage over documents of these fates."""
    ends = [STAGES.index(s) if s else len(STAGES) for s, _ in fates]
    dropped: dict[str, int] = {}
    for end, (_, reason) in zip(ends, fates, strict=True):
        if end == place:
            dropped[reason] = dropped.get(reason, 0) + 1
    came = sum(end >= place for end in ends)
    return {"in": came, "living": came - sum(dropped.values()), "dropped": dropped}


FATES = st.sampled_from([("", ""), *((s, f"r{s}") for s in STAGES), ("exact", "other")])


@given(st.lists(FATES), st.lists(FATES), st.integers(0, 3))
def test_facts_are_those_of_documents_that_the_first_stage_drops(
    stay: list[tuple[str, str]], go: list[tuple[str, str]], place: int
) -> None:
    before = facts([*stay, *go], place)
    wanted = facts([*stay, *[("scrub", "forgotten")] * len(go)], place)
    assert facts_without(before, go, place, STAGES, 1) == {
        **wanted,
        "dropped": dict(sorted(wanted["dropped"].items())),  # type: ignore[attr-defined]
    }
