"""LocalExecutor: the units of work run in this process."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import Any

from pipeline.core.executor import ONE_CPU, Needs, Opening


class LocalExecutor:
    """This process: a loop, or with more workers as many threads. Kernels, Parquet and polars let other
    threads run while they work, so two threads are nearly twice as fast, and start at once."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs = ONE_CPU
    ) -> Iterator[Any]:
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
        """Nothing is held."""


def opened(opening: Opening) -> LocalExecutor:
    """The executor for `executor: local`."""
    return LocalExecutor(opening.workers or 1)
