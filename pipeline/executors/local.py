"""LocalExecutor: units of work run on this machine, in this process or in processes of their own."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import islice
from typing import Any

from pipeline.core.executor import ONE_CPU, Needs, Opening, attempted
from pipeline.core.machine import memory
from pipeline.processes.pool import Pool

# The share of the machine's memory that all workers together may take.
MEMORY_SHARE = 0.9


class LocalExecutor:
    """Runs units in this process: in a loop, or in `workers` threads. For tests, and to debug a stage: its
    functions see what the process has, and a unit that crashes ends it."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs = ONE_CPU
    ) -> Iterator[Any]:
        """The results of `function(item)`: in order with one worker, else as they finish; Failed for one that
        raises."""
        call = partial(attempted, function)
        if self.workers == 1:
            yield from map(call, items)
            return
        waiting, running = iter(items), set[Future[Any]]()
        with ThreadPoolExecutor(self.workers) as pool:
            try:
                running |= {pool.submit(call, x) for x in islice(waiting, self.workers)}
                while running:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    running |= {pool.submit(call, x) for x in islice(waiting, len(done))}
                    yield from (future.result() for future in done)
            finally:
                for future in running:
                    future.cancel()

    def close(self) -> None:
        """Nothing to release: threads end with `map`."""


class ProcessExecutor:
    """Runs units in `workers` processes of this machine. The interpreter's lock, which Python code shares
    between threads, is each one's own; one that crashes, hangs or swells ends alone."""

    def __init__(
        self,
        workers: int,
        retries: int = 3,
        folders: tuple[str, ...] = (),
        memory_each: int | None = None,
        threads: int = 0,
    ) -> None:
        self.workers = workers
        of_all = int(memory() * MEMORY_SHARE)
        self._pool = Pool(workers, retries, folders, memory_each or 0, of_all, threads)

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs = ONE_CPU
    ) -> Iterator[Any]:
        """The results of `function(item)`: in order with one worker, else as they finish."""
        yield from self._pool.map(function, items, needs)

    def close(self) -> None:
        """End the processes."""
        self._pool.close()


def opened(opening: Opening) -> ProcessExecutor:
    """The executor for `executor: local`."""
    workers = opening.workers or os.cpu_count() or 1
    return ProcessExecutor(workers, opening.retries, opening.folders, opening.memory)
