"""Reading ahead: the same items in the same order, errors in their place, and nothing left running."""

import threading
from collections.abc import Generator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.ahead import DEPTH, ahead


def numbers(num: int, log: list[int], fail: bool = False) -> Generator[int]:
    try:
        for i in range(num):
            log.append(i)
            yield i
        if fail:
            raise OSError("damaged")
    finally:
        log.append(-1)


def running() -> int:
    return sum(t.name == "malmoi-reader" for t in threading.enumerate())


@given(st.integers(0, 20), st.integers(1, 5))
def test_items_come_in_order_and_the_thread_ends(num: int, every: int) -> None:
    log: list[int] = []
    assert list(ahead(numbers(num, log), lambda i: i % every == 0)) == list(range(num))
    assert log == [*range(num), -1]
    assert running() == 0


def test_error_comes_after_what_was_read_before_it() -> None:
    stream = ahead(numbers(3, [], fail=True), lambda i: False)
    assert [next(stream) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(OSError, match="damaged"):
        next(stream)
    assert running() == 0


@pytest.mark.parametrize("large", [True, False])
def test_reader_is_closed_when_nobody_wants_more(large: bool) -> None:
    log: list[int] = []
    for item in (stream := ahead(numbers(10**9, log), lambda i: large)):
        if item == 5:
            break
    stream.close()  # type: ignore[attr-defined]
    assert log[-1] == -1
    assert len(log) <= 5 + DEPTH + 4
    assert running() == 0


def test_large_item_is_alone() -> None:
    log: list[int] = []
    for item in ahead(numbers(6, log), lambda i: True):
        assert log[-1] == item  # nothing was made beside it
