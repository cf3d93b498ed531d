"""The interface of executors, of one method. Executors are files of pipeline/executors."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Needs:
    """The devices that one unit of work needs."""

    cpus: float = 1
    gpus: float = 0


ONE_CPU = Needs()


@dataclass(frozen=True)
class Opening:
    """The options that an executor is opened with; each executor reads those that concern it."""

    # Units that run at the same time; None: the executor decides.
    workers: int | None = None
    # Address of a cluster.
    address: str | None = None
    # Retries of a unit whose worker died.
    retries: int = 3
    # Folders of modules that workers import.
    folders: tuple[str, ...] = ()
    # Absolute paths that every machine must see.
    shared: tuple[str, ...] = ()


class Executor(Protocol):
    """Runs `function(item)` for every item, in any order, and yields results as they finish."""

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs = ONE_CPU
    ) -> Iterator[Any]:
        """The results of `function(item)` for all items, in the order in which they finish.

        Raises the error of the function, or JobError if a unit failed after all retries."""
        ...

    def close(self) -> None:
        """Release workers and connections; the executor is not used afterwards."""
        ...
