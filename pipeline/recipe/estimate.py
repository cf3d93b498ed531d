"""What a whole run costs, from what runs on less text have cost.

With one run behind it, work grows in proportion to the text. With two, what both spend alike is spent once.
Work on the distinct words of the corpus follows Heaps' law, the power of the text by which their number grew
between the two runs. Files are removed as a run removes them. A unit is a shard's work: no phase runs faster
than its largest unit.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from pipeline.core.stage import Stage
from pipeline.recipe.spent import PhaseSpent, Spent

# Copies of what a unit reads that its worker holds at most: 3 to 3.7 were measured in phases that read texts
# (docs/scale.md).
COPIES = 3.5
# The power of the text by which distinct words grow, unless two runs tell it; Korean and English text of 10
# to 500 MB has .6 to .75.
HEAPS = 0.65
# How far the truth lies from a forecast on either side: of work, of bytes on disk, of memory.
WIDE = {"cpu": 0.25, "wall": 0.3, "disk": 0.15, "peak": 0.25}
# CPU seconds of equal work differ by this share from run to run, more on a busy machine. The difference of
# two runs is scaled: its error is that of all that they spent.
NOISE = 0.05
# More of what stages behind deduplication read may be duplicates than a sample shows.
UNSEEN = 0.25
DEDUP = "dedup_"


@dataclass(frozen=True)
class Run:
    """A run on some text, as evidence: what it spent, the bytes of text, and its shards."""

    spent: Spent
    text: float
    shards: int
    # Text of its largest shard.
    largest: float

    @staticmethod
    def of(spent: Spent, text: Mapping[str, float], shard_bytes: int) -> "Run":
        """The run on sources of so many bytes of text."""
        shards, largest = sharded(text, shard_bytes)
        return Run(spent, sum(text.values()), shards, largest)


@dataclass(frozen=True)
class Cost:
    """The forecast of a phase, or the sum of several."""

    stage: str
    phase: str
    units: int
    # Bytes in memory that units read.
    size: float
    # CPU seconds of workers and of the driver.
    cpu: float
    # Seconds from begin to end.
    wall: float
    # Bytes on disk at the end of the phase.
    written: float
    # Bytes of memory of a worker at most.
    peak: float


@dataclass(frozen=True)
class Range:
    """A forecast number, and the interval in which the truth is expected."""

    value: float
    low: float
    high: float

    @staticmethod
    def about(value: float, wide: float, lower: float = 0.0, noise: float = 0.0) -> "Range":
        """A share `wide` to either side, a share `lower` more to the lower side, and an error `noise` that
        does not depend on them."""
        side = math.hypot(value * wide, noise)
        return Range(value, max(0.0, value * (1 - lower) - side), value + side)


@dataclass(frozen=True)
class Forecast:
    """What a run is expected to cost."""

    workers: int
    # Bytes of text and shards of the whole run.
    text: float
    shards: int
    phases: tuple[Cost, ...]
    cpu: Range
    wall: Range
    # Bytes on disk at the end, and with spills at the most.
    disk: Range
    disk_peak: Range
    # Bytes of memory of a worker, and of the driver.
    peak: Range
    driver_peak: Range
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The fields as plain values; the inverse of `from_json`."""
        return asdict(self)

    @staticmethod
    def from_json(value: dict[str, Any]) -> "Forecast":
        """The forecast that `as_json` gave. Raises KeyError or TypeError for anything else."""
        ranges = ("cpu", "wall", "disk", "disk_peak", "peak", "driver_peak")
        read: dict[str, Any] = {key: Range(**value[key]) for key in ranges}
        read["phases"] = tuple(Cost(**phase) for phase in value["phases"])
        return Forecast(**{**value, **read, "notes": tuple(value["notes"])})


def sharded(text: Mapping[str, float], shard_bytes: int) -> tuple[int, float]:
    """(number of shards, text of the largest) of sources of so many bytes of text."""
    counts = {name: max(1, math.ceil(size / shard_bytes)) for name, size in text.items()}
    largest = max((size / counts[name] for name, size in text.items()), default=0.0)
    return sum(counts.values()), largest


