"""Progress of a running job: the interface and its silent form; pipeline/progress.py writes to a terminal."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Bar(Protocol):
    """The progress of one phase."""

    def advance(self, rows: int, size: int) -> None:
        """Count one more unit, which read `rows` rows and `size` bytes."""
        ...


class Progress(Protocol):
    """Receives every phase of a job."""

    def phase(self, stage: str, phase: str, total: int, done: int) -> AbstractContextManager[Bar]:
        """A bar for a phase of `total` units; `done` of them are on storage from an earlier run."""
        ...

    def note(self, line: str) -> None:
        """Something that a person should know, in one line."""
        ...


class _Nothing:
    def advance(self, rows: int, size: int) -> None:
        """Nothing is shown."""


class Silent:
    """No output: for libraries and tests."""

    @contextmanager
    def phase(self, stage: str, phase: str, total: int, done: int) -> Iterator[Bar]:
        """A bar that shows nothing."""
        yield _Nothing()

    def note(self, line: str) -> None:
        """Nothing is shown."""
