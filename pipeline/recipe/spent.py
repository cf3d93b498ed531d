"""What runs on a root have spent, phase by phase, out of its log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

# Ends of the names of the files of an exchange, which are removed once its output is there.
BETWEEN = (".spill", ".merged")


@dataclass
class PhaseSpent:
    """The sums over the lines of one phase: several if it was interrupted, or its inputs grew."""

    stage: str
    name: str
    # Units of the phase, and those that were done in the runs that these sums are of.
    units: int = 0
    done: int = 0
    rows: int = 0
    # Bytes in memory that units read.
    size: int = 0
    seconds: float = 0.0
    # CPU seconds of units, and of the driver since the phase before.
    cpu: float = 0.0
    driver: float = 0.0
    # Bytes of memory of a worker and of the driver at most.
    peak: int = 0
    driver_peak: int = 0
    # Bytes on disk.
    written: int = 0
    # (bytes read, CPU seconds, peak of memory) of the units that read most.
    largest: list[tuple[int, float, int]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """(stage, phase)."""
        return self.stage, self.name

    @property
    def is_between(self) -> bool:
        """True for files that the rest of an exchange removes."""
        return self.name.endswith(BETWEEN)

    def add(self, line: Mapping[str, Any]) -> None:
        """Add a line of the log."""
        self.units, self.written = line["units"], line["written"]
        self.done += line["units"] - line["kept"]
        self.rows += line["rows"]
        self.size += line["bytes"]
        self.seconds += line["seconds"]
        self.cpu += line["cpu"]
        self.driver += line["driver"]
        self.peak = max(self.peak, line["peak"])
        self.driver_peak = max(self.driver_peak, line["driver_peak"])
        self.largest += [tuple(unit) for unit in line["largest"]]


@dataclass(frozen=True)
class Spent:
    """The phases of a root in the order in which they were first made, and the start of runs."""

    phases: dict[tuple[str, str], PhaseSpent]
    # CPU seconds of the last run until its first phase begins, and after its last one.
    start: float = 0.0

    @property
    def text(self) -> int:
        """Bytes in memory that ingest made of the sources."""
        documents = self.phases.get(("ingest", "documents"))
        return documents.size if documents else 0

    @property
    def cpu(self) -> float:
        """CPU seconds of all phases and of the start."""
        return self.start + sum(p.cpu + p.driver for p in self.phases.values())

    @property
    def peak(self) -> int:
        """Bytes of memory of a worker at most."""
        return max((p.peak for p in self.phases.values()), default=0)

    @property
    def driver_peak(self) -> int:
        """Bytes of memory of the driver at most."""
        return max((p.driver_peak for p in self.phases.values()), default=0)


def spent_in(lines: Iterable[Mapping[str, Any]]) -> Spent:
    """The sums of the lines of a log; those of older releases, without costs, are left out."""
    phases: dict[tuple[str, str], PhaseSpent] = {}
    start = end = 0.0
    for line in lines:
        if line.get("event") == "start":
            start = line["driver"]
        if line.get("event") == "end":
            end = line["driver"]
        if "phase" in line and "cpu" in line:
            key = line["stage"], line["phase"]
            phases.setdefault(key, PhaseSpent(*key)).add(line)
    return Spent(phases, start + end)
