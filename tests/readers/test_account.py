"""The account of a piece: its counts add up, and members of archives inherit what the archive was asked."""

import json

import pytest

from pipeline.core.errors import ConservationError
from pipeline.core.inputs import InputFile
from pipeline.readers.account import Account
from pipeline.readers.plan import Piece
from pipeline.readers.skipped import Skipped
from pipeline.readers.source import Source

FILE = InputFile(uri="/in/a.zip", name="a.zip", size=9, content="c")


def account(**source: object) -> Account:
    return Account(
        Source.model_validate({"name": "s", "path": "/in", **source}), Piece(FILE, 5, 7, 3)
    )


def counted(**counts: int) -> Account:
    found = account()
    found.counts.update(counts)
    return found


def test_row_states_the_piece_and_its_counts() -> None:
    found = counted(records=9, documents=4, rejects=3, left_out=2, bytes=77)
    found.format, found.compression, found.whole = "zip", "gzip", False
    row = found.row()
    assert (row["source"], row["file"], row["start"]) == ("s", "a.zip", 5)
    assert (row["format"], row["compression"], row["whole"]) == ("zip", "gzip", False)
    names = ("records", "documents", "rejects", "left_out", "bytes")
    assert [row[n] for n in names] == [9, 4, 3, 2, 77]
    assert (row["skipped"], row["warnings"], row["columns"]) == (None, None, "{}")


@pytest.mark.parametrize("name", ["records", "documents", "rejects", "left_out"])
def test_one_record_more_or_less_is_an_error(name: str) -> None:
    counts = {"records": 9, "documents": 4, "rejects": 3, "left_out": 2}
    for step in (1, -1):
        with pytest.raises(ConservationError, match=r"source s: /in/a.zip: a record was lost"):
            counted(**{**counts, name: counts[name] + step}).row()


def test_request_reads_the_piece_as_the_source_says() -> None:
    request = account(encoding="cp949", undecodable="replace", extractor="trafilatura").request
    assert (request.start, request.stop, request.first) == (5, 7, 3)
    assert (request.encoding, request.replace, request.extractor) == ("cp949", True, "trafilatura")
    assert account().request.replace is False


def test_member_is_named_behind_its_archive_and_held_to_its_limits() -> None:
    outer = account()
    request = outer.request
    request.max_record, request.max_expansion, request.max_seconds, request.block = 1, 2, 3, 4
    inner = outer.member("b/c.txt")
    assert (inner.piece.file.uri, inner.piece.file.name) == ("/in/a.zip!b/c.txt", "a.zip!b/c.txt")
    assert (inner.piece.start, inner.piece.stop, inner.piece.first) == (0, None, 1)
    limits = inner.request
    found = (limits.max_record, limits.max_expansion, limits.max_seconds, limits.block)
    assert found == (1, 2, 3, 4)
    assert inner.outer is outer
    assert outer.outer is None


def test_skipped_members_are_counted_by_extension() -> None:
    found = account()
    for extension in (".png", ".ttf", ".png"):
        found.skip(Skipped(extension, "picture"))
    assert json.loads(found.row()["skipped"]) == {".png": 2, ".ttf": 1}


def test_fields_and_warnings_are_sorted_and_records_without_text_give_advice() -> None:
    found = account()
    found.request.columns.update({"b": {"string", "int"}, "a": {"null"}})
    found.request.warnings.update({"z", "a"})
    row = found.row()
    assert list(json.loads(row["columns"]).items()) == [("a", ["null"]), ("b", ["int", "string"])]
    assert row["warnings"] == ["a", "z"]
    found.request.candidates.add({"body": "가나다 " * 50})
    assert any("body" in warning for warning in found.row()["warnings"])