@dataclass
class Estimator:
    """Forecasts the phases of a run on so much text from one run or two, the smaller first."""

    stages: Sequence[Stage]
    runs: Sequence[Run]
    whole: Run
    workers: int

    def phases(self) -> list[Cost]:
        """The forecast of every phase of the last run."""
        return [self._phase(p) for p in self.runs[-1].spent.phases.values()]

    def _phase(self, last: PhaseSpent) -> Cost:
        distinct = self._is_distinct(last)
        grown = self._law(last, distinct)
        size = grown(lambda p: p.size)
        units = self._units(last, size)
        once, work = self._once_and_work(last, distinct)
        processes = min(self.workers, units)
        cpu = once * processes + work
        driver = grown(lambda p: p.driver)
        wall = once + max(work * self._largest_part(last, units), work / processes) + driver
        unit = size * self._largest_part(last, units) if last.rows else 0.0
        written = self._written(last, distinct, units)
        peak = self._base(lambda s, p=last: _base_of(s.phases[p.key]), last) + COPIES * unit
        return Cost(last.stage, last.name, units, size, cpu + driver, wall, written, peak)

    def noise(self) -> float:
        """The error of the CPU seconds by the noise of two runs: it grows with how much is scaled."""
        if len(self.runs) < 2 or self.runs[1].text <= self.runs[0].text:
            return 0.0
        small, large = self.runs
        return NOISE * large.spent.cpu * self.whole.text / (large.text - small.text)

    def driver_peak(self) -> float:
        """Bytes of memory of the driver at most."""
        return self._base(lambda s: float(s.driver_peak), None)

    def _stage(self, phase: PhaseSpent) -> Stage | None:
        return next((s for s in self.stages if s.name() == phase.stage), None)

    def _is_distinct(self, phase: PhaseSpent) -> bool:
        stage = self._stage(phase)
        return stage is not None and phase.name in stage.distinct

    def _pair(self, phase: PhaseSpent) -> list[tuple[Run, PhaseSpent]]:
        """The runs that made this phase, the smaller first."""
        return [(r, r.spent.phases[phase.key]) for r in self.runs if phase.key in r.spent.phases]

    def _power(self, distinct: bool) -> float:
        """The power of the text by which a phase grows."""
        if not distinct:
            return 1.0
        for stage in self.stages:
            for name in reversed(stage.distinct):
                rows = [
                    (r.text, r.spent.phases[stage.name(), name].rows)
                    for r in self.runs
                    if (stage.name(), name) in r.spent.phases
                ]
                if len(rows) == 2 and rows[0][1] > 0 and rows[1][0] > rows[0][0]:
                    (x1, n1), (x2, n2) = rows
                    return min(1.0, max(0.3, math.log(n2 / n1) / math.log(x2 / x1)))
        return HEAPS

    def _law(
        self, phase: PhaseSpent, distinct: bool
    ) -> Callable[[Callable[[PhaseSpent], float]], float]:
        """number of a phase -> that of the whole run."""

        def grown(number: Callable[[PhaseSpent], float]) -> float:
            once, work = self._fit(phase, number, distinct)
            return once + work

        return grown

    def _fit(
        self, phase: PhaseSpent, number: Callable[[PhaseSpent], float], distinct: bool
    ) -> tuple[float, float]:
        """(what is spent once, what grows with the text) of the whole run."""
        power = self._power(distinct)
        seen = [(r.text**power, number(p)) for r, p in self._pair(phase)]
        there = self.whole.text**power
        (x2, n2) = seen[-1]
        if len(seen) == 1 or seen[0][0] >= x2 * 0.9:
            is_model = not phase.rows and not distinct
            return (n2, 0.0) if is_model else (0.0, n2 * there / max(x2, 1.0))
        (x1, n1) = seen[0]
        slope = min(max(0.0, (n2 - n1) / (x2 - x1)), n2 / x2)
        if not phase.rows and not distinct:
            # a model has its size: what it took more in the second run is not taken again
            return n2, 0.0
        return max(0.0, n2 - slope * x2), slope * there

    def _once_and_work(self, phase: PhaseSpent, distinct: bool) -> tuple[float, float]:
        return self._fit(phase, lambda p: p.cpu, distinct)

    def _units(self, phase: PhaseSpent, size: float) -> int:
        """The units of a phase of the whole run."""
        stage, run = self._stage(phase), self.runs[-1]
        parts = stage.parts(phase.name, size) if stage else None
        if parts is not None:
            return parts
        if phase.units <= 1 or run.shards < 1:
            return max(1, phase.units)
        if phase.units < run.shards * 0.9:
            return phase.units
        return max(1, round(phase.units * self.whole.shards / run.shards))

    def _largest_part(self, phase: PhaseSpent, units: int) -> float:
        """The share of the largest unit in the work of a phase."""
        if units == 1:
            return 1.0
        if abs(units - self.whole.shards) > 0.1 * self.whole.shards or not self.whole.text:
            return 1 / units
        return max(1 / units, self.whole.largest / self.whole.text)

    def _written(self, phase: PhaseSpent, distinct: bool, units: int) -> float:
        """Bytes on disk: what both runs write alike belongs to units."""
        if not phase.rows:
            return float(phase.written)
        once, grown = self._fit(phase, lambda p: float(p.written), distinct)
        return once * units / max(1, phase.units) + grown

    def _base(self, number: Callable[[Spent], float], phase: PhaseSpent | None) -> float:
        """Memory that a process holds whatever it reads: it grows with the logarithm of the text, by what
        allocators keep and by what is loaded."""
        runs = [r for r in self.runs if phase is None or phase.key in r.spent.phases]
        last = number(runs[-1].spent)
        if len(runs) == 1 or not 0 < runs[0].text < runs[1].text * 0.9:
            return last
        steps = math.log(max(1.0, self.whole.text / runs[1].text)) / math.log(
            runs[1].text / runs[0].text
        )
        return last + steps * max(0.0, last - number(runs[0].spent))


