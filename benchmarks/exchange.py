"""`python -m benchmarks.exchange [SHARDS ...] [--ray]`: an exchange of as many shards; CPU ms of a shard.

Shards of 2,000 rows, a key and a value of eight bytes each, are brought together by key and sorted. `--ray`
runs Ray Data's sort over the same rows in the same number of blocks as well, on one core. Each run is a
process of its own; wall and CPU are those of the exchange, without start, memory is that of all processes.
Exits 1 if a shard of our largest run costs more than twice that of the smallest, or if memory grows by more
than 64 MB and 10 kB a shard.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
import psutil
import pyarrow as pa

from benchmarks import process
from pipeline.core.dataset import Dataset
from pipeline.core.exchange import ByKey, Rows, Sorted
from pipeline.core.job import Job
from pipeline.core.progress import Silent
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor

ROWS = 2000
LOOK = 0.2  # seconds between looks at the processes
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
    with timed():
        assert job.exchange("out", Rows(source), ByKey("key"), reduce).num_rows == source.num_rows


@contextmanager
def timed() -> Iterator[None]:
    """Print the wall and CPU seconds of the work inside, of this process and all below it."""
    spent: dict[int, float] = {}
    ended = threading.Event()

    def look() -> None:
        me = psutil.Process()
        for each in (me, *me.children(recursive=True)):
            with suppress(psutil.Error):
                spent[each.pid] = sum(each.cpu_times()[:2])

    def watch() -> None:
        # what a worker that ends has spent is what it had at the last look
        while not ended.wait(LOOK):
            look()

    look()
    before, started = dict(spent), time.perf_counter()
    watching = threading.Thread(target=watch)
    watching.start()
    yield
    wall = time.perf_counter() - started
    ended.set()
    watching.join()
    look()
    print(json.dumps([wall, sum(cpu - before.get(n, 0.0) for n, cpu in spent.items())]))


def rays(source: Dataset) -> None:
    """The same rows sorted by Ray Data, which leaves them in its object store."""
    import ray

    quiet = {"include_dashboard": False, "log_to_driver": False, "logging_level": "error"}
    ray.init(address="local", num_cpus=1, **quiet)
    paths = [source.store.at(p) for p in source.paths]
    # Ray Data starts its own processes with its first work
    ray.data.range(1).sort("id").materialize()
    with timed():
        data = ray.data.read_parquet(paths, override_num_blocks=len(paths)).sort(["key", "value"])
        assert data.materialize().count() == source.num_rows
    ray.shutdown()


def made(folder: str, shards: int) -> tuple[Job, Dataset]:
    """The shards in a folder, which is made unless it is there."""
    job = Job(Store(folder), "s", LocalExecutor(), Silent())
    return job, job.make("source", rows, [Block(i) for i in range(shards)])


def measured(shards: int, with_ray: bool) -> tuple[float, float, float]:
    """(wall seconds, CPU seconds, MB of all processes) of an exchange."""
    with tempfile.TemporaryDirectory(prefix="malmoi-") as folder:
        made(folder, shards)
        flags = ["--one", folder, *(["--ray"] if with_ray else [])]
        done = process.measured([sys.executable, "-m", "benchmarks.exchange", str(shards), *flags])
    if done.code:
        raise SystemExit(f"{shards} shards: {process.last_line(done.errors)}")
    figures = next(line for line in done.output.splitlines() if line.startswith("["))
    wall, cpu = json.loads(figures)
    return wall, cpu, done.usage.peak / 1e6


def table(sizes: Sequence[int], with_ray: bool) -> list[tuple[int, float, float]]:
    """Print a row for each size; (shards, CPU ms of a shard, MB) of each."""
    name = "Ray Data" if with_ray else "ours"
    print(f"| shards, {name} | wall s | CPU ms a shard | MB |\n|---|---|---|---|")
    found = []
    for shards in sizes:
        wall, cpu, memory = measured(shards, with_ray)
        found.append((shards, 1000 * cpu / shards, memory))
        print(f"| {shards:,} | {wall:.1f} | {found[-1][1]:.1f} | {memory:.0f} |", flush=True)
    return found


def main() -> int:
    """Print the tables; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shards", type=int, nargs="*", default=DEFAULT)
    parser.add_argument("--ray", action="store_true")
    parser.add_argument("--one", metavar="FOLDER", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        job, source = made(arguments.one, arguments.shards[0])
        rays(source) if arguments.ray else ours(source, job)
        return 0
    found = table(arguments.shards, with_ray=False)
    if arguments.ray:
        table(arguments.shards, with_ray=True)
    (few, first, low), (many, last, high) = found[0], found[-1]
    return int(last > 2 * first or high - low > 64 + 0.01 * (many - few))


if __name__ == "__main__":
    sys.exit(main())
