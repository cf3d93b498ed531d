"""Documents and marks as one lazy frame: a query reads the columns that it names, and no others."""

import polars as pl

from pipeline.core.dataset import Dataset
from pipeline.core.forgotten import FORGOTTEN, PREFIX

# The beginning of the stages under which documents are quarantined.
QUARANTINE = "quarantine_"


def rows_of(dataset: Dataset) -> pl.LazyFrame:
    """All rows of a dataset, in order."""
    store = dataset.store
    paths = [store.at(path) for path in dataset.paths]
    if store.local:
        return pl.scan_parquet(paths, glob=False)
    # a tenth of a second, and of use on object stores alone
    import pyarrow.dataset

    return pl.scan_pyarrow_dataset(pyarrow.dataset.dataset(paths, filesystem=store.fs))


def documents_with(documents: Dataset, marks: tuple[tuple[str, Dataset], ...]) -> pl.LazyFrame:
    """The rows of documents with the marks on them; see Corpus.scan."""
    frames, dropped, reasons = [rows_of(documents)], [], []
    for stage, of_stage in marks:
        names = [name for name in of_stage.schema.names if name != "id"]
        frames.append(rows_of(of_stage).select(pl.col(n).alias(f"{stage}.{n}") for n in names))
        reason = pl.col(f"{stage}.drop_reason")
        dropped.append(pl.when(reason.is_not_null()).then(pl.lit(stage)))
        reasons.append(reason)
    if all(stage.startswith(QUARANTINE) for stage, _ in marks):
        # no stage has said of the forgotten documents that they are dropped
        gone = pl.col("id").str.starts_with(PREFIX) & (pl.col("bytes") == 0)
        dropped.append(pl.when(gone).then(pl.lit("ingest")))
        reasons.append(pl.when(gone).then(pl.lit(FORGOTTEN)))
    nothing = pl.lit(None, pl.String)
    return pl.concat(frames, how="horizontal").with_columns(
        dropped_by=pl.coalesce(*dropped, nothing), drop_reason=pl.coalesce(*reasons, nothing)
    )
