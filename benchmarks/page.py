"""The page: the tables of a benchmark run as Markdown, between two markers of benchmarks/README.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.stages.tool import OURS, Stage
from benchmarks.turns import Measured

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
README = Path(__file__).with_name("README.md")


@dataclass(frozen=True)
class Section:
    """A stage and what was measured."""

    stage: Stage
    found: list[Measured]

    @property
    def ours(self) -> list[Measured]:
        """Malmoi with each number of workers."""
        return self._of("ours")

    @property
    def peers(self) -> list[Measured]:
        """The peers that ran."""
        return self._of("peer")

    @property
    def floor(self) -> Measured | None:
        """The floor of the summary."""
        return next(iter(self._of("floor")), None)

    def _of(self, kind: str) -> list[Measured]:
        return [m for m in self.found if m.tool.kind == kind and m.runs]


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; columns after the first are aligned to the right."""
    ruler = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (header, ruler, *rows))


def summary(sections: Sequence[Section]) -> str:
    """One row a stage: Malmoi beside its fastest peer and its floor."""
    header = (
        "stage",
        "MB/s, 1 worker",
        "2 workers",
        "MB per CPU s",
        "peak MB, 1 / 2",
        "fastest peer, MB/s",
        "x peer, wall",
        "x peer, CPU",
        "floor, MB/s",
        "x floor",
    )
    return table(header, [_summed(section) for section in sections if section.ours])


def _summed(section: Section) -> list[str]:
    ours = {m.tool.workers: m for m in section.ours}
    fastest = max(section.ours, key=lambda m: m.rate)
    thrifty = max(m.cpu_rate for m in section.ours)
    by_wall = max(section.peers, key=lambda m: m.rate, default=None)
    by_cpu = max(section.peers, key=lambda m: m.cpu_rate, default=None)
    floor, one = section.floor, ours.get(1)
    return [
        section.stage.title,
        *(f"{ours[n].rate:.1f}{_mark(ours[n])}" if n in ours else "" for n in (1, 2)),
        f"{thrifty:.1f}",
        " / ".join(f"{ours[n].peak / 1e6:,.0f}" if n in ours else "-" for n in (1, 2)),
        f"{by_wall.tool.name} {by_wall.rate:.1f}{_mark(by_wall)}" if by_wall else "",
        f"{fastest.rate / by_wall.rate:.2f}" if by_wall else "",
        f"{thrifty / by_cpu.cpu_rate:.2f}" if by_cpu else "",
        f"{floor.rate:.0f}{_mark(floor)}" if floor else "",
        f"{one.rate / floor.rate:.2f}" if floor and one else "",
    ]


def details(section: Section) -> str:
    """All tools of a stage. `ours / it` is the rate of Malmoi with as many workers over that of the tool."""
    header = (
        section.stage.title,
        "workers",
        "MB/s",
        "MB per CPU s",
        "wall s",
        "CPU s",
        "peak MB",
        "ours / it, wall",
        "CPU",
        "runs",
        "remark",
    )
    return table(header, [_row(section, m) for m in section.found])


def _row(section: Section, one: Measured) -> list[str]:
    tool = one.tool
    if not one.runs:
        return [tool.name, str(tool.workers), *[""] * 8, one.problem]
    ours = next((m for m in section.ours if m.tool.workers == tool.workers), None)
    ratios = ["", ""]
    if ours and tool.name != OURS:
        ratios = [f"{ours.rate / one.rate:.2f}", f"{ours.cpu_rate / one.cpu_rate:.2f}"]
    kind = " (floor)" if tool.kind == "floor" else ""
    remark = "; ".join(filter(None, (one.runs[-1].remark, one.problem)))
    return [
        tool.name + kind,
        str(tool.workers),
        f"{one.rate:.1f}{_mark(one)}",
        f"{one.cpu_rate:.1f}",
        f"{one.wall:.2f}",
        f"{one.cpu:.2f}",
        f"{one.peak / 1e6:,.0f}",
        *ratios,
        str(len(one.runs)),
        remark,
    ]


def _mark(one: Measured) -> str:
    """A star if other processes disturbed the measurement."""
    return "*" if one.is_disturbed else ""


def write(text: str, page: Path) -> None:
    """Replace what stands between the markers of a page. Raises ValueError if it lacks them."""
    old = page.read_text(encoding="utf-8")
    before, begin, rest = old.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page}: expected {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{after}", encoding="utf-8")
