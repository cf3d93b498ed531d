"""The forms in which rows are packed: best fit, position ids, narrow ids, a tokenizer of one's own."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.core.errors import MalmoiError
from pipeline.export.packed import Packed
from pipeline.kernels.encode.reference import load
from pipeline.stages.tokenizer.specials import EOS, PAD
from tests.stages.pack.packed import packed, root, texts


@pytest.fixture(scope="module")
def tokenizer(finished: Path) -> Path:
    return finished / "tokenizer/model/tokenizer.json"


def documents(found: Packed) -> dict[str, list[int]]:
    """The ids of every document, put together from its pieces."""
    pieces: dict[str, list[tuple[int, list[int]]]] = {}
    for shard, ids in enumerate(found.all_ids()):
        flat = ids.ravel()
        for row in found.index.read(shard).to_pylist():
            part = flat[row["start"] : row["start"] + row["tokens"]].tolist()
            pieces.setdefault(row["id"], []).append((row["begin"], part))
    return {d: [i for _, part in sorted(found) for i in part] for d, found in pieces.items()}


@pytest.mark.parametrize("packing", ["concat", "best_fit"])
def test_documents_come_back_whole(tmp_path: Path, tokenizer: Path, packing: str) -> None:
    found = packed(tmp_path, tokenizer, f"packing: {packing}, seq_len: 128, shard_tokens: 4000")
    model = load(tokenizer)
    assert found.rows.num_shards > 1
    assert documents(found) == {
        f"d{i}": [*model.encode(t).ids, model.token_to_id(EOS)] for i, t in enumerate(texts())
    }


def test_best_fit_cuts_no_document_that_fits_and_pads_with_pad(
    tmp_path: Path, tokenizer: Path
) -> None:
    found = packed(tmp_path, tokenizer, "packing: best_fit, seq_len: 1024")
    model, index = load(tokenizer), found.index.table()
    assert index.column("begin").to_pylist() == [0] * len(texts())
    used = np.zeros(found.rows.num_rows * 1024, bool)
    for start, tokens in zip(index["start"].to_pylist(), index["tokens"].to_pylist(), strict=True):
        assert start // 1024 == (start + tokens - 1) // 1024
        used[start : start + tokens] = True
    assert set(found.ids(0).ravel()[~used].tolist()) == {model.token_to_id(PAD)}


def test_position_ids_count_from_the_beginning_of_each_piece(
    tmp_path: Path, tokenizer: Path
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    by_length = packed(tmp_path / "a", tokenizer, "seq_len: 64").rows.table()
    by_position = packed(
        tmp_path / "b", tokenizer, "seq_len: 64, borders: position_ids"
    ).rows.table()
    assert by_length["input_ids"].equals(by_position["input_ids"])
    expected = [[i for n in row for i in range(n)] for row in by_length["lengths"].to_pylist()]
    assert by_position["position_ids"].to_pylist() == expected


def test_narrow_ids_are_the_same_ids(tmp_path: Path, tokenizer: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    wide = packed(tmp_path / "a", tokenizer, "seq_len: 64").ids(0)
    narrow = packed(tmp_path / "b", tokenizer, "seq_len: 64, dtype: uint16").ids(0)
    assert (wide.dtype, narrow.dtype) == (np.int32, np.uint16)
    assert np.array_equal(wide, narrow)


def test_a_tokenizer_without_the_named_tokens_is_refused_before_any_work(
    tmp_path: Path, tokenizer: Path
) -> None:
    with pytest.raises(
        MalmoiError, match="the tokenizer has no <eos>; name its tokens in eos and pad"
    ):
        root(tmp_path, tokenizer, 'eos: "<eos>"')
    assert not (tmp_path / "root/ingest").exists()


def test_a_tokenizer_that_is_not_there_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(MalmoiError, match="no such file"):
        root(tmp_path, tmp_path / "none.json", "seq_len: 64")
    assert not (tmp_path / "root/ingest").exists()


def test_a_file_that_is_no_tokenizer_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"model": 1}')
    with pytest.raises(MalmoiError, match=r"broken\.json: not a tokenizer\.json"):
        root(tmp_path, tmp_path / "broken.json", "seq_len: 64")
    assert not (tmp_path / "root/ingest").exists()
