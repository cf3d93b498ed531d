"""The tree of forests against one union-find over all edges at once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import SHARD_BITS, Dataset
from pipeline.core.exchange import Rows
from pipeline.core.job import Job
from pipeline.core.progress import Silent
from pipeline.core.schema import DOCUMENTS, conform
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.kernels.components.reference import components
from pipeline.registry import KERNELS
from pipeline.stages.dedup import clusters


@dataclass(frozen=True)
class Shard:
    """The bands of one document shard."""

    number: int

    def identity(self) -> dict[str, Any]:
        return {"number": self.number}


def bands_of(shard: int) -> tuple[np.ndarray, np.ndarray]:
    """(band, address): every document has three bands out of few."""
    rng = np.random.default_rng(shard)
    base = np.int64(shard) << SHARD_BITS
    return rng.integers(0, 900, 300, dtype=np.uint64), base + np.repeat(np.arange(100), 3)


def bands(item: Shard) -> Any:
    band, address = bands_of(item.number)
    yield pa.table({"band": band, "address": address})


def documents(item: Shard) -> Any:
    table = pa.table({"id": [f"{item.number}-{i}" for i in range(100)]})
    yield conform(table, DOCUMENTS)


def emitted(table: pa.Table) -> pa.Table:
    return table


@pytest.mark.parametrize("shards", [1, 3, 20])
def test_clusters_are_those_of_all_edges_at_once(
    tmp_path: Path, shards: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "FAN_IN", 4)
    monkeypatch.setattr(clusters, "ROWS", 37)
    job = Job(Store(str(tmp_path)), "s", LocalExecutor(), Silent(), kernels=KERNELS)
    items = [Shard(i) for i in range(shards)]
    corpus = Corpus(job.make("documents", documents, items))
    source = job.make("bands", bands, items)
    found: Dataset = clusters.clustered(
        job, Rows(source, emit=emitted), corpus, job.kernel("components"), 1
    )

    all_bands, address = (
        np.concatenate(x) for x in zip(*map(bands_of, range(shards)), strict=True)
    )
    order = np.lexsort([address, all_bands])
    all_bands, address = all_bands[order], address[order]
    same = all_bands[1:] == all_bands[:-1]
    nodes, roots = components(address[1:][same], address[:-1][same])
    assert found.table()["address"].to_numpy().tolist() == nodes.tolist()
    assert found.table()["cluster"].to_numpy().tolist() == roots.tolist()
    for shard in range(shards):
        assert set(found.read(shard)["address"].to_numpy() >> SHARD_BITS) <= {shard}
