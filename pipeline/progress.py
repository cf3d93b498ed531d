"""Progress for people: a live bar in a terminal; a line for each stage, and for a phase that takes long."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
from rich.progress import Progress as RichProgress

from pipeline.core.printable import printable

# Seconds between lines of a long phase if the output is not a terminal.
PLAIN_EVERY = 10.0
# Units at the beginning that tell nothing of the speed: workers start and load their kernels in them.
WARM_UP = 8


# Bytes that a stage must have read before a rate means something.
LEAST = 1 << 20


@dataclass
class _Stage:
    """A stage that runs, and what its phases have counted."""

    name: str
    place: int
    of: int
    phases: int = 0
    units: int = 0
    kept: int = 0
    # The most that a phase read.
    rows: int = 0
    size: int = 0
    # Bytes of memory of one worker at most.
    peak: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def label(self) -> str:
        return f"[{self.place:>{len(str(self.of))}}/{self.of}] {self.name}"

    def add(self, phase: "_Counter") -> None:
        self.phases, self.units = self.phases + 1, self.units + phase.total
        self.kept, self.peak = self.kept + phase.kept, max(self.peak, phase.peak)
        self.rows, self.size = max(self.rows, phase.rows), max(self.size, phase.size)

    def summary(self) -> str:
        """What the stage did, in a line."""
        if self.units == self.kept:
            return f"{self.label:<24}  nothing to do"
        seconds = time.monotonic() - self.started
        kept = f", {self.kept:,} kept" if self.kept else ""
        parts = [
            f"{self.label:<24}",
            f"{self.units:,} unit{'s' if self.units > 1 else ''}{kept}",
            f"{seconds:.1f} s",
        ]
        if seconds >= 1 and self.size >= LEAST:
            parts.append(_speed(self.rows, self.size, seconds))
        if self.peak:
            parts.append(f"a worker took {self.peak / 1e6:,.0f} MB")
        return "  ".join(parts)


@dataclass
class _Counter:
    """The units of a phase: `total` of them, `kept` of an earlier run."""

    label: str
    total: int
    kept: int
    live: tuple[RichProgress, TaskID] | None
    rows: int = 0
    size: int = 0
    peak: int = 0
    started: float = field(default_factory=time.monotonic)
    printed: float = field(default_factory=time.monotonic)
    # When each unit ended.
    ends: list[float] = field(default_factory=list)

    def advance(self, rows: int, size: int, peak: int = 0) -> None:
        self.rows, self.size = self.rows + rows, self.size + size
        self.peak = max(self.peak, peak)
        self.ends.append(time.monotonic())
        if self.live:
            progress, task = self.live
            progress.update(task, advance=1, speed=self.speed(), left=self.left())
        elif time.monotonic() - self.printed > PLAIN_EVERY:
            self.printed = time.monotonic()
            shards = f"{self.kept + len(self.ends)}/{self.total} units"
            print(f"{self.label}  {shards}  {self.speed()}  {self.left()}", file=sys.stderr)

    def speed(self) -> str:
        return _speed(self.rows, self.size, time.monotonic() - self.started)

    def left(self) -> str:
        """The time left, by the speed behind the first third of the units, at most WARM_UP of them; empty
        before three have ended."""
        done = len(self.ends)
        if done < 3:
            return ""
        first = min(done // 3, WARM_UP)
        each = (self.ends[-1] - self.ends[first - 1]) / (done - first)
        return f"{_time((self.total - self.kept - done) * each)} left"


def _speed(rows: int, size: int, seconds: float) -> str:
    seconds = max(seconds, 1e-3)
    return f"{rows / seconds:,.0f} rows/s  {size / 1e6 / seconds:,.1f} MB/s"


def _time(seconds: float) -> str:
    """Seconds below two minutes, minutes below two hours, else hours."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


class TerminalProgress:
    """Writes a line for each stage to stderr: its place, units, rows/s, MB/s and the memory of a worker; and
    for a phase that runs, units done and time left."""

    def __init__(self) -> None:
        self.console = Console(stderr=True)
        # whether any unit ran
        self.is_new = False
        self._stage: _Stage | None = None
        self._told: set[str] = set()

    @contextmanager
    def stage(self, name: str, place: int, of: int) -> Iterator[None]:
        """A line at the end of the stage."""
        here = self._stage = _Stage(name, place, of)
        yield
        self._stage = None
        # a run that makes removed files again comes to its first stages twice
        if here.units == here.kept and name in self._told:
            return
        self._told.add(name)
        self.console.print(here.summary(), highlight=False, markup=False, soft_wrap=True)

    @contextmanager
    def phase(self, stage: str, phase: str, total: int, done: int) -> Iterator[_Counter]:
        """A live bar for a phase in a terminal; elsewhere a line every PLAIN_EVERY seconds."""
        here = self._stage
        label = f"{here.label if here else stage}/{phase}"
        self.is_new |= done < total
        if not self.console.is_terminal:
            counter = _Counter(label, total, done, None)
            yield counter
        else:
            columns = (
                TextColumn("{task.description:<36}", markup=False),
                BarColumn(bar_width=24),
                MofNCompleteColumn(),
                TextColumn("{task.fields[speed]}"),
                TextColumn("{task.fields[left]}"),
            )
            with RichProgress(*columns, console=self.console, transient=True) as live:
                task = live.add_task(label, total=total, completed=done, speed="", left="")
                counter = _Counter(label, total, done, (live, task))
                yield counter
        if here:
            here.add(counter)

    def note(self, line: str) -> None:
        """Write the line to stderr."""
        self.console.print(
            f"note: {printable(line)}", highlight=False, markup=False, soft_wrap=True
        )
