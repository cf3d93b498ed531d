"""Thresholds by rank: the score that the best share of each language and source reaches.

Scores are counted in bins of their log odds, .001 wide, so that any number of documents costs the same
memory and shards add up in any order. What is in the bin of the threshold stays: a few more than asked,
never fewer."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.dataset import Dataset, Folder

SCALE, LEAST = 1000.0, 1e-7
FILE = "thresholds.json"
NO_BIN = -(2**31)


def bins_of(scores: np.ndarray) -> np.ndarray:
    """int32 bins, rising with the score; NO_BIN for NaN."""
    clipped = np.clip(scores.astype(np.float64), LEAST, 1 - LEAST)
    odds = np.log(clipped / (1 - clipped)) * SCALE
    return np.where(np.isnan(scores), NO_BIN, np.nan_to_num(np.floor(odds))).astype(np.int32)


def least_of(number: int) -> float:
    """The least score in a bin."""
    return 1 / (1 + float(np.exp(-number / SCALE)))


def count_scores(table: pa.Table, scores: pa.Table, names: tuple[str, ...]) -> pa.Table:
    """(classifier, lang, source, bin, num) of the documents of a shard that have a score."""
    found = []
    for name in names:
        values = scores.column(name).to_numpy(zero_copy_only=False)
        frame = pl.DataFrame(
            {
                "lang": pl.Series(scores.column("detected").to_pylist(), dtype=pl.String),
                "source": pl.Series(table.column("source").to_pylist(), dtype=pl.String),
                "bin": bins_of(values),
            }
        )
        counted = (
            frame.filter(pl.Series(~np.isnan(values))).group_by("lang", "source", "bin").len("num")
        )
        found.append(counted.with_columns(classifier=pl.lit(name)))
    columns = ["classifier", "lang", "source", "bin", pl.col("num").cast(pl.Int64)]
    frame = pl.concat(found).select(columns).sort("classifier", "lang", "source", "bin")
    return frame.to_arrow(compat_level=pl.CompatLevel.oldest())


def write_thresholds(folder: Path, counts: Dataset, keep_top: dict[str, float]) -> None:
    """{classifier: {language: {source: [bin, score, documents, of which stay]}}} into `folder`."""
    frame = pl.DataFrame(counts.table())
    found: dict[str, Any] = {name: {} for name in keep_top}
    summed = frame.group_by("classifier", "lang", "source", "bin").agg(pl.col("num").sum())
    groups = summed.sort("classifier", "lang", "source", "bin").group_by(
        "classifier", "lang", "source", maintain_order=True
    )
    for (name, lang, source), rows in groups:
        nums, bins = rows["num"].to_numpy()[::-1], rows["bin"].to_numpy()[::-1]
        wanted = int(np.ceil(keep_top[str(name)] * nums.sum()))
        at = int(np.searchsorted(np.cumsum(nums), wanted))
        stay = int(nums[: at + 1].sum())
        entry = [int(bins[at]), round(least_of(int(bins[at])), 6), int(nums.sum()), stay]
        found[str(name)].setdefault(str(lang), {})[str(source)] = entry
    (folder / FILE).write_text(
        json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )


def thresholds_of(folder: Folder | None) -> dict[str, Any]:
    """What `write_thresholds` wrote; nothing without a folder."""
    return json.loads((folder.local() / FILE).read_text()) if folder else {}
