"""Few rows out of many shards, in memory of their own."""

import polars as pl


def owned(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows in new memory. Rows that are filtered out of a shard hold on to all of its columns: 166
    rows of 19 shards, ten million documents, held 280 MB."""
    return pl.DataFrame(rows.to_dict(as_series=False), schema=rows.schema)
