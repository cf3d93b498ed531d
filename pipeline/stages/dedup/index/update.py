"""What a run adds to an index: all that entered as seen, what lives as bands and sketches."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.exchange import ByKey, Rows, Sorted
from pipeline.core.identity import fingerprint
from pipeline.core.job import Job
from pipeline.stages.dedup.comparison import Comparison
from pipeline.stages.dedup.index import GENERATION_FILE, MEMORY, Index
from pipeline.stages.dedup.removals import unchanged
from pipeline.stages.dedup.sketches import sketch_rows


def add(
    index: Index,
    job: Job,
    before: Corpus,
    after: Corpus,
    signatures: Dataset,
    bands: Any,
    removals: Sequence[Dataset],
    comparison: Comparison,
) -> None:
    """Write this run's generation: all that entered as seen, what lives as bands and sketches."""
    name = f"generation-{fingerprint([index.identity(), after.identity()])[:16]}"
    own = replace(job, store=index.store, stage=name, replace=True)
    own.exchange(
        "exact",
        Rows(before, ("text_hash", "address", "id"), entered, tuple(removals)),
        ByKey("text_hash", index.parts),
        Sorted(unchanged),
    )
    own.exchange(
        "bands",
        Rows(after, ("row", "address"), partial(bands_of_living, bands=bands), (signatures,)),
        ByKey("band", index.parts),
        Sorted(unchanged, order=("address",)),
    )
    wanted = ("address", "id", "source", "lang", "text")
    own.map("sketches", partial(sketch_rows, comparison=comparison), after, wanted)
    index.store.write_json(f"{name}/{GENERATION_FILE}", {"consulted": list(index.generations)})
    memory = f"{job.stage}/{MEMORY}"
    remembered = job.store.read_json(memory) or {}
    if (former := remembered.get("own")) not in (None, name):
        index.store.delete(former)  # what this root had added before its recipe changed
    job.store.write_json(memory, {**remembered, "own": name})


def entered(table: pa.Table, *removals: pa.Table) -> pa.Table:
    """(text_hash, kept_id, measure, rule) of every document; one that stayed is its own survivor."""
    columns = ["address", "kept_id", "measure", "rule"]
    gone = pl.concat([pl.DataFrame(r.select(columns)) for r in removals]).drop_nulls("kept_id")
    frame = pl.DataFrame(table).join(gone, on="address", how="left", maintain_order="left")
    rows = frame.select(
        "text_hash",
        kept_id=pl.coalesce("kept_id", "id"),
        measure=pl.col("measure").fill_null(1.0),
        rule=pl.col("rule").fill_null("text_hash"),
    ).to_arrow()
    return rows.set_column(0, "text_hash", table.column("text_hash"))


def bands_of_living(living: pa.Table, signatures: pa.Table, bands: Any) -> pa.Table:
    """(band, address) of the documents that live."""
    alive = np.isin(signatures.column("row").to_numpy(), living.column("row").to_numpy())
    table = signatures.filter(pa.array(alive)).select(["signature"])
    return bands(table.append_column("address", living.column("address")))
