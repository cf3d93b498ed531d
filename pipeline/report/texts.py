"""Texts of documents by id, as stored: personal data is masked."""

from collections.abc import Iterable, Iterator

import polars as pl
import pyarrow as pa

from pipeline.core.corpus import Corpus


def texts_of(corpus: Corpus, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(id, text) of the documents that the corpus holds, shard by shard; no other text stays in memory."""
    wanted = sorted(set(ids))
    for shard in range(corpus.num_shards if wanted else 0):
        held = pl.DataFrame(corpus.columns(shard, ["id"])).with_row_index("row")
        rows = held.filter(pl.col("id").is_in(wanted))["row"].to_list()
        if rows:
            for row in corpus.columns(shard, ["id", "text"]).take(pa.array(rows)).to_pylist():
                yield row["id"], row["text"]
