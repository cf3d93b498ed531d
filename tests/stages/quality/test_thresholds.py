"""Thresholds by rank: exact to a bin, for any number of shards in any order."""

from pathlib import Path

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages.quality.thresholds import (
    NO_BIN,
    bins_of,
    count_scores,
    least_of,
    write_thresholds,
)

SCORES = st.lists(st.floats(0, 1, width=32), min_size=1, max_size=60)


class Counts:
    """Stands for the dataset of counts: a table for each shard."""

    def __init__(self, tables: list[pa.Table]) -> None:
        self._tables, self.num_shards, self.schema = tables, len(tables), tables[0].schema

    def read(self, shard: int) -> pa.Table:
        return self._tables[shard]


def counted(scores: list[float], lang: str = "ko") -> pa.Table:
    values = pa.array(scores, pa.float32())
    table = pa.table({"source": ["s"] * len(scores), "lang": [lang] * len(scores)})
    return count_scores(table, pa.table({"taste": values}), ("taste",))


def threshold(folder: Path, tables: list[pa.Table], share: float) -> list:
    import json

    write_thresholds(folder, Counts(tables), {"taste": share})  # type: ignore[arg-type]
    return json.loads((folder / "thresholds.json").read_text())["taste"]["ko"]["s"]


@given(SCORES)
def test_bins_rise_with_the_score(scores: list[float]) -> None:
    ordered = np.sort(np.array(scores, np.float32))
    assert (np.diff(bins_of(ordered).astype(np.int64)) >= 0).all()


def test_missing_score_has_no_bin() -> None:
    assert bins_of(np.array([np.nan, 0.5], np.float32)).tolist() == [NO_BIN, 0]
    assert least_of(0) == 0.5


@settings(max_examples=60, deadline=None)
@given(SCORES, st.floats(0.01, 1), st.integers(1, 5))
def test_share_is_kept_whatever_the_shards(
    tmp_path_factory, scores: list[float], share: float, parts: int
) -> None:
    folder = tmp_path_factory.mktemp("t")
    whole = threshold(folder, [counted(scores)], share)
    shards = [counted(scores[i::parts]) for i in range(parts) if scores[i::parts]]
    assert threshold(folder, shards[::-1], share) == whole
    bins = bins_of(np.array(scores, np.float32))
    stay = int((bins >= whole[0]).sum())
    assert stay == whole[3]
    assert whole[2] == len(scores)
    # never fewer than asked, and without the bin of the threshold fewer than asked
    assert stay >= share * len(scores) - 1e-9
    assert (bins > whole[0]).sum() < share * len(scores)
