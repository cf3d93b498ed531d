"""Reading ahead: a thread reads the next blocks while the current one is cleaned, hashed and written."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Any, TypeVar

T = TypeVar("T")
# Items that wait, each a block of lines of about 4 MB.
DEPTH = 2
# Seconds after which the reading thread checks whether it should stop.
POLL = 0.1


@dataclass(frozen=True)
class _Failed:
    error: BaseException


_END = object()


def ahead(items: Generator[T, Any, Any], is_large: Callable[[T], bool]) -> Iterator[T]:
    """The items of a generator, in order, made by another thread up to DEPTH items ahead.

    After an item that `is_large` (a row group of Parquet may be a gigabyte) the thread waits until the
    consumer asks for the next one, so that a large item is alone in memory. An error of the generator is
    raised after the items before it.
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
            # Free the item before the thread may make the next one.
            del item
            queue.task_done()
    finally:
        stopped.set()
        _empty(queue)
        thread.join()


def _empty(queue: "Queue[Any]") -> None:
    """Drop all items and wake the reading thread, so that it sees that it should stop."""
    with queue.all_tasks_done:
        queue.unfinished_tasks = 0
        queue.all_tasks_done.notify_all()
    try:
        while True:
            queue.get_nowait()
    except Empty:
        pass
