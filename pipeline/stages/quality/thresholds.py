"""Thresholds by rank: the least score among the best share of each language and source.

Scores are counted in bins of their log odds, .001 wide, so that memory does not grow with the number of
documents and shards can be added in any order. All documents in the bin of the threshold are kept: a few more
than requested, never fewer."""

import json
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import polars as pl
import pyarrow as pa
from pydantic import Field

from pipeline.core.dataset import Dataset, Folder
from pipeline.core.sums import summed

Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0, le=1)]
# A threshold of all documents, or one for each source or language.
Threshold = float | dict[str, float]
# Key of the threshold for all sources and languages that have none of their own.
DEFAULT = "default"

SCALE, LEAST = 1000.0, 1e-7
FILE = "thresholds.json"
NO_BIN = -(2**31)


def bins_of(scores: np.ndarray) -> np.ndarray:
    """The bin of each score, int32 [n], increasing with the score; NO_BIN for NaN."""
    clipped = np.clip(scores.astype(np.float64), LEAST, 1 - LEAST)
    odds = np.log(clipped / (1 - clipped)) * SCALE
    return np.where(np.isnan(scores), NO_BIN, np.nan_to_num(np.floor(odds))).astype(np.int32)


def least_of(number: int) -> float:
    """The least score in a bin, in [0, 1]."""
    return 1 / (1 + float(np.exp(-number / SCALE)))


def threshold_of(threshold: Threshold | None, source: str, lang: str) -> float | None:
    """The threshold of a source and language; None if it has none."""
    if not isinstance(threshold, dict):
        return threshold
    given = (threshold[name] for name in (source, lang, DEFAULT) if name in threshold)
    return next(given, None)


def count_scores(table: pa.Table, scores: pa.Table, names: tuple[str, ...]) -> pa.Table:
    """Histogram of the scores of a shard: (classifier, lang, source, bin, num). Documents without a score are
    not counted."""
    histograms = []
    for name in names:
        values = scores.column(name).to_numpy(zero_copy_only=False)
        frame = pl.DataFrame(
            {
                "lang": pl.Series(table.column("lang").to_pylist(), dtype=pl.String),
                "source": pl.Series(table.column("source").to_pylist(), dtype=pl.String),
                "bin": bins_of(values),
            }
        )
        counted = (
            frame.filter(pl.Series(~np.isnan(values))).group_by("lang", "source", "bin").len("num")
        )
        histograms.append(counted.with_columns(classifier=pl.lit(name)))
    columns = ["classifier", "lang", "source", "bin", pl.col("num").cast(pl.Int64)]
    frame = pl.concat(histograms).select(columns).sort("classifier", "lang", "source", "bin")
    return frame.to_arrow(compat_level=pl.CompatLevel.oldest())


def write_thresholds(folder: Path, counts: Dataset, keep_top: dict[str, Threshold]) -> None:
    """Write FILE into `folder`, JSON: {classifier: {language: {source: [bin, score, documents, kept]}}} with
    the bin and the score of the threshold and the number of documents before and after it. A source and
    language without a share has no entry."""
    thresholds: dict[str, Any] = {name: {} for name in keep_top}
    sums = summed(counts, ("classifier", "lang", "source", "bin"))
    groups = sums.group_by("classifier", "lang", "source", maintain_order=True)
    for (name, lang, source), rows in groups:
        share = threshold_of(keep_top[str(name)], str(source), str(lang))
        if share is None:
            continue
        nums, bins = rows["num"].to_numpy()[::-1], rows["bin"].to_numpy()[::-1]
        wanted = int(np.ceil(share * nums.sum()))
        last = int(np.searchsorted(np.cumsum(nums), wanted))
        kept = int(nums[: last + 1].sum())
        entry = [int(bins[last]), round(least_of(int(bins[last])), 6), int(nums.sum()), kept]
        thresholds[str(name)].setdefault(str(lang), {})[str(source)] = entry
    (folder / FILE).write_text(
        json.dumps(thresholds, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )


def thresholds_of(folder: Folder | None) -> dict[str, Any]:
    """The thresholds that `write_thresholds` wrote to a folder; an empty dictionary without a folder."""
    return json.loads((folder.local() / FILE).read_text()) if folder else {}
