"""What work costs: CPU seconds and peak memory of the process that does it.

The numbers belong to log.jsonl, from which a run is forecast; no shard and no identity depends on them.
"""

import os
import resource
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# The units of a phase, those that read most, whose costs the log keeps one by one.
LARGEST = 12
# Linux: what makes /proc/self/status count the peak of memory from now on.
_FROM_NOW = "5"


@dataclass(frozen=True)
class Cost:
    """What one unit took."""

    # CPU seconds of its process since the unit before, or since it began: imports and compilation count.
    cpu: float
    # Bytes of resident memory of its process at most.
    peak: int
    # Bytes in memory that it read.
    size: int = 0


@dataclass(frozen=True)
class Measured:
    """A unit of work with its cost: `function(item)` -> (result, Cost)."""

    function: Callable[[Any], Any]

    @property
    def path(self) -> str:
        """`<stage>/<phase>`: what an error names."""
        return getattr(self.function, "path", "unit")

    def __call__(self, item: Any) -> tuple[Any, Cost]:
        result = self.function(item)
        return result, Cost(lap(), peak(), getattr(result, "bytes_read", 0))


@dataclass
class _Clock:
    """The CPU seconds of a process at its last lap."""

    process: int = 0
    seconds: float = 0.0


_CLOCK = _Clock()


def lap() -> float:
    """CPU seconds of this process and of its children since the last lap; since its birth at the first one. A
    fork has laps of its own."""
    before = _CLOCK.seconds if _CLOCK.process == os.getpid() else 0.0
    _CLOCK.process, _CLOCK.seconds = os.getpid(), _seconds()
    return max(0.0, _CLOCK.seconds - before)


def _seconds() -> float:
    both = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    ended = sum(usage.ru_utime + usage.ru_stime for usage in both)
    return ended + sum(_seconds_of(child) for child in children())


def children() -> list[int]:
    """The processes that this one has started and not waited for, such as readers of documents; [] where the
    system does not say."""
    found: list[int] = []
    for thread in Path("/proc/self/task").glob("*"):
        with suppress(OSError):
            found += map(int, (thread / "children").read_text().split())
    return found


def _seconds_of(process: int) -> float:
    """CPU seconds of a process that runs."""
    with suppress(OSError, IndexError, ValueError):
        # the name, which may hold blanks, ends with a bracket
        numbers = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def peak() -> int:
    """Bytes of resident memory of this process at most since the last call; since its birth where the system
    has no such count."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                Path("/proc/self/clear_refs").write_text(_FROM_NOW)
                return int(line.split()[1]) << 10
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most << 10


def summed(costs: Iterable[Cost]) -> dict[str, Any]:
    """The costs of a phase as its line of the log: CPU seconds of all units, the peak of memory of any, and
    [bytes, CPU seconds, peak] of the units that read most."""
    ordered = sorted(costs, key=lambda c: -c.size)
    return {
        "cpu": round(sum(c.cpu for c in ordered), 3),
        "peak": max((c.peak for c in ordered), default=0),
        "largest": [[c.size, round(c.cpu, 3), c.peak] for c in ordered[:LARGEST]],
    }
