"""What a person sees of a running job: the silent form here, the terminal's in pipeline/progress.py."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Bar(Protocol):
    def advance(self, rows: int, size: int) -> None: ...


class Progress(Protocol):
    """Told of every phase: `total` units of which `done` were there already."""

    def phase(
        self, stage: str, phase: str, total: int, done: int
    ) -> AbstractContextManager[Bar]: ...


class _Nothing:
    def advance(self, rows: int, size: int) -> None:
        """Seen by nobody."""


class Silent:
    """No output: for libraries and tests."""

    @contextmanager
    def phase(self, stage: str, phase: str, total: int, done: int) -> Iterator[Bar]:
        yield _Nothing()
