"""Sums over shards against sums over one table of all rows."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pytest

from pipeline.core import sums
from pipeline.core.sums import summed
from tests.core.phases import Numbers, job

LANGUAGES = np.array(["en", "ko"])


def counts(item: Numbers) -> Iterator[pa.Table]:
    """A shard with a row for each value; languages are a dictionary column, as documents have them."""
    values = np.array(item.values, np.int64)
    language = pa.array(LANGUAGES[values % 2], pa.string())
    yield pa.table(
        {
            "lang": language.dictionary_encode(),
            "bin": values % 4,
            "num": values * 2**40,
            "more": values,
        }
    )


@pytest.mark.parametrize("batch", [1, 3, 64])
@pytest.mark.parametrize("shards", [1, 7])
def test_sums_are_those_of_all_rows_in_any_batches(
    tmp_path: Path, shards: int, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sums, "SHARDS", batch)
    items = [Numbers(tuple(range(i, 5 * i))) for i in range(shards)]
    dataset = job(tmp_path, "s").make("counts", counts, items)
    rows = pl.DataFrame(dataset.table()).with_columns(pl.col("lang").cast(pl.String))
    expected = rows.group_by("lang", "bin").agg(pl.col("num", "more").sum()).sort("lang", "bin")
    assert summed(dataset, ("lang", "bin")).equals(expected)
    assert summed(dataset, ("lang", "bin")).schema == expected.schema
