"""The pool: a driver's workers on this machine, and what it does with those that die, hang or swell."""

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import cloudpickle

from pipeline.core.errors import JobError
from pipeline.core.executor import Failed, Needs
from pipeline.processes import nursery
from pipeline.processes.worker import Surroundings

_DIED = object()
# Seconds between looks at the clock and at the memory of workers.
WATCHED = 0.5


@dataclass(eq=False)
class Worker:
    """The driver's side of one worker."""

    process: int
    connection: Connection
    # The function that it runs, pickled.
    function: bytes = b""
    item: Any = None
    begun: float = 0.0

    def begin(self, function: bytes, item: Any) -> None:
        """Send it an item. Raises OSError if it has died."""
        if self.function is not function:
            self.connection.send_bytes(cloudpickle.dumps(("function", function)))
            self.function = function
        self.item, self.begun = item, time.monotonic()
        self.connection.send_bytes(cloudpickle.dumps(("item", item)))

    def memory(self) -> int:
        """Bytes of its own, those of mapped files aside; 0 where the system does not say."""
        with suppress(OSError):
            for line in Path(f"/proc/{self.process}/status").read_text().splitlines():
                if line.startswith("RssAnon:"):
                    return int(line.split()[1]) << 10
        return 0

    def kill(self) -> None:
        """End it at once."""
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)


class Pool:
    """At most `workers` processes, started when they are needed, each with at most `memory` bytes, and at
    most `memory_of_all` together; 0 for any. Libraries start `threads` threads in each; 0: they share the
    cores."""

    def __init__(
        self,
        workers: int,
        retries: int = 3,
        folders: tuple[str, ...] = (),
        memory: int = 0,
        memory_of_all: int = 0,
        threads: int = 0,
    ) -> None:
        self.workers, self.retries, self.folders = workers, retries, folders
        self.memory, self.memory_of_all = memory, memory_of_all
        self.threads = threads or max(1, (os.cpu_count() or 1) // workers)
        self._idle: list[Worker] = []

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs
    ) -> Iterator[Any]:
        """The results of `function(item)` as they finish, in order with one worker; Failed for a unit whose
        worker died too often, took too long or too much memory.

        Raises what the function raises."""
        retries = self.retries if needs.retries is None else needs.retries
        pickled = cloudpickle.dumps(function)
        waiting, busy = deque((item, 0) for item in items), dict[Worker, int]()
        try:
            while waiting or busy:
                while waiting and len(busy) < self.workers:
                    item, deaths = waiting.popleft()
                    busy[self._begin(pickled, item)] = deaths
                for worker in self._ready(list(busy)):
                    deaths = busy.pop(worker)
                    result = self._result(worker)
                    if result is not _DIED:
                        yield result
                    elif deaths < retries:
                        self._end(worker)
                        waiting.appendleft((worker.item, deaths + 1))
                    else:
                        yield self._crashed(worker, deaths + 1)
                for failed, worker in self._excesses(list(busy), needs.seconds):
                    busy.pop(worker)
                    self._end(worker)
                    yield failed
        finally:
            for worker in busy:
                self._end(worker)

    def close(self) -> None:
        """End the workers."""
        while self._idle:
            self._end(self._idle.pop())

    def _begin(self, function: bytes, item: Any) -> Worker:
        """The worker that runs an item: one that has nothing to do, or a new one."""
        while self._idle:
            worker = self._idle.pop()
            try:
                worker.begin(function, item)
            except OSError:  # killed while it had nothing to do
                self._end(worker)
            else:
                return worker
        worker = Worker(*nursery.current().born())
        around = Surroundings.of_this_process(self.threads, self.folders)
        try:
            worker.connection.send_bytes(cloudpickle.dumps(("surroundings", around)))
            worker.connection.recv_bytes()  # the time of its first item begins when it is ready
            worker.begin(function, item)
        except (EOFError, OSError):
            code = self._end(worker)
            raise JobError(
                f"a worker process ended before its first unit (exit code {code})"
            ) from None
        return worker

    def _ready(self, busy: list[Worker]) -> list[Worker]:
        """The workers that have answered or died, after WATCHED seconds at the latest."""
        connections = {w.connection: w for w in busy}
        return [connections[c] for c in wait(list(connections), WATCHED)]  # type: ignore[index]

    def _result(self, worker: Worker) -> Any:
        """The answer of a worker, which has nothing to do then; _DIED if it died. Raises what it raised."""
        try:
            kind, value = cloudpickle.loads(worker.connection.recv_bytes())
        except (EOFError, OSError):
            return _DIED
        self._idle.append(worker)
        if kind == "raise":
            raise value
        return value

    def _crashed(self, worker: Worker, times: int) -> Failed:
        code = self._end(worker)
        reason = f"its worker ended with exit code {code}"
        if code < 0:
            reason = f"its worker died of {signal.Signals(-code).name}"
        return Failed(worker.item, "crash", f"{reason}, {times} times" if times > 1 else reason)

    def _excesses(
        self, busy: list[Worker], seconds: float | None
    ) -> Iterator[tuple[Failed, Worker]]:
        """The workers that must end, and why: those that take too long or too much memory, and if all of them
        together take too much, the largest."""
        now = time.monotonic()
        sizes: dict[Worker, int] = {}
        for worker in (w for w in busy if now - w.begun > WATCHED):
            if seconds is not None and now - worker.begun > seconds:
                yield (
                    Failed(worker.item, "timeout", f"it took longer than {seconds:g} seconds"),
                    worker,
                )
                continue
            sizes[worker] = worker.memory()
            if self.memory and sizes[worker] > self.memory:
                reason = f"it took more than {self.memory >> 20:,} MiB"
                yield Failed(worker.item, "memory", reason), worker
                del sizes[worker]
        if self.memory_of_all and sum(sizes.values()) > self.memory_of_all:
            worker = max(sizes, key=lambda w: sizes[w])
            reason = (
                f"all workers together took more than {self.memory_of_all >> 20:,} MiB, and it was the "
                f"largest of {len(sizes)}"
            )
            yield Failed(worker.item, "memory", reason), worker

    def _end(self, worker: Worker) -> int:
        """Kill a worker; returns its exit code."""
        worker.kill()
        worker.connection.close()
        return nursery.current().ended(worker.process)
