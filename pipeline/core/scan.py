"""Documents and marks as one lazy frame: a query reads the columns that it names, and no others."""

import polars as pl

from pipeline.core.dataset import Dataset


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
    nothing = pl.lit(None, pl.String)
    return pl.concat(frames, how="horizontal").with_columns(
        dropped_by=pl.coalesce(*dropped, nothing), drop_reason=pl.coalesce(*reasons, nothing)
    )
