"""Counts over a shard's held-out documents for every tokenizer, as sums that add up over shards."""

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.kernel import Kernel
from pipeline.kernels import hashing
from pipeline.kernels.alignment import Counts
from pipeline.kernels.buffers import utf8
from pipeline.kernels.nfc import settled
from pipeline.kernels.words import morphemes
from pipeline.stages.tokenizer.measured import Loaded, Measured
from pipeline.stages.tokenizer.sample import group_of
from pipeline.stages.tokenizer.words import is_held_out

BY = ("tokenizer", "lang", "domain")
SUMS = ("documents", "words", "chars", "bytes", "tokens", "compared", *Counts._fields)


def measure_held_out(
    table: pa.Table,
    tokenizers: tuple[Measured, ...],
    probabilities: dict[str, float],
    group_by: tuple[str, ...],
    held_out: float,
    seed: int,
    kernel: Kernel,
) -> dict[str, pa.Table]:
    """BY and SUMS of a shard; as side output `used` (tokenizer, lang, token, count), the uses of each token.

    `probabilities`: group -> probability that a held-out document is measured. `compared` counts the tokens
    of documents whose tokens spell their bytes; only for these are borders counted.
    """
    group = pl.DataFrame(table.select(list(group_by))).select(group_of(group_by)).to_series()
    probability = group.replace_strict(probabilities, default=0.0, return_dtype=pl.Float64)
    ids = table.column("id")
    uniform = hashing.uniform(seed, ids, "measured")
    chosen = is_held_out(ids, held_out, seed) & (uniform < probability.to_numpy())
    table = table.filter(pa.array(chosen))
    table = table.set_column(
        table.column_names.index("text"), "text", settled(table.column("text"))
    )
    edges = [morphemes.boundaries(text) for text in table.column("text").to_pylist()]
    sums, used = [], []
    for tokenizer in tokenizers:
        model = tokenizer.loaded()
        offsets, ids_of = model.encode(table.column("text"))
        sums.append(_sums(table, tokenizer.name, model, offsets, ids_of, edges, kernel))
        used.append(_used(table, tokenizer.name, offsets, ids_of))
    oldest = pl.CompatLevel.oldest()
    return {
        "held_out": pl.concat(sums).to_arrow(compat_level=oldest),
        "used": pl.concat(used).to_arrow(compat_level=oldest),
    }


def _sums(
    table: pa.Table,
    name: str,
    model: Loaded,
    offsets: np.ndarray,
    ids: np.ndarray,
    edges: list[np.ndarray],
    kernel: Kernel,
) -> pl.DataFrame:
    texts = table.column("text")
    starts, data = utf8(texts)
    compare = kernel.load().count
    counts = np.zeros((len(table), 1 + len(Counts._fields)), np.int64)
    for i in range(len(table)):
        ends = np.cumsum(model.token_bytes[ids[offsets[i] : offsets[i + 1]]])
        text = data[starts[i] : starts[i + 1]]
        if len(ends) and ends[-1] == len(text):
            counts[i] = (len(ends), *compare(text, ends, edges[i]))
    words = pl.Series(pl.from_arrow(texts)).str.count_matches(r"\S+").cast(pl.Int64)
    frame = pl.DataFrame(
        {
            "tokenizer": pl.Series([name], dtype=pl.String).new_from_index(0, len(table)),
            "lang": pl.Series(table.column("lang").to_pylist(), dtype=pl.String),
            "domain": pl.Series(table.column("domain").to_pylist(), dtype=pl.String),
            "documents": np.ones(len(table), np.int64),
            "words": words,
            "chars": pc.utf8_length(texts).cast(pa.int64()).to_numpy(),
            "bytes": np.diff(starts),
            "tokens": np.diff(offsets),
            **{n: counts[:, i] for i, n in enumerate(("compared", *Counts._fields))},
        }
    )
    return frame.group_by(BY).agg(pl.col(SUMS).sum()).sort(BY)


def _used(table: pa.Table, name: str, offsets: np.ndarray, ids: np.ndarray) -> pl.DataFrame:
    langs = pl.Series(table.column("lang").to_pylist(), dtype=pl.String)
    rows = pl.Series(np.repeat(np.arange(len(table)), np.diff(offsets)))
    frame = pl.DataFrame({"lang": langs.gather(rows), "token": pl.Series(ids, dtype=pl.Int32)})
    counts = frame.group_by("lang", "token").agg(count=pl.len().cast(pl.Int64))
    return counts.select(pl.lit(name).alias("tokenizer"), "lang", "token", "count").sort(
        "lang", "token"
    )
