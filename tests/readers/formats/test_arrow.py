"""Arrow IPC files, streams and Feather; columns of any type, as Parquet has them too."""

import json

import pyarrow as pa
import pytest

from pipeline.readers import DamagedError, Fields
from tests.readers.reading import read
from tests.readers.samples import TABLE, ipc, parquet_bytes


@pytest.mark.parametrize("kind", ["parquet", "file", "stream", "feather"])
def test_rows_are_records_whatever_holds_them(kind: str) -> None:
    data = parquet_bytes(TABLE) if kind == "parquet" else ipc(TABLE, kind)
    fields = Fields(url="m.u", date="at")
    out = read("parquet" if kind == "parquet" else "arrow", data, fields=fields)
    assert (out.texts, out.numbers, out.rejected) == (
        ["가", "다", "  "],
        [1, 3, 4],
        [(2, "empty_text")],
    )
    assert out.columns["url"] == ["x", None, "y"]
    assert out.columns["date"][0] == "1970-01-01 00:00:00"
    assert json.loads(out.columns["meta"][0]) == {"m": {"u": "x", "k": [1, 2]}, "n": 1, "raw": "01"}
    assert out.warnings == set()


def test_dictionary_columns_and_views_are_strings() -> None:
    encoded = pa.table({"text": pa.array(["a", "b", "a"]).dictionary_encode()})
    assert read("arrow", ipc(encoded, "file")).texts == ["a", "b", "a"]


def test_stream_that_was_cut_between_messages_is_said() -> None:
    whole = ipc(TABLE, "stream")
    assert read("arrow", whole[:-8]).warnings == {"no_end_of_stream"}
    with pytest.raises(DamagedError, match="not a whole Arrow file"):
        read("arrow", whole[: len(whole) // 2])


def test_feather_file_cut_short_is_refused() -> None:
    with pytest.raises(DamagedError):
        read("arrow", ipc(TABLE, "feather")[:-20])
