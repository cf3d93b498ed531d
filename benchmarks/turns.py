"""The tools of a stage in turns: the machine is not as fast at all times."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.process import Usage
from benchmarks.stages.tool import NotInstalledError, Outcome, Tool

# Seconds of a run from which on one run is enough.
SLOW = 10.0
# Cores that others keep busy from which on a run is marked as disturbed.
DISTURBED = 0.25


@dataclass
class Measured:
    """A tool and its runs; without runs, the reason."""

    tool: Tool
    runs: list[Outcome] = field(default_factory=list)
    problem: str = ""

    @property
    def best(self) -> Usage:
        """The run with the least wall time."""
        return min((r.usage for r in self.runs), key=lambda u: u.wall)

    @property
    def wall(self) -> float:
        """The least wall seconds of a run."""
        return self.best.wall

    @property
    def cpu(self) -> float:
        """The least CPU seconds of a run."""
        return min(r.usage.cpu for r in self.runs)

    @property
    def peak(self) -> int:
        """The most bytes of memory of a run."""
        return max(r.usage.peak for r in self.runs)

    @property
    def rate(self) -> float:
        """MB of text a second of wall time."""
        return self.tool.megabytes / self.wall

    @property
    def cpu_rate(self) -> float:
        """MB of text a second of CPU time."""
        return self.tool.megabytes / self.cpu

    @property
    def is_disturbed(self) -> bool:
        """True if other processes kept DISTURBED cores or more busy during the fastest run."""
        return self.best.others >= DISTURBED


def measure(tools: list[Tool], repeats: int) -> list[Measured]:
    """Every tool up to `repeats` times, the slow ones once."""
    found = [Measured(tool) for tool in tools]
    for turn in range(repeats):
        for one in found:
            if turn == 0 or (one.runs and one.wall < SLOW):
                _run_once(one)
    return found


def _run_once(one: Measured) -> None:
    with tempfile.TemporaryDirectory(prefix="malmoi-bench-") as folder:
        try:
            one.runs.append(one.tool.run(Path(folder)))
        except NotInstalledError as error:
            one.problem = f"{error} is not installed"
        except RuntimeError as error:
            one.problem = str(error)


def differences(found: list[Measured]) -> Iterator[str]:
    """A line for each result that differs between the runs of a stage."""
    first: dict[str, tuple[str, Any]] = {}
    for one in found:
        for run in one.runs:
            for name, value in run.results.items():
                tool, expected = first.setdefault(name, (one.tool.name, value))
                if value != expected:
                    yield f"{name}: {tool} {expected}, {one.tool.name} {value}"
