"""From documents to the table of words that the trainer reads: count, weigh, cut at morphemes."""

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.kernel import Kernel
from pipeline.kernels import hashing
from pipeline.kernels.words.morphemes import cut_all
from pipeline.stages.tokenizer.sample import group_of

WORD = pa.schema([("hash", pa.uint64()), ("word", pa.large_string()), ("count", pa.int64())])
COUNTED = pa.schema([*WORD, ("pool", pa.int16())])


def is_held_out(ids: pa.ChunkedArray, held_out: float, seed: int) -> np.ndarray:
    """bool [n]: True if the document of an id is held out from training."""
    return hashing.uniform(seed, ids, "held out") < held_out


def sizes_by_group(
    table: pa.Table, group_by: tuple[str, ...], held_out: float, seed: int
) -> pa.Table:
    """(group, held_out, documents, bytes) sums of a shard."""
    frame = pl.DataFrame(table.drop_columns("id")).select(
        "bytes",
        group=group_of(group_by),
        held_out=pl.Series(is_held_out(table.column("id"), held_out, seed)),
    )
    sums = frame.group_by("group", "held_out").agg(
        documents=pl.len().cast(pl.Int64), bytes=pl.col("bytes").sum().cast(pl.Int64)
    )
    return sums.sort("group", "held_out").to_arrow(compat_level=pl.CompatLevel.oldest())


def count_words(
    table: pa.Table,
    pools: tuple[tuple[str, ...], ...],
    probabilities: tuple[float, ...],
    group_by: tuple[str, ...],
    held_out: float,
    seed: int,
    kernel: Kernel,
) -> pa.Table:
    """COUNTED words of a shard's training documents. A document of the groups pools[i] is counted with
    probabilities[i]."""
    number = {group: i for i, groups in enumerate(pools) for group in groups}
    group = pl.DataFrame(table.select(list(group_by))).select(group_of(group_by)).to_series()
    pool = group.replace_strict(number, default=-1, return_dtype=pl.Int16).to_numpy()
    ids = table.column("id")
    probability = np.append(probabilities, 0.0)[pool]
    chosen = hashing.uniform(seed, ids, "tokenizer sample") < probability
    chosen &= ~is_held_out(ids, held_out, seed)
    tables = []
    for i in np.unique(pool[chosen]).tolist():
        texts = table.column("text").filter(pa.array(chosen & (pool == i)))
        words, counts, hashes = kernel.load().count(texts)
        columns = [
            pa.array(hashes),
            words,
            pa.array(counts),
            pa.array(np.full(len(words), i, np.int16)),
        ]
        tables.append(pa.table(columns, schema=COUNTED))
    return pa.concat_tables(tables) if tables else COUNTED.empty_table()


def weigh_words(table: pa.Table, weights: tuple[float, ...]) -> pa.Table:
    """WORD: one row per word of a part. Its weighted count in each pool is rounded to a whole number."""
    numbers = list(range(len(weights)))
    weight = pl.col("pool").replace_strict(numbers, weights, default=1.0, return_dtype=pl.Float64)
    by_pool = (
        pl.DataFrame(table)
        .group_by("hash", "word", "pool", maintain_order=True)
        .agg(pl.col("count").sum())
        .with_columns((pl.col("count") * weight).round().cast(pl.Int64))
    )
    frame = by_pool.group_by("hash", "word", maintain_order=True).agg(pl.col("count").sum())
    return frame.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(WORD)


def cut_words(table: pa.Table) -> pa.Table:
    """(word, count, lengths): `lengths` are the bytes of the morphemes of each word, in order."""
    lengths = cut_all(table.column("word"))
    return table.select(["word", "count"]).append_column("lengths", lengths)
