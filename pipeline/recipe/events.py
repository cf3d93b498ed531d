"""What happens in a run, for machines: JSON lines with time, run and host, and metrics for Prometheus.

Both are files that the recipe names. Neither holds a text or a value of a document.
"""

import os
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from pipeline.core.errors import RecipeError
from pipeline.core.progress import Bar, Progress
from pipeline.recipe.history import is_interruption, without_secrets

# Seconds between two writes of the metrics while a phase runs; collectors look every 15 s or less often.
METRICS_EVERY = 5.0
# Name, type and help of each metric of a phase, in the order of `Phase.values`.
METRICS = (
    ("malmoi_phase_units", "gauge", "Units of the phase."),
    ("malmoi_phase_units_done", "gauge", "Units that are done, those of earlier runs included."),
    ("malmoi_phase_rows_read", "counter", "Rows that this run has read."),
    ("malmoi_phase_bytes_read", "counter", "Bytes that this run has read, in memory."),
    ("malmoi_phase_seconds", "gauge", "Seconds that this run has spent on the phase."),
)
STATES = ("running", "done", "failed", "interrupted")


@dataclass
class Phase:
    """The counts of one phase in this run."""

    stage: str
    name: str
    units: int
    done: int
    begun: float
    rows: int = 0
    size: int = 0
    seconds: float = 0.0

    def values(self) -> tuple[float, ...]:
        """A value for each of METRICS."""
        return self.units, self.done, self.rows, self.size, round(self.seconds, 3)


class Events:
    """Progress that writes down what it passes on to another one.

    `events` is a file to which a line is added for each event, `metrics` one that is replaced; None for
    none. Both are local.
    """

    def __init__(
        self, inner: Progress, root: str, events: str | None = None, metrics: str | None = None
    ) -> None:
        check(events, metrics)
        self._inner, self._root = inner, without_secrets(root)
        self._events, self._metrics = events, metrics
        self.run, self.host = uuid.uuid4().hex[:12], socket.gethostname()
        self._begun, self._state = time.time(), STATES[0]
        self._phases: list[Phase] = []
        self._written = 0.0

    @contextmanager
    def of_run(self) -> Iterator[None]:
        """Write when a run begins, and how it ends."""
        self._write("run_began")
        try:
            yield
        except BaseException as error:
            self._state = "interrupted" if is_interruption(error) else "failed"
            self._write("run_ended", state=self._state, error=type(error).__name__)
            raise
        self._state = "done"
        self._write("run_ended", state=self._state)

    @contextmanager
    def stage(self, name: str, place: int, of: int) -> Iterator[None]:
        """Write when a stage begins, and when it ends."""
        begun = time.monotonic()
        self._write("stage_began", stage=name, place=place, of=of)
        with self._inner.stage(name, place, of):
            yield
        self._write("stage_ended", stage=name, seconds=round(time.monotonic() - begun, 3))

    @contextmanager
    def phase(self, stage: str, phase: str, total: int, done: int) -> Iterator[Bar]:
        """A bar for a phase, whose begin and end are written."""
        counts = Phase(stage, phase, total, done, time.monotonic())
        self._phases.append(counts)
        self._write("phase_began", stage=stage, phase=phase, units=total, kept=done)
        with self._inner.phase(stage, phase, total, done) as bar:
            yield _Counting(self, counts, bar)
        self._count(counts)
        self._write(
            "phase_ended",
            stage=stage,
            phase=phase,
            units=total,
            kept=done,
            rows=counts.rows,
            bytes=counts.size,
            seconds=round(counts.seconds, 3),
        )

    def note(self, line: str) -> None:
        """Pass a line on, and write it."""
        self._inner.note(line)
        self._write("note", text=line)

    def advance(self, counts: Phase) -> None:
        """Write the metrics of a phase that goes on, if they are old."""
        self._count(counts)
        if time.monotonic() - self._written > METRICS_EVERY:
            self._write_metrics()

    def _count(self, counts: Phase) -> None:
        counts.seconds = time.monotonic() - counts.begun

    def _write(self, event: str, **more: Any) -> None:
        if self._events is not None:
            when = datetime.now(UTC).isoformat(timespec="milliseconds")
            about = {"time": when, "run": self.run, "host": self.host, "root": self._root}
            line = orjson.dumps({**about, "event": event, **more}) + b"\n"
            with open(self._events, "ab") as file:
                file.write(line)
        self._write_metrics()

    def _write_metrics(self) -> None:
        """Write the file of metrics; a collector sees the old one or the new one, never half of it."""
        if self._metrics is None:
            return
        self._written = time.monotonic()
        temporary = f"{self._metrics}.{os.getpid()}"
        Path(temporary).write_text("".join(self._lines()), encoding="utf-8")
        os.replace(temporary, self._metrics)

    def _lines(self) -> Iterator[str]:
        """Prometheus's text format, version 0.0.4."""
        yield "# HELP malmoi_run_state 1 for the state that the run is in.\n"
        yield "# TYPE malmoi_run_state gauge\n"
        about = f'root="{_escaped(self._root)}",run="{self.run}"'
        for state in STATES:
            yield f'malmoi_run_state{{{about},state="{state}"}} {int(state == self._state)}\n'
        yield "# HELP malmoi_run_began_seconds When the run began, in seconds since 1970.\n"
        yield "# TYPE malmoi_run_began_seconds gauge\n"
        yield f"malmoi_run_began_seconds{{{about}}} {self._begun:.3f}\n"
        for place, (name, kind, text) in enumerate(METRICS):
            yield f"# HELP {name} {text}\n# TYPE {name} {kind}\n"
            for phase in self._phases:
                labels = f'{about},stage="{phase.stage}",phase="{phase.name}"'
                yield f"{name}{{{labels}}} {phase.values()[place]}\n"


class _Counting:
    """A bar that counts for the metrics as well."""

    def __init__(self, events: Events, counts: Phase, inner: Bar) -> None:
        self._events, self._counts, self._inner = events, counts, inner

    def advance(self, rows: int, size: int, peak: int = 0) -> None:
        """Count one more unit."""
        self._inner.advance(rows, size, peak)
        self._counts.done += 1
        self._counts.rows += rows
        self._counts.size += size
        self._events.advance(self._counts)


def check(events: str | None, metrics: str | None) -> None:
    """Raise RecipeError unless each is None, a regular file, or absent from a folder that exists: a device
    would be replaced."""
    for key, path in (("events", events), ("metrics", metrics)):
        if path is None or Path(path).is_file():
            continue
        if Path(path).exists() or Path(path).is_symlink():
            raise RecipeError(f"execution.{key}: {path}: is not a regular file; name another one")
        if not Path(path).absolute().parent.is_dir():
            raise RecipeError(f"execution.{key}: {path}: its folder does not exist; make it first")


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
