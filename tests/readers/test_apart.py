"""The helper process: answers, crashes, limits on time and memory."""

import os
import signal
import time

import pytest

from pipeline.readers import Request, apart
from pipeline.readers.apart import Document, UnreadableError
from pipeline.readers.records import Columns


def echo(data: bytes, extractor: str) -> Document:
    return Document(data.decode(), "제목", "2024-05-01", {"by": extractor})


def surrogate(data: bytes, extractor: str) -> Document:
    return Document("a\ud800b", meta={"pair": "\ud83d\ude00"})


def fails(data: bytes, extractor: str) -> Document:
    raise KeyError("no such thing")


def unreadable(data: bytes, extractor: str) -> Document:
    raise UnreadableError("encrypted")


def crashes(data: bytes, extractor: str) -> Document:
    os.kill(os.getpid(), signal.SIGSEGV)
    return Document("")


def sleeps(data: bytes, extractor: str) -> Document:
    time.sleep(600)
    return Document("")


def fills_memory(data: bytes, extractor: str) -> Document:
    held = [bytearray(64 << 20) for _ in range(1000)]
    return Document(str(len(held)))


def prints(data: bytes, extractor: str) -> Document:
    os.write(1, b"noise of a library")
    return Document("글")


def asked(
    extract: apart.Extract, data: bytes = b"", seconds: float = 30
) -> tuple[list[str], list[str]]:
    """(texts, reasons of rejects) of one document."""
    columns = Columns(Request(max_seconds=seconds))
    apart.add_document(extract, data, 1, columns)
    return columns.text, [r.reason for r in columns.rejected]


def test_document_comes_back_with_title_date_and_meta() -> None:
    columns = Columns(Request(extractor="trafilatura"))
    apart.add_document(echo, "글".encode(), 7, columns, offset=9)
    batch = columns.batch()
    assert (batch.text.to_pylist(), batch.number, batch.offset) == (["글"], [7], [9])
    assert (batch.title, batch.date) == (["제목"], ["2024-05-01"])
    assert batch.meta == ['{"by":"trafilatura"}']


def test_bytes_above_the_size_of_a_pipe_pass_both_ways() -> None:
    text = "가" * 1_000_000
    assert asked(echo, text.encode()) == ([text], [])


@pytest.mark.parametrize(
    ("extract", "reason"),
    [
        (fails, "broken"),
        (unreadable, "encrypted"),
        (crashes, "broken"),
        (fills_memory, "too_large"),
        (sleeps, "too_slow"),
    ],
)
def test_failure_is_one_reject_and_the_next_document_is_read(
    extract: apart.Extract, reason: str
) -> None:
    asked(echo)
    assert asked(extract, seconds=2 if extract is sleeps else 30) == ([], [reason])
    assert asked(echo, b"next") == (["next"], [])


def test_one_process_reads_document_after_document() -> None:
    asked(echo)
    process = apart._helper().process
    asked(fails)
    asked(echo)
    assert process is not None
    assert apart._helper().process is process


def test_half_of_a_character_and_printing_do_no_harm() -> None:
    assert asked(surrogate) == (["a\ufffdb"], [])
    assert asked(prints) == (["글"], [])


def test_process_ends_with_its_worker() -> None:
    asked(echo)
    process = apart._helper().process
    assert process is not None
    apart._helper().stop()
    assert process.returncode is not None
    assert asked(echo, b"again") == (["again"], [])
