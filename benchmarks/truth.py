"""The truth about copies: every pair of documents at or above a similarity, none left out."""

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.kernels.jaccard.numba import compare
from pipeline.kernels.minhash.numba import shingles
from pipeline.stages.dedup.shingling import Shingle, units_and_widths


def shingle_sets(
    texts: list[str], langs: list[str], by: dict[str, Shingle]
) -> tuple[np.ndarray, np.ndarray]:
    """(offsets, sorted distinct hashes) of the texts."""
    units, widths = units_and_widths(pa.chunked_array([pa.array(langs)]), by)
    return shingles(pa.array(texts, pa.large_string()), units, widths)


def pairs(offsets: np.ndarray, hashes: np.ndarray, threshold: float) -> pl.DataFrame:
    """(a, b, measure) of every pair of rows a < b with a Jaccard similarity of `threshold` or more.

    Two sets that similar share one of their n - ceil(t n) + 1 rarest members (prefix filter,
    Chaudhuri et al. 2006): only such pairs are measured, and all of them are.
    """
    sizes = np.diff(offsets)
    rows = pl.DataFrame({"row": np.repeat(np.arange(len(sizes)), sizes), "hash": hashes})
    rows = rows.with_columns(common=pl.len().over("hash")).sort("row", "common", "hash")
    nth = np.arange(len(hashes)) - np.repeat(offsets[:-1], sizes)
    prefix = sizes - np.ceil(threshold * sizes - 1e-9).astype(np.int64) + 1
    rare = rows.filter(pl.Series(nth < np.repeat(prefix, sizes)) & (pl.col("common") > 1))
    rare = rare.select("row", "hash")
    met = rare.join(rare, on="hash", suffix="_b").filter(pl.col("row") < pl.col("row_b"))
    met = met.select(a="row", b="row_b").unique().sort("a", "b")
    size = pl.Series(sizes)
    met = met.filter(
        (size[met["a"]].cast(float) >= threshold * size[met["b"]])
        & (size[met["b"]].cast(float) >= threshold * size[met["a"]])
    )
    a, b = met["a"].to_numpy(), met["b"].to_numpy()
    measured = compare(offsets, hashes, a, offsets, hashes, b, False)
    return met.with_columns(measure=measured).filter(pl.col("measure") >= threshold)


def redundant(found: pl.DataFrame, num: int, rank: np.ndarray) -> np.ndarray:
    """bool [num]: what goes when documents are taken by rank and every true copy of a kept one goes."""
    neighbours: list[list[int]] = [[] for _ in range(num)]
    for a, b in found.select("a", "b").iter_rows():
        neighbours[a].append(b)
        neighbours[b].append(a)
    gone = np.zeros(num, bool)
    kept = np.zeros(num, bool)
    for row in np.argsort(rank, kind="stable"):
        gone[row] = any(kept[n] for n in neighbours[row])
        kept[row] = not gone[row]
    return gone
