"""Shards: some megabytes at a time, and what a page states about rights."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.core.schema import DOCUMENTS as DOCUMENT_SCHEMA
from pipeline.core.schema import conform
from pipeline.stages.scrub import documents
from pipeline.stages.scrub.documents import scrub_documents
from tests.stages.scrub.making import KERNEL, rows, run


@pytest.mark.parametrize("at_once", [1, 40, 10**9])
def test_result_does_not_depend_on_how_much_is_scrubbed_at_once(
    tmp_path: Path, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rows(run(tmp_path / "whole"))
    monkeypatch.setattr(documents, "AT_ONCE", at_once)
    assert rows(run(tmp_path / "parts")) == whole
    none = DOCUMENT_SCHEMA.empty_table()
    assert scrub_documents(none, {"EMAIL": "mask"}, ("title",), None, KERNEL) == none


def _footer(text: str) -> str:
    """`page_rights` of a page that states this in its footer."""
    rights = [{"kind": "copyright", "place": "footer", "text": text}]
    return json.dumps(rights, ensure_ascii=False, separators=(",", ":"))


def test_rights_of_a_page_are_masked_and_count_for_nothing() -> None:
    """What a footer states about rights stays, but for the address in it."""
    table = pa.table(
        {
            "id": ["a", "b", "c"],
            "text": ["글 하나", "글 둘, kim@naver.com", "글 셋"],
            "page_rights": [_footer("저작권 문의 kim@naver.com"), None, _footer("CC BY")],
            "bytes": [10, 30, 10],
        }
    )
    table = conform(table, DOCUMENT_SCHEMA)
    found = scrub_documents(table, {"EMAIL": "mask"}, ("title",), None, KERNEL)
    assert found["page_rights"].to_pylist() == [
        _footer("저작권 문의 <|PI:EMAIL|>"),
        None,
        _footer("CC BY"),
    ]
    assert found["scrubbed"].to_pylist() == [None, [{"kind": "EMAIL", "count": 1}], None]
    kept = scrub_documents(table, {"EMAIL": "keep"}, (), None, KERNEL)
    assert kept.equals(table)
