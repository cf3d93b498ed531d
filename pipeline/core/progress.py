"""Progress of a running job: the interface and its silent form; pipeline/progress.py writes to a terminal."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Bar(Protocol):
    """The progress of one phase."""

    def advance(self, rows: int, size: int, peak: int = 0) -> None:
        """Count one more unit: the rows and bytes that it read, and the peak of memory of its process in
        bytes, 0 if not known."""
        ...


class Progress(Protocol):
    """Receives every stage of a run and every phase of a job."""

    def stage(self, name: str, place: int, of: int) -> AbstractContextManager[None]:
        """Around the phases of a stage, the number `place` of `of` stages, from 1."""
        ...

    def phase(self, stage: str, phase: str, total: int, done: int) -> AbstractContextManager[Bar]:
        """A bar for a phase of `total` units; `done` of them are on storage from an earlier run."""
        ...

    def note(self, line: str) -> None:
        """Something that a person should know, in one line."""
        ...


class _Nothing:
    def advance(self, rows: int, size: int, peak: int = 0) -> None:
        """Nothing is shown."""


class Silent:
    """No output: for libraries and tests."""

    @contextmanager
    def stage(self, name: str, place: int, of: int) -> Iterator[None]:
        """Nothing is shown."""
        yield

    @contextmanager
    def phase(self, stage: str, phase: str, total: int, done: int) -> Iterator[Bar]:
        """A bar that shows nothing."""
        yield _Nothing()

    def note(self, line: str) -> None:
        """Nothing is shown."""
