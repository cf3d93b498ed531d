"""Packed rows in other formats, read back by parsers that share nothing with the writers."""

import json
import struct
from pathlib import Path

import numpy as np
import pytest

from pipeline.core.errors import RecipeError
from pipeline.export.packed import Packed, export, opened
from tests.stages.pack.packed import packed


@pytest.fixture(scope="module", params=["int32", "uint16"])
def rows(
    request: pytest.FixtureRequest, finished: Path, tmp_path_factory: pytest.TempPathFactory
) -> Packed:
    tokenizer = finished / "tokenizer/model/tokenizer.json"
    fields = f"seq_len: 64, shard_tokens: 4000, dtype: {request.param}"
    return packed(tmp_path_factory.mktemp("export"), tokenizer, fields)


def all_ids(rows: Packed) -> np.ndarray:
    return np.concatenate(list(rows.all_ids()))


def test_numpy_maps_the_rows(rows: Packed, tmp_path: Path) -> None:
    assert export("numpy", rows, tmp_path / "o") == (rows.rows.num_rows, "rows")
    found = np.load(tmp_path / "o/train.npy", mmap_mode="r")
    assert found.dtype == rows.arguments["dtype"]
    assert np.array_equal(found, all_ids(rows))


def test_megatron_finds_every_document(rows: Packed, tmp_path: Path) -> None:
    export("megatron", rows, tmp_path / "o")
    index = (tmp_path / "o/train.idx").read_bytes()
    assert index[:9] == b"MMIDIDX\x00\x00"
    version, code, num, ends = struct.unpack_from("<QBQQ", index, 9)
    dtype = {4: np.int32, 8: np.uint16}[code]
    assert (version, dtype) == (1, np.dtype(rows.arguments["dtype"]))
    at = 9 + 8 + 1 + 8 + 8
    sizes = np.frombuffer(index, np.int32, num, at)
    pointers = np.frombuffer(index, np.int64, num, at + 4 * num)
    documents = np.frombuffer(index, np.int64, ends, at + 12 * num)
    assert at + 12 * num + 8 * ends == len(index)
    assert documents.tolist() == list(range(num + 1))
    data = (tmp_path / "o/train.bin").read_bytes()
    whole = [
        np.frombuffer(data, dtype, size, at).tolist()
        for size, at in zip(sizes, pointers, strict=True)
    ]
    eos = rows.arguments["eos"]
    assert all(d[-1] == eos and eos not in d[:-1] for d in whole)
    table = rows.index.table()
    assert sizes.tolist() == table["tokens"].to_pylist()
    assert len(data) == sum(sizes.tolist()) * np.dtype(dtype).itemsize


def test_mds_holds_the_rows(rows: Packed, tmp_path: Path) -> None:
    export("mds", rows, tmp_path / "o")
    index = json.loads((tmp_path / "o/index.json").read_text())
    found = []
    for shard in index["shards"]:
        data = (tmp_path / "o" / shard["raw_data"]["basename"]).read_bytes()
        assert len(data) == shard["raw_data"]["bytes"]
        (num,) = struct.unpack_from("<I", data)
        starts = np.frombuffer(data, "<u4", num + 1, 4)
        head = json.loads(data[4 * (num + 2) : starts[0]])
        assert (head["column_names"], num) == (["tokens"], shard["samples"])
        kind, dtype, shape = head["column_encodings"][0].split(":")
        assert (kind, int(shape)) == ("ndarray", 64)
        for a, b in zip(starts, starts[1:], strict=False):
            found.append(np.frombuffer(data[a:b], dtype))
    assert np.array_equal(np.array(found), all_ids(rows))


def test_impossible_exports_are_refused(rows: Packed, finished: Path, tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="formats are: documents, megatron, mds, numpy"):
        export("parquet", rows, tmp_path / "o")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/a").write_text("")
    with pytest.raises(RecipeError, match="give an empty folder"):
        export("numpy", rows, tmp_path / "full")
    with pytest.raises(RecipeError, match="no phase 'expert'"):
        opened(str(finished), "expert")
