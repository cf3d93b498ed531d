"""`python -m benchmarks.exchange [SHARDS ...] [--ray]`: an exchange of as many shards; CPU ms of a shard.

Shards of 2,000 rows, a key and a value of eight bytes each, are brought together by key and sorted. Exits 1
if a shard of the largest run costs more than twice that of the smallest, or if memory grows by more than
64 MB and 10 kB a shard. `--ray` runs Ray Data's sort over the same rows in the same number of blocks.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.core.dataset import Dataset
from pipeline.core.exchange import ByKey, Rows, Sorted
from pipeline.core.job import Job
from pipeline.core.progress import Silent
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor

ROWS = 2000
DEFAULT = (250, 1000, 4000)


@dataclass(frozen=True)
class Block:
    """The rows of one shard, by its number."""

    number: int

    def identity(self) -> dict[str, Any]:
        return {"number": self.number, "rows": ROWS}


def rows(block: Block) -> Iterator[pa.Table]:
    rng = np.random.default_rng(block.number)
    draws = rng.integers(0, 1 << 62, (2, ROWS))
    yield pa.table({"key": draws[0], "value": draws[1]})


def as_is(table: pa.Table) -> pa.Table:
    return table


def ours(source: Dataset, job: Job) -> None:
    """Exchange all rows; nothing is read before or after."""
    reduce = Sorted(as_is, order=("value",))
    assert job.exchange("out", Rows(source), ByKey("key"), reduce).num_rows == source.num_rows


def rays(source: Dataset) -> None:
    """The same rows sorted by Ray Data, which leaves them in its object store."""
    import ray

    ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False, logging_level="error")
    paths = [source.store.at(p) for p in source.paths]
    data = ray.data.read_parquet(paths, override_num_blocks=len(paths)).sort(["key", "value"])
    assert data.materialize().count() == source.num_rows


def measured(shards: int, with_ray: bool) -> tuple[float, float, int]:
    """(wall seconds, CPU seconds, MB of the process at its largest), in this process."""
    with tempfile.TemporaryDirectory(prefix="malmoi-") as folder:
        job = Job(Store(folder), "s", LocalExecutor(), Silent())
        source = job.make("source", rows, [Block(i) for i in range(shards)])
        started, cpu = time.perf_counter(), _cpu()
        if with_ray:
            rays(source)
        else:
            ours(source, job)
        wall, spent = time.perf_counter() - started, _cpu() - cpu
    return wall, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in both)


def main() -> int:
    """Print a row for each size; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shards", type=int, nargs="*", default=DEFAULT)
    parser.add_argument("--ray", action="store_true")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(*measured(arguments.shards[0], arguments.ray))
        return 0
    print("| shards | wall s | CPU ms a shard | MB |\n|---|---|---|---|")
    found = []
    for shards in arguments.shards:
        # a process of its own, so that memory is that of one run
        flags = ["--one", *(["--ray"] if arguments.ray else [])]
        command = [sys.executable, "-m", "benchmarks.exchange", str(shards), *flags]
        line = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        wall, cpu, memory = map(float, line.splitlines()[-1].split())
        found.append((shards, cpu / shards, memory))
        print(f"| {shards:,} | {wall:.1f} | {1000 * cpu / shards:.1f} | {memory:.0f} |", flush=True)
    (few, first, low), (many, last, high) = found[0], found[-1]
    return int(last > 2 * first or high - low > 64 + 0.01 * (many - few))


if __name__ == "__main__":
    sys.exit(main())
