"""What is counted of a document, and the reasons to drop it."""

from pathlib import Path

from tests.stages.scrub.making import rows, run


def test_identifiers_that_meet_in_a_document_are_counted_and_can_drop_it(tmp_path: Path) -> None:
    documents = [
        {"id": "none", "text": "아무것도 없는 글"},
        {"id": "contact", "text": "010-2345-6789, kim@naver.com"},
        {"id": "two", "text": "생년월일: 1987-03-02, 010-2345-6789"},
        {"id": "three", "text": "성명: 김민지, 생년월일: 1987-03-02, 010-2345-6789"},
    ]
    corpus = run(tmp_path, documents=documents, max_identifiers=2)
    marks = {r["id"]: r for r in corpus.marks_of("scrub").table().to_pylist()}
    assert {i: r["identifiers"] for i, r in marks.items()} == {
        "none": 0,
        "contact": 1,
        "two": 2,
        "three": 3,
    }
    assert {i: r["drop_reason"] for i, r in marks.items()} == {
        "none": None,
        "contact": None,
        "two": None,
        "three": "pii_identifying",
    }


def test_documents_are_dropped_by_kind_and_by_number(tmp_path: Path) -> None:
    corpus = run(tmp_path, policy={"RRN": "drop_document"}, max_per_document=3)
    reasons = dict(corpus.dropped("scrub", ["id"]).to_pydict().items())
    assert dict(zip(reasons["id"], reasons["drop_reason"], strict=True)) == {
        "d": "pii_rrn",
        "e": "pii_many",
    }
    assert "900101" not in rows(corpus)["d"]["text"]  # masked as well
    assert sum(len(t) for t in corpus.living(["id"])) == 4
