"""Progress for people: a live bar in a terminal, one plain line per phase elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress

from pipeline.core.printable import printable

# Seconds between lines of a long phase if the output is not a terminal.
PLAIN_EVERY = 10.0


@dataclass
class _Counter:
    label: str
    total: int
    kept: int
    live: tuple[RichProgress, TaskID] | None
    done: int = 0
    rows: int = 0
    size: int = 0
    started: float = field(default_factory=time.monotonic)
    printed: float = field(default_factory=time.monotonic)

    def advance(self, rows: int, size: int) -> None:
        self.done, self.rows, self.size = self.done + 1, self.rows + rows, self.size + size
        if self.live:
            progress, task = self.live
            progress.update(task, advance=1, speed=self.speed())
        elif time.monotonic() - self.printed > PLAIN_EVERY:
            self.printed = time.monotonic()
            shards = f"{self.kept + self.done}/{self.total} shards"
            print(f"{self.label}  {shards}  {self.speed()}  {self.left()}", file=sys.stderr)

    def speed(self) -> str:
        seconds = max(time.monotonic() - self.started, 1e-3)
        return f"{self.rows / seconds:,.0f} rows/s  {self.size / 1e6 / seconds:,.1f} MB/s"

    def left(self) -> str:
        """Time left at the speed so far."""
        seconds = time.monotonic() - self.started
        return f"{(self.total - self.kept - self.done) * seconds / self.done:,.0f} s left"

    def summary(self) -> str:
        seconds = time.monotonic() - self.started
        kept = f", {self.kept} kept" if self.kept else ""
        return f"{self.label}  {self.total} shards{kept}  {seconds:.1f} s  {self.speed()}"


class TerminalProgress:
    """Writes stage, phase, shards done, rows/s, MB/s and time left to stderr."""

    def __init__(self) -> None:
        self.console = Console(stderr=True)
        # whether any unit ran
        self.is_new = False

    @contextmanager
    def phase(self, stage: str, phase: str, total: int, done: int) -> Iterator[_Counter]:
        """A live bar for a phase in a terminal; elsewhere a line every PLAIN_EVERY seconds and at the end."""
        label = f"{stage}/{phase}"
        self.is_new |= done < total
        if not self.console.is_terminal:
            counter = _Counter(label, total, done, None)
            yield counter
            print(counter.summary(), file=sys.stderr)
            return
        columns = (
            TextColumn("{task.description:<28}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            TimeRemainingColumn(),
        )
        with RichProgress(*columns, console=self.console, transient=True) as live:
            task = live.add_task(label, total=total, completed=done, speed="")
            counter = _Counter(label, total, done, (live, task))
            yield counter
        self.console.print(counter.summary(), highlight=False)

    def note(self, line: str) -> None:
        """Write the line to stderr."""
        self.console.print(
            f"note: {printable(line)}", highlight=False, markup=False, soft_wrap=True
        )
