"""How long a run takes with more workers, by the CPU seconds of its units: a simulation of list scheduling.

The workers of a phase take its units longest first, as they become free; phases follow one another, and what
the driver does between them is serial. Memory, disk and network are taken as no limit.
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.recipe.spent import PhaseSpent

WORKERS = (1, 2, 4, 16, 64)


@dataclass(frozen=True)
class Simulated:
    """A phase, and the seconds that it takes by number of workers."""

    name: str
    # CPU seconds of each unit, longest first.
    units: tuple[float, ...]
    makespans: dict[int, float]

    @property
    def work(self) -> float:
        """CPU seconds of all units: the ideal of n workers is 1/n of it."""
        return sum(self.units)


def makespan(units: Iterable[float], workers: int) -> float:
    """Seconds until the last worker is done, if each takes the longest unit that is left: at most 4/3 of the
    best schedule (Graham 1969)."""
    busy_until = [0.0] * workers
    for seconds in sorted(units, reverse=True):
        heapq.heapreplace(busy_until, busy_until[0] + seconds)
    return max(busy_until)


def units_of(phase: PhaseSpent) -> list[float]:
    """CPU seconds of each unit of a phase. The log holds those of the units that read most; the others share
    what is left equally."""
    listed = [cpu for _, cpu, _ in phase.largest]
    others = phase.done - len(listed)
    rest = max(0.0, phase.cpu - sum(listed))
    return sorted([*listed, *([rest / others] * others if others else [])], reverse=True)


def simulated(phases: Iterable[PhaseSpent], workers: Sequence[int] = WORKERS) -> list[Simulated]:
    """Each phase with as many workers as asked."""
    found = []
    for phase in phases:
        units = units_of(phase)
        spans = {n: makespan(units, n) for n in workers}
        found.append(Simulated(f"{phase.stage}.{phase.name}", tuple(units), spans))
    return found