def _base_of(phase: PhaseSpent) -> float:
    """The peak of a worker without the unit that it read."""
    if not phase.rows:
        return float(phase.peak)
    return max((peak - COPIES * size for size, _, peak in phase.largest), default=float(phase.peak))


def summed(
    estimator: Estimator, phases: Iterable[Cost], start: float, notes: Sequence[str] = ()
) -> Forecast:
    """The forecast of a run of these phases."""
    phases = tuple(phases)
    held, most = disk_of(estimator.stages, phases)
    is_unseen = any(p.stage.startswith(DEDUP) for p in phases)
    lower = UNSEEN if is_unseen and len(estimator.runs) == 2 else 0.0
    work = bool(phases)
    cpu = sum(p.cpu for p in phases) + start * work
    wall = sum(p.wall for p in phases) + start * work
    peak = max((p.peak for p in phases), default=0.0)
    noise = estimator.noise() * work
    return Forecast(
        workers=estimator.workers,
        text=estimator.whole.text,
        shards=estimator.whole.shards,
        phases=phases,
        cpu=Range.about(cpu, WIDE["cpu"], lower / 2, noise),
        wall=Range.about(wall, WIDE["wall"], lower / 2, noise / estimator.workers),
        disk=Range.about(held, WIDE["disk"], lower / 2),
        disk_peak=Range.about(most, WIDE["disk"], lower / 2),
        peak=Range.about(peak, WIDE["peak"]),
        driver_peak=Range.about(estimator.driver_peak() * work, WIDE["peak"]),
        notes=tuple(notes),
    )


def disk_of(stages: Sequence[Stage], phases: Iterable[Cost]) -> tuple[float, float]:
    """(bytes on disk at the end of a run, at the most): files between the sides of an exchange are removed
    once it is done, texts as they came if the recipe says so."""
    held: dict[tuple[str, str], float] = {}
    most = 0.0
    before = ""
    for phase in phases:
        if phase.stage != before:
            _retire(stages, before, held)
            before = phase.stage
        held[phase.stage, phase.phase] = phase.written
        most = max(most, sum(held.values()))
        for end in (".spill", ".merged"):
            held.pop((phase.stage, phase.phase + end), None)
    _retire(stages, before, held)
    return sum(held.values()), most


def _retire(stages: Sequence[Stage], done: str, held: dict[tuple[str, str], float]) -> None:
    """Take out the phases that are removed after a stage."""
    for stage in stages:
        for name in stage.removed_after().get(done, ()):
            held.pop((stage.name(), name), None)


def by_stage(phases: Iterable[Cost]) -> list[Cost]:
    """The sums of each stage; units and text of its phase that reads most, its peak of memory."""
    rows: dict[str, list[Cost]] = {}
    for phase in phases:
        rows.setdefault(phase.stage, []).append(phase)
    return [_sum(name, found) for name, found in rows.items()]


def _sum(stage: str, phases: Sequence[Cost]) -> Cost:
    widest = max(phases, key=lambda p: p.size)
    return replace(
        widest,
        phase="",
        cpu=sum(p.cpu for p in phases),
        wall=sum(p.wall for p in phases),
        written=disk_of((), phases)[0],
        peak=max(p.peak for p in phases),
        stage=stage,
    )
