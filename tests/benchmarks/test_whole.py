"""The tables of a whole run, from a log that is known."""

from benchmarks.process import Usage
from benchmarks.whole import Whole, by_phase, with_more_workers
from pipeline.recipe.spent import Spent, spent_in

MB = 1_000_000


def line(stage: str, phase: str, units: int, cpu: float, **more: object) -> dict[str, object]:
    counted = {"units": units, "kept": 0, "rows": 10, "bytes": 0, "seconds": cpu, "cpu": cpu}
    costs = {"driver": 0.0, "peak": 300 * MB, "driver_peak": 0, "written": 0, "largest": []}
    return {"stage": stage, "phase": phase, **counted, **costs, **more}


def spent() -> Spent:
    lines = [
        {"event": "start", "driver": 1.0},
        line("ingest", "documents", 4, 8.0, bytes=100 * MB, written=40 * MB, seconds=5.0),
        line("scrub", "documents", 2, 4.0, bytes=100 * MB, largest=[[90, 3.0, 0], [10, 1.0, 0]]),
        line("scrub", "marks", 1, 0.06, driver=0.01),
        line("quality", "marks", 1, 0.06),
        {"event": "end", "driver": 0.5},
    ]
    return spent_in(lines)


def whole() -> Whole:
    return Whole("ko_en", Usage(10.0, 15.0, 700 * MB, 300 * MB, 150 * MB, 0.0), spent())


def rows(table: str) -> dict[str, list[str]]:
    cells = ([c.strip() for c in line.strip("|").split("|")] for line in table.splitlines()[2:])
    return {row[0]: row[1:] for row in cells}


def test_phases_show_cores_and_bytes_by_byte_of_text() -> None:
    found = rows(by_phase(whole()))
    assert found["ingest.documents"] == ["4", "5.00", "8.00", "1.60", "300", "1.00", "0.40"]
    assert found["scrub.documents"][:4] == ["2", "4.00", "4.00", "1.00"]
    assert found["2 small phases"][:3] == ["2", "0.12", "0.13"]
    assert found["start and end"][2] == "1.5"
    total = ["", "10.0", "15.0", "1.50", "700", "3.00", "1.50"]
    assert found["**whole process**"] == total


def test_more_workers_wait_for_the_longest_unit_of_each_phase() -> None:
    found = rows(with_more_workers(whole()))
    # units, longest; 1, 2, 4, 16, 64 workers; the ideal of 16, and how often it is
    ingest = ["4", "2.00", "8.00", "4.00", "2.00", "2.00", "2.00", "0.50", "4.00"]
    assert found["ingest.documents"] == ingest
    assert found["scrub.documents"][2:7] == ["4.00", "3.00", "3.00", "3.00", "3.00"]
    assert found["**all units**"][2:7] == ["12.1", "7.1", "5.1", "5.1", "5.1"]
    assert found["**and the driver, serial**"][1:7] == ["1.5", "13.6", "8.6", "6.6", "6.6", "6.6"]
