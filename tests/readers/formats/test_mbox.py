"""MBOX: one record a message; escapes, limits."""

import pytest

from pipeline.readers import DamagedError
from tests.readers.reading import read


def box(*texts: str) -> bytes:
    return "".join(
        f"From a@b Wed May  1 2024\nSubject: {i}\n\n{t}\n\n" for i, t in enumerate(texts)
    ).encode()


def test_messages_are_records_with_their_offsets() -> None:
    data = box("첫 글.", "", "셋째 글.\n>From 여기\nFrom 문장 속")
    out = read("mbox", data)
    assert out.texts == ["첫 글.", "셋째 글.\nFrom 여기\nFrom 문장 속"]
    assert (out.numbers, out.rejected) == ([1, 3], [(2, "no_content")])
    assert out.columns["title"] == ["0", "2"]
    assert data[out.offsets[0] or 0 :].startswith(b"From a@b")


def test_many_messages_make_batches() -> None:
    out = read("mbox", box(*(f"글 {i}" for i in range(150))))
    assert out.texts == [f"글 {i}" for i in range(150)]


def test_message_above_the_limit_is_a_reject() -> None:
    out = read("mbox", box("짧다.", "길다" * 1000, "끝."), max_record=1000)
    assert (out.texts, out.rejected) == (["짧다.", "끝."], [(2, "record_too_large")])


def test_file_that_begins_with_no_message_is_refused() -> None:
    with pytest.raises(DamagedError, match="does not begin with a line `From `"):
        read("mbox", b"Subject: a\n\nb")
    assert read("mbox", b"").texts == []
