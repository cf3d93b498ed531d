"""Add the documents of a run to an index: the text hashes of all, the bands and sketches of survivors."""

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
from pipeline.stages.dedup.index.sketches import sketch_rows
from pipeline.stages.dedup.index.storage import GENERATION_FILE, MEMORY, Index
from pipeline.stages.dedup.removals import unchanged


def add_generation(
    index: Index,
    job: Job,
    before: Corpus,
    after: Corpus,
    signatures: Dataset,
    bands: Any,
    removals: Sequence[Dataset],
    comparison: Comparison,
) -> None:
    """Write the generation of this run, and delete the one that this root added with an earlier recipe.

    `before` holds the documents that the stage read, `after` those that it kept, `removals` REMOVAL rows."""
    name = f"generation-{fingerprint([index.identity(), after.identity()])[:16]}"
    generation = replace(job, store=index.store, stage=name, replace=True)
    generation.exchange(
        "exact",
        Rows(before, ("text_hash", "address", "id"), hashes_with_survivors, tuple(removals)),
        ByKey("text_hash", index.parts),
        Sorted(unchanged),
    )
    generation.exchange(
        "bands",
        Rows(after, ("row", "address"), partial(bands_of_living, bands=bands), (signatures,)),
        ByKey("band", index.parts),
        Sorted(unchanged, order=("address",)),
    )
    wanted = ("address", "id", "source", "lang", "text")
    generation.map("sketches", partial(sketch_rows, comparison=comparison), after, wanted)
    index.store.write_json(f"{name}/{GENERATION_FILE}", {"consulted": list(index.generations)})
    memory = f"{job.stage}/{MEMORY}"
    remembered = job.store.read_json(memory) or {}
    if (former := remembered.get("own")) not in (None, name):
        index.store.delete(former)
    job.store.write_json(memory, {**remembered, "own": name})


def hashes_with_survivors(table: pa.Table, *removals: pa.Table) -> pa.Table:
    """(text_hash, kept_id, measure, rule) of every document; the survivor of a kept document is itself."""
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
    """(band, address) of the living documents; `living` has their rows, `signatures` those of the shard."""
    alive = np.isin(signatures.column("row").to_numpy(), living.column("row").to_numpy())
    table = signatures.filter(pa.array(alive)).select(["signature"])
    return bands(table.append_column("address", living.column("address")))
