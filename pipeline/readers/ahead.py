"""Read on in another thread while what was read is cleaned, hashed and written."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Any, TypeVar

T = TypeVar("T")
DEPTH = 2  # items that wait; each is a block of lines, about 4 MB
POLL = 0.1  # seconds after which a reader looks whether anybody still wants what it reads


@dataclass(frozen=True)
class _Failed:
    error: BaseException


_END = object()


def ahead(items: Generator[T, Any, Any], is_large: Callable[[T], bool]) -> Iterator[T]:
    """The items, in order, and the error that ended them, in its place.

    While one is worked on the next ones are made, DEPTH of them at most. After one that `is_large` (a row
    group of Parquet may be a gigabyte) nothing is made until it is done with: it is alone in memory.
    """
    queue: Queue[Any] = Queue(DEPTH)
    stopped = Event()

    def put(item: Any) -> bool:
        while not stopped.is_set():
            try:
                queue.put(item, timeout=POLL)
            except Full:
                continue
            return True
        return False

    def work() -> None:
        try:
            for item in items:
                if not put(item):
                    return
                if is_large(item):
                    queue.join()
            put(_END)
        except BaseException as error:
            put(_Failed(error))
        finally:
            items.close()

    thread = Thread(target=work, daemon=True, name="malmoi-reader")
    thread.start()
    try:
        while (item := queue.get()) is not _END:
            if isinstance(item, _Failed):
                raise item.error
            yield item
            del item  # before the reader is told that it is done with
            queue.task_done()
    finally:
        stopped.set()
        _empty(queue)
        thread.join()


def _empty(queue: "Queue[Any]") -> None:
    """Let go of everything, so that a reader that waits goes on and sees that it should stop."""
    with queue.all_tasks_done:
        queue.unfinished_tasks = 0
        queue.all_tasks_done.notify_all()
    try:
        while True:
            queue.get_nowait()
    except Empty:
        pass
