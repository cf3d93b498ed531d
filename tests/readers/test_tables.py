"""Arrow tables: parquet, IPC files and streams, Feather, folders of `datasets`."""

import io
import json
from pathlib import Path

import datasets
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest

from pipeline.core.errors import DataError
from pipeline.readers import DamagedError, Fields, parquet
from pipeline.readers.source import Source, files_of
from tests.faults.outcome import ingest
from tests.readers.reading import read

TABLE = pa.table(
    {
        "text": ["가", None, "다", "  "],
        "n": [1, 2, None, 4],
        "at": pa.array([0, 1, 2, 3], pa.timestamp("s")),
        "m": [{"u": "x", "k": [1, 2]}, None, {"u": None, "k": []}, {"u": "y", "k": None}],
        "raw": [b"\x01", None, None, None],
    }
)


def parquet_bytes(table: pa.Table, **options: object) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, **options)
    return sink.getvalue()


def ipc(table: pa.Table, kind: str) -> bytes:
    sink = io.BytesIO()
    if kind == "feather":
        feather.write_feather(table, sink)
    else:
        with (pa.ipc.new_file if kind == "file" else pa.ipc.new_stream)(sink, table.schema) as out:
            out.write_table(table, max_chunksize=3)
    return sink.getvalue()


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


def test_text_of_another_type_is_rejected_row_by_row() -> None:
    out = read("parquet", parquet_bytes(pa.table({"text": [1, None, 3]})))
    assert out.rejected == [(1, "text_not_a_string"), (2, "empty_text"), (3, "text_not_a_string")]


@pytest.mark.parametrize("target", [1, 60, 10**9])
def test_row_groups_read_apart_are_the_whole(target: int) -> None:
    table = pa.table({"text": [f"글 {i}" for i in range(20)]})
    data = parquet_bytes(table, row_group_size=3)
    texts, numbers, first = [], [], 1
    for part in parquet.split(io.BytesIO(data), target):
        out = read("parquet", data, start=part.start, stop=part.stop, first=first)
        texts, numbers, first = texts + out.texts, numbers + out.numbers, first + part.records
    assert (texts, numbers) == (table.column("text").to_pylist(), list(range(1, 21)))


def test_row_group_of_one_huge_row_is_rejected_unread() -> None:
    table = pa.table({"text": ["a", "x" * 5000, "b"]})
    out = read("parquet", parquet_bytes(table, row_group_size=1), max_record=1000)
    assert (out.texts, out.numbers, out.rejected) == (["a", "b"], [1, 3], [(2, "record_too_large")])


def test_stream_that_was_cut_between_messages_is_said() -> None:
    whole = ipc(TABLE, "stream")
    assert read("arrow", whole[:-8]).warnings == {"no_end_of_stream"}
    with pytest.raises(DamagedError, match="not a whole Arrow file"):
        read("arrow", whole[: len(whole) // 2])


def test_feather_file_cut_short_is_refused() -> None:
    with pytest.raises(DamagedError):
        read("arrow", ipc(TABLE, "feather")[:-20])


def saved(folder: Path) -> None:
    rows = {"text": [f"글 {i}" for i in range(10)], "n": list(range(10))}
    whole = datasets.Dataset.from_dict(rows)
    whole.save_to_disk(folder / "one", num_shards=3)
    datasets.DatasetDict({"train": whole, "test": whole.select([0])}).save_to_disk(folder / "two")


def test_folder_of_datasets_is_read_by_its_state(tmp_path: Path) -> None:
    saved(tmp_path / "in")
    (tmp_path / "in/one/cache-123.arrow").write_bytes(b"not a part of it")
    out = ingest(tmp_path, {}, {"path": str(tmp_path / "in/one"), "format": "huggingface"})
    assert out.texts == [f"글 {i}" for i in range(10)]
    assert {f["format"] for f in out.files} == {"huggingface"}
    both = ingest(tmp_path, {}, {"path": str(tmp_path / "in/two")})
    assert len(both.texts) == 11


def test_dataset_with_a_missing_part_is_refused(tmp_path: Path) -> None:
    saved(tmp_path / "in")
    (tmp_path / "in/one/data-00001-of-00003.arrow").unlink()
    with pytest.raises(DataError, match=r"source s: state.json lists data-00001-of-00003.arrow"):
        files_of(Source(name="s", path=str(tmp_path / "in/one")))


def test_compressed_parquet_asks_to_be_unpacked(tmp_path: Path) -> None:
    import gzip

    with pytest.raises(DataError, match="unpack the archive"):
        ingest(tmp_path, {"a.parquet.gz": gzip.compress(parquet_bytes(TABLE))})
