"""Small phases that the tests of core run."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.job import Job
from pipeline.core.kernel import Kernel
from pipeline.core.progress import Silent
from pipeline.core.schema import DOCUMENTS, conform
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor


@dataclass(frozen=True)
class Numbers:
    """A make item: tables of numbers."""

    values: tuple[int, ...]

    def identity(self) -> dict[str, Any]:
        return {"values": list(self.values)}


def documents(item: Numbers, size: int = 2) -> Iterator[pa.Table]:
    for start in range(0, max(len(item.values), 1), size):
        rows = item.values[start : start + size]
        table = pa.table({"id": [f"d{v}" for v in rows], "bytes": pa.array(rows, pa.int64())})
        yield conform(
            table.cast(pa.schema([("id", pa.string()), ("bytes", pa.int64())])), DOCUMENTS
        )


def double(table: pa.Table) -> pa.Table:
    return pa.table(
        {
            "key": pa.array(table["bytes"].to_numpy() % 3),
            "value": pa.array(table["bytes"].to_numpy() * 2),
        }
    )


def total(table: pa.Table) -> pa.Table:
    keys, values = table["key"].to_numpy(), table["value"].to_numpy()
    own = np.unique(keys)
    return pa.table(
        {"key": own, "sum": pa.array([int(values[keys == k].sum()) for k in own], pa.int64())}
    )


def drop_above(table: pa.Table, limit: int) -> pa.Table:
    reasons = ["large" if v > limit else None for v in table["bytes"].to_pylist()]
    return pa.table({"drop_reason": pa.array(reasons, pa.string())})


def forget_one(table: pa.Table) -> pa.Table:
    return pa.table({"drop_reason": pa.array([None] * (len(table) - 1), pa.string())})


def job(tmp_path: Path, stage: str = "s", replace: bool = False) -> Job:
    return Job(Store(str(tmp_path)), stage, LocalExecutor(), Silent(), replace)


def made(tmp_path: Path, replace: bool = False) -> Corpus:
    items = [Numbers((1, 2, 3, 4, 5)), Numbers((6, 7)), Numbers(())]
    return Corpus(job(tmp_path, "in", replace).make("documents", documents, items))


def with_side(table: pa.Table, limit: int) -> dict[str, pa.Table]:
    marks = drop_above(table, limit)
    return {"marks": marks, "evidence": pa.table({"removed_id": table["id"]})}


def as_is(table: pa.Table) -> pa.Table:
    return table


def in_turn(chunks: Iterator[pa.Table]) -> pa.Table:
    return pa.concat_tables(chunks)


def on_kernel(table: pa.Table, kernel: Kernel) -> pa.Table:
    return table
