"""`python -m benchmarks.run`: every stage and its peers on the same text, each run a process of its own.

Prints the tables; a run of all stages that succeeds also writes them into benchmarks/README.md. MALMOI_CORPUS
names the real text; without it the text is the demo's. `python -m benchmarks.peers install` installs the
peers. Exits 1 if results differ that must agree, or if a command of Malmoi fails.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import page, whole
from benchmarks.copies import CORPUS
from benchmarks.material import Material
from benchmarks.page import Section
from benchmarks.peers.install import python_of
from benchmarks.peers.pins import PEERS
from benchmarks.stages import bpe, decontaminate, exact, fuzzy, ingest, pack, pages, quality, scrub
from benchmarks.turns import differences, measure
from pipeline import __version__

STAGES = (
    ingest.STAGE,
    pages.STAGE,
    scrub.STAGE,
    exact.STAGE,
    fuzzy.STAGE,
    quality.STAGE,
    decontaminate.STAGE,
    *bpe.STAGES,
    pack.STAGE,
)
WHOLE = "whole"
SIZE, QUICK_SIZE = 100, 3
REPEATS = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write the page; returns the exit code."""
    asked = _parser().parse_args(arguments)
    names = asked.only or [*(s.name for s in STAGES), WHOLE]
    size = asked.size or (QUICK_SIZE if asked.quick else SIZE)
    repeats = 1 if asked.quick else REPEATS
    with tempfile.TemporaryDirectory(prefix="malmoi-bench-") as folder:
        sections, wrong = _stages(names, Path(folder), size, repeats)
        parts = list(_tables(sections, size)) if sections else []
        if WHOLE in names:
            try:
                parts += _whole(Path(folder), asked.quick)
            except RuntimeError as error:
                wrong.append(f"whole run: {error}")
    text = "\n\n".join([_about(), *parts])
    print(f"\n{text}")
    if not (asked.only or asked.quick or wrong):
        page.write(text, page.README)
    for line in wrong:
        print(f"failed: {line}", file=sys.stderr)
    return 1 if wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--size", type=float, metavar="MB", help=f"text; default: {SIZE}")
    parser.add_argument(
        "--only",
        action="append",
        choices=[*(s.name for s in STAGES), WHOLE],
        help="a stage; may be repeated",
    )
    parser.add_argument(
        "--quick", action="store_true", help=f"{QUICK_SIZE} MB, one run of each, the demo's recipe"
    )
    return parser


def _stages(
    names: Sequence[str], folder: Path, size: float, repeats: int
) -> tuple[list[Section], list[str]]:
    """(what was measured, lines about results that differ and failures of Malmoi)."""
    sections, wrong = [], []
    chosen = [stage for stage in STAGES if stage.name in names]
    material = Material(folder, size) if chosen else None
    for stage in chosen:
        assert material is not None
        try:
            tools = stage.tools(material)
        except RuntimeError as error:
            wrong.append(f"{stage.title}: {error}")
            continue
        if tools is None:
            print(f"{stage.name}: left out, its text is part of MALMOI_CORPUS alone", flush=True)
            continue
        section = Section(stage, measure(tools, repeats))
        sections.append(section)
        print(f"\n{page.details(section)}", flush=True)
        failed = [m for m in section.found if m.tool.kind == "ours" and m.problem]
        wrong += [f"{stage.title}: {m.problem}" for m in failed]
        wrong += [f"{stage.title}: {line}" for line in differences(section.found)]
    return sections, wrong


def _tables(sections: list[Section], size: float) -> Iterator[str]:
    """The summary, then a table for each stage."""
    yield f"### Stages, {size:g} MB of text"
    yield page.summary(sections)
    for section in sections:
        yield page.details(section)
        if section.stage.about:
            yield f"{section.stage.about[0].upper()}{section.stage.about[1:]}."


def _whole(folder: Path, quick: bool) -> Iterator[str]:
    """The tables of a whole run."""
    found = whole.run(folder, quick)
    text = found.spent.text / 1e6
    yield f"### A whole run: configs/{found.name}.yaml, {text:,.0f} MB of text, two workers"
    yield whole.by_phase(found)
    yield "### The same run with more workers, simulated from the CPU seconds of its units"
    yield whole.with_more_workers(found)


def _about() -> str:
    """The machine, the text and the versions."""
    cores, memory = os.cpu_count(), os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    installed = [p for p in PEERS if python_of(p.name).exists()]
    versions = ", ".join(f"{p.name} {p.version}" for p in installed) or "no peers"
    text = "real Korean, English and code" if CORPUS.exists() else "the demo's sample"
    return (
        f"{datetime.now(UTC):%-d %B %Y}; {_processor()}, {cores} cores, {memory / 1e9:.0f} GB; "
        f"Python {platform.python_version()}, Malmoi {__version__}; text: {text}. Peers: {versions}."
    )


def _processor() -> str:
    """The name of the processor."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


if __name__ == "__main__":
    sys.exit(main())
