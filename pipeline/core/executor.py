"""The seam where execution varies: one method. Executors lie in pipeline/executors, a file each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Needs:
    """What one unit of work asks for, in devices."""

    cpus: float = 1
    gpus: float = 0


ONE_CPU = Needs()


@dataclass(frozen=True)
class Opening:
    """What an executor is opened with; each takes what concerns it."""

    workers: int | None = None  # units at the same time; None: the executor decides
    address: str | None = None  # of a cluster
    retries: int = 3  # of a unit whose worker died
    folders: tuple[str, ...] = ()  # that hold modules which workers need


class Executor(Protocol):
    """Runs `function(item)` for every item, in any order, and yields results as they finish."""

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs = ONE_CPU
    ) -> Iterator[Any]: ...

    def close(self) -> None: ...
