"""The seam where execution varies: one method. Ray lives in pipeline/executors/ray.py."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Needs:
    """What one unit of work asks for. cpus and gpus in devices, memory in bytes (0 = no claim)."""

    cpus: float = 1
    gpus: float = 0
    memory: int = 0


ONE_CPU = Needs()


class Executor(Protocol):
    """Runs `function(item)` for every item, in any order, and yields results as they finish."""

    workers: int

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs = ONE_CPU
    ) -> Iterator[Any]: ...

    def close(self) -> None: ...


class LocalExecutor:
    """A loop in this process: for tests, debugging and very small corpora."""

    workers = 1

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs = ONE_CPU
    ) -> Iterator[Any]:
        return (function(item) for item in items)

    def close(self) -> None:
        """Nothing is held."""
