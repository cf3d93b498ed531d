"""A whole run by phase, and how long it would take with more workers."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import own
from benchmarks.copies import CORPUS
from benchmarks.page import table
from benchmarks.process import Usage
from benchmarks.schedule import WORKERS, Simulated, simulated
from pipeline.core import log
from pipeline.core.store import Store
from pipeline.demo import files
from pipeline.recipe.spent import PhaseSpent, Spent, spent_in

CONFIGS = Path(__file__).parents[1] / "configs"
# Phases that take less of the CPU time are summed up in one row.
SMALL = 0.01
# Workers for which the ideal is shown: the sum of the units divided by them.
MANY = 16


@dataclass(frozen=True)
class Whole:
    """A run that has ended: what it took, and the phases of its log."""

    name: str
    usage: Usage
    spent: Spent

    @property
    def phases(self) -> list[PhaseSpent]:
        """The phases in the order in which they ran."""
        return list(self.spent.phases.values())


def run(folder: Path, quick: bool, workers: int = 2) -> Whole:
    """Run configs/ko_en.yaml, or without a corpus, or if `quick`, the recipe of the demo."""
    name = "demo" if quick or not CORPUS.exists() else "ko_en"
    os.environ["MALMOI_CORPUS"] = str(CORPUS)
    os.environ["MALMOI_SAMPLE"] = str(folder / "sample")
    if name == "demo":
        files.write(folder / "sample")
    root = folder / "whole"
    done = own.run_recipe("run", CONFIGS / f"{name}.yaml", root, workers)
    spent = spent_in(log.lines(Store(str(root))))
    shutil.rmtree(root)
    return Whole(name, done.usage, spent)


def by_phase(whole: Whole) -> str:
    """Seconds, cores and bytes of each phase that matters."""
    header = ("phase", "units", "s", "CPU s", "cores", "peak MB", "read", "written")
    text = max(1, whole.spent.text)
    shown, small = _parted(whole.phases)
    rows = [_phase(p.stage + "." + p.name, [p], text) for p in shown]
    if small:
        rows.append(_phase(f"{len(small)} small phases", small, text))
    rows.append(["start and end", "", "", f"{whole.spent.start:.1f}", "", "", "", ""])
    use = whole.usage
    rows.append(
        [
            "**whole process**",
            "",
            f"{use.wall:.1f}",
            f"{use.cpu:.1f}",
            f"{use.cpu / use.wall:.2f}",
            f"{use.peak / 1e6:,.0f}",
            f"{use.read / text:.2f}",
            f"{use.written / text:.2f}",
        ]
    )
    return table(header, rows)


def _phase(name: str, phases: Sequence[PhaseSpent], text: int) -> list[str]:
    seconds = sum(p.seconds for p in phases)
    cpu = sum(p.cpu + p.driver for p in phases)
    return [
        name,
        f"{sum(p.done for p in phases)}",
        f"{seconds:.2f}",
        f"{cpu:.2f}",
        f"{cpu / seconds:.2f}" if seconds else "",
        f"{max(p.peak for p in phases) / 1e6:,.0f}",
        f"{sum(p.size for p in phases) / text:.2f}",
        f"{sum(p.written for p in phases) / text:.2f}",
    ]


def _parted(phases: list[PhaseSpent]) -> tuple[list[PhaseSpent], list[PhaseSpent]]:
    """(phases that matter, small ones)."""
    least = SMALL * sum(p.cpu + p.driver for p in phases)
    return (
        [p for p in phases if p.cpu + p.driver >= least],
        [p for p in phases if p.cpu + p.driver < least],
    )


def with_more_workers(whole: Whole) -> str:
    """The simulated seconds of each phase that matters by number of workers, and the sums of all phases."""
    header = (
        "phase",
        "units",
        "longest s",
        *(f"{n} worker{'s' if n > 1 else ''}" for n in WORKERS),
        f"ideal of {MANY}",
        "x ideal",
    )
    shown, small = (simulated(phases) for phases in _parted(whole.phases))
    rows = [_simulated(p) for p in shown]
    serial = whole.spent.start + sum(p.driver for p in whole.phases)
    everything = [*shown, *small]
    spans = {n: sum(p.makespans[n] for p in everything) for n in WORKERS}
    ideal = sum(p.work for p in everything) / MANY
    rows.append(
        [
            "**all units**",
            str(sum(len(p.units) for p in everything)),
            "",
            *(f"{spans[n]:.1f}" for n in WORKERS),
            f"{ideal:.1f}",
            f"{spans[MANY] / ideal:.2f}" if ideal else "",
        ]
    )
    with_driver = [f"{spans[n] + serial:.1f}" for n in WORKERS]
    rows.append(["**and the driver, serial**", "", f"{serial:.1f}", *with_driver, "", ""])
    return table(header, rows)


def _simulated(phase: Simulated) -> list[str]:
    ideal = phase.work / MANY
    return [
        phase.name,
        str(len(phase.units)),
        f"{max(phase.units, default=0):.2f}",
        *(f"{phase.makespans[n]:.2f}" for n in WORKERS),
        f"{ideal:.2f}",
        f"{phase.makespans[MANY] / ideal:.2f}" if ideal else "",
    ]
