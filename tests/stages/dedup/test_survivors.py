"""The order of survivors: rule by rule, the unknown last."""

import polars as pl
import pyarrow as pa
import pytest

from pipeline.stages.dedup.survivors import Keep, order, ranked

ROWS = pa.table(
    {
        "id": ["a", "b", "c", "d"],
        "priority": pa.array([2, 1, 1, None], pa.int16()),
        "bytes": [10, 30, 20, 40],
        "date": ["2021-03-04", "20200101", None, "Mon, 27 Sep 1999"],
        "quality.quality": pa.array([0.5, float("nan"), 0.9, 0.1], pa.float32()),
    }
)


@pytest.mark.parametrize(
    ("keep", "expected"),
    [
        ((), "abcd"),
        (("priority",), "bcad"),
        (("priority", "longest"), "bcad"),
        (("priority", "shortest"), "cbad"),
        (("longest",), "dbca"),
        (("quality",), "cadb"),
        (("newest",), "abcd"),
        (("oldest",), "bacd"),
    ],
)
def test_best_comes_first_and_the_unknown_last(keep: tuple[Keep, ...], expected: str) -> None:
    frame = pl.DataFrame(ranked(ROWS, keep))
    assert "".join(frame.sort(order(keep))["id"]) == expected
