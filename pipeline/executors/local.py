"""LocalExecutor: units of work run in this process."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import Any

from pipeline.core.executor import ONE_CPU, Needs, Opening


class LocalExecutor:
    """Runs units in this process: in a loop, or in `workers` threads. Kernels, Parquet and polars release
    the interpreter while they work, so two threads are nearly twice as fast, and start at once."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs = ONE_CPU
    ) -> Iterator[Any]:
        """The results of `function(item)`: in order with one worker, else as they finish."""
        if self.workers == 1:
            yield from (function(item) for item in items)
            return
        waiting, running = iter(items), set[Future[Any]]()
        with ThreadPoolExecutor(self.workers) as pool:
            try:
                running |= {pool.submit(function, x) for x in islice(waiting, self.workers)}
                while running:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    running |= {pool.submit(function, x) for x in islice(waiting, len(done))}
                    yield from (future.result() for future in done)
            finally:
                for future in running:
                    future.cancel()

    def close(self) -> None:
        """Nothing to release: threads end with `map`."""


def opened(opening: Opening) -> LocalExecutor:
    """The executor for `executor: local`."""
    return LocalExecutor(opening.workers or 1)
