"""`make bench`: every case beside its peer and the floor, in one run. Exits 1 where results disagree."""

import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.cases import cases, floor
from benchmarks.text import documents

REPEATS = 3


def best(function: Callable[[], Any]) -> tuple[float, Any]:
    """(least seconds of REPEATS runs after one to warm up, the result)."""
    result = function()
    seconds = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - started)
    return min(seconds), result


def main() -> int:
    """Print the table; returns the exit code."""
    table = documents()
    size = sum(table.column("bytes").to_pylist()) / 1e6
    base, _ = best(floor(table))
    print(
        f"{len(table):,} documents, {size:.1f} MB of text; floor (Parquet in and out): {size / base:.0f} MB/s"
    )
    print(f"{'case':<32}{'x floor':>9}{'x peer':>9}   peer")
    disagree = 0
    for case in cases(table):
        ours, result = best(case.ours)
        share = f"{case.share * base / ours:.2f}" if case.share else ""
        if case.peer is None:
            print(f"{case.name:<32}{share:>9}{'':>9}")
            continue
        peer, expected = best(case.peer)
        wrong = case.agree is not None and not case.agree(result, expected)
        disagree += wrong
        note = "  RESULTS DIFFER" if wrong else ""
        print(f"{case.name:<32}{share:>9}{peer / ours:>9.2f}   {case.peer_name}{note}")
    return 1 if disagree else 0


if __name__ == "__main__":
    sys.exit(main())
