"""`python -m benchmarks.mixing [MILLIONS]`: plan as many documents; exits 1 above 60 s or 4 GB for 100.

Documents without text lie on disk with their domain, language, source and size; measured is what `mix`
does before it marks: read the columns, sum them by all that the plan tells apart, plan three phases.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial

import numpy as np
import polars as pl
import pyarrow as pa

from benchmarks.bands import Shard
from pipeline.core.corpus import Corpus
from pipeline.core.job import Job
from pipeline.core.progress import Silent
from pipeline.core.schema import DOCUMENTS, conform
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.registry import KERNELS
from pipeline.stages.mix import facts, plan
from pipeline.stages.mix.documents import mark_epochs, sizes_of, viewed
from pipeline.stages.mix.stage import Mix
from pipeline.stages.mix.tuning import jumps, tuned

DOMAINS = [f"domain{i}" for i in range(12)]
MIX = {
    "group_by": ["domain", "lang"],
    "phases": [
        {"name": "general", "tokens": "60%", "weights": {"*|ko": 0.4, "*|en": 0.6}},
        {"name": "expert", "tokens": "10%", "weights": "unimax", "where": "priority <= 2"},
        {"name": "long", "tokens": "5%", "where": "tokens >= 8192"},
    ],
}


def documents(shard: Shard) -> Iterator[pa.Table]:
    rng = np.random.default_rng(shard.number)
    columns = {
        "domain": pa.array(rng.choice(DOMAINS, shard.num)),
        "lang": pa.array(rng.choice(["ko", "en"], shard.num)),
        "priority": pa.array(rng.integers(1, 6, shard.num), pa.int16()),
        "bytes": pa.array(rng.lognormal(8, 1.2, shard.num).astype(np.int64)),
    }
    yield conform(pa.table(columns), DOCUMENTS)


def realised() -> float:
    """Greatest difference between planned and taken shares of a group, of a million documents, in phases
    that take a hundred thousand and more; the others are printed as well."""
    table = next(documents(Shard(0))).append_column("address", pa.array(np.arange(1_000_000)))
    ids = pa.array([f"d{i}" for i in range(len(table))])
    table = table.set_column(table.schema.get_field_index("id"), "id", ids)
    scheme = Mix.model_validate(MIX).scheme()
    rows = plan.planned(pl.DataFrame(sizes_of(table, scheme=scheme)), scheme)
    scales = plan.scales(rows, scheme.phases)
    for i, phase in enumerate(scheme.phases):
        found = pl.DataFrame(jumps(table, scheme=scheme, scales=scales, phase=i, seed=17))
        planned = {r["group"]: r["tokens"] for r in rows if r["phase"] == phase.name}
        scales = {**scales, phase.name: tuned(found, planned, scales[phase.name])}
    marks = pl.DataFrame(mark_epochs(table, scheme=scheme, scales=scales, seed=17))
    tokens = viewed(table, None, scheme)["tokens"]
    worst = 0.0
    for phase in scheme.phases:
        taken = marks.select("group", taken=pl.col(f"epochs_{phase.name}") * tokens)
        sums = dict(taken.group_by("group").agg(pl.col("taken").sum()).iter_rows())
        own = [r for r in rows if r["phase"] == phase.name]
        planned, packed = sum(r["tokens"] for r in own), sum(sums.values())
        off = max(abs(r["tokens"] / planned - sums[r["group"]] / packed) for r in own)
        num = int((marks[f"epochs_{phase.name}"] > 0).sum())
        print(f"  phase {phase.name}: {num:,} documents, shares within {off:.4%} of the plan")
        worst = max(worst, off if num >= 100_000 else 0.0)
    return worst


def main(millions: int = 100) -> int:
    """Print time and memory; returns the exit code."""
    mix = Mix.model_validate(MIX)
    scheme = mix.scheme()
    with tempfile.TemporaryDirectory() as folder:
        job = Job(Store(folder), "mix", LocalExecutor(2), Silent(), kernels=KERNELS)
        corpus = Corpus(job.make("documents", documents, [Shard(i) for i in range(millions)]))
        started = time.perf_counter()
        columns = facts.columns(scheme.names(), corpus)
        sizes = job.map("sizes", partial(sizes_of, scheme=scheme), corpus, columns)
        rows = plan.planned(pl.DataFrame(sizes.table()), scheme)
        seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("\n".join(plan.plan_lines(rows, counted=False)))
    print(f"{millions} million documents: {seconds:.1f} s, peak {peak:,.0f} MB")
    print("one million documents, marked:")
    worst = realised()
    return int(seconds > 60 * max(millions, 100) / 100 or peak > 4000 or worst > 0.001)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
