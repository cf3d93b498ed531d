"""The page of a benchmark run: its tables, and where they are written."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import page
from benchmarks.page import Section
from benchmarks.process import Usage
from benchmarks.stages.tool import OURS, Outcome, Stage, Tool
from benchmarks.turns import Measured


def measured(
    name: str, workers: int, wall: float, cpu: float, kind="peer", size: float = 100.0
) -> Measured:
    usage = Usage(wall, cpu, 300_000_000, 0, 0, others=0.0)
    return Measured(Tool(name, workers, size, lambda folder: None, kind), [Outcome(usage)])


def section(*more: Measured) -> Section:
    ours = [measured(OURS, 1, 4, 4, "ours"), measured(OURS, 2, 2.5, 5, "ours")]
    floor = measured("floor", 1, 1, 1, "floor")
    return Section(Stage("scrub", "scrub", lambda material: []), [*ours, *more, floor])


def cells(table: str, row: int) -> list[str]:
    return [cell.strip() for cell in table.splitlines()[row].strip("|").split("|")]


def test_summary_compares_with_the_fastest_peer_by_wall_and_by_cpu() -> None:
    # 20 MB/s with two workers but 5 MB per CPU second; 10 MB/s by one
    wide, thin = measured("wide", 2, 5, 20), measured("thin", 1, 10, 10)
    row = cells(page.summary([section(wide, thin)]), 2)
    assert row == [
        "scrub",
        "25.0",
        "40.0",
        "25.0",
        "300 / 300",
        "wide 20.0",
        "2.00",
        "2.50",
        "100",
        "0.25",
    ]


def test_summary_without_peers_leaves_their_cells_empty() -> None:
    row = cells(page.summary([section()]), 2)
    assert row[5:8] == ["", "", ""]
    assert row[9] == "0.25"


def test_details_compare_with_as_many_workers() -> None:
    small = measured("peer", 2, 2, 4, size=20.0)
    lines = page.details(section(small))
    assert cells(lines, 2)[7:9] == ["", ""]
    assert cells(lines, 4) == [
        "peer", "2", "10.0", "5.0", "2.00", "4.00", "300", "4.00", "4.00", "1", ""
    ]  # fmt: skip
    assert cells(lines, 5)[0] == "floor (floor)"


def test_tool_without_runs_shows_its_problem() -> None:
    absent = Measured(Tool("absent", 1, 1.0, lambda folder: None), [], "not installed")
    assert cells(page.details(section(absent)), 4)[-1] == "not installed"
    assert "absent" not in page.summary([section(absent)])


def test_disturbed_runs_have_a_star() -> None:
    peer = measured("peer", 1, 10, 10)
    usage = replace(peer.runs[0].usage, others=0.5)
    peer.runs[0] = replace(peer.runs[0], usage=usage)
    assert cells(page.details(section(peer)), 4)[2] == "10.0*"
    assert cells(page.summary([section(peer)]), 2)[5] == "peer 10.0*"


def test_written_tables_replace_those_between_the_markers(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text(f"# Top\n\n{page.BEGIN}\nold\n{page.END}\n\nBelow\n")
    page.write("new", file)
    page.write("newer", file)
    assert file.read_text() == f"# Top\n\n{page.BEGIN}\n\nnewer\n\n{page.END}\n\nBelow\n"


def test_page_without_markers_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("# Top\n")
    with pytest.raises(ValueError, match="bench"):
        page.write("new", file)
    assert file.read_text() == "# Top\n"


def test_page_of_the_project_has_the_markers() -> None:
    text = page.README.read_text(encoding="utf-8")
    assert text.count(page.BEGIN) == text.count(page.END) == 1
    assert text.index(page.BEGIN) < text.index(page.END)
