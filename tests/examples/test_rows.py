"""The rows that the example of a training loop takes from packed shards."""

import sys
from pathlib import Path

import numpy as np
import pytest

from pipeline.export.packed import Packed
from tests.stages.pack.packed import packed

sys.path.insert(0, str(Path(__file__).parents[2] / "examples"))

from rows import Rows, learned

FIELDS = {
    "concat": "seq_len: 64, shard_tokens: 2000",
    "best_fit": "seq_len: 64, shard_tokens: 2000, packing: best_fit",
    "positions": "seq_len: 64, shard_tokens: 2000, borders: position_ids",
}


def folder_of(phase: Packed) -> Path:
    return Path(phase.corpus.documents.store.at(f"pack/{phase.phase}"))


@pytest.fixture(scope="module", params=FIELDS)
def phase(
    request: pytest.FixtureRequest, finished: Path, tmp_path_factory: pytest.TempPathFactory
) -> Packed:
    tokenizer = finished / "tokenizer/model/tokenizer.json"
    return packed(tmp_path_factory.mktemp("rows"), tokenizer, FIELDS[request.param])


@pytest.fixture(scope="module")
def rows(phase: Packed) -> Rows:
    return Rows(folder_of(phase))


def test_rows_are_the_packed_ones_in_their_order(phase: Packed, rows: Rows) -> None:
    expected = np.concatenate(list(phase.all_ids()))
    assert phase.rows.num_shards > 1
    assert len(rows) == len(expected)
    for row in range(len(rows)):
        assert rows[row]["ids"].dtype == np.int64
        assert np.array_equal(rows[row]["ids"], expected[row])


def test_document_ends_at_its_last_token(phase: Packed, rows: Rows) -> None:
    eos, pad = phase.arguments["eos"], phase.arguments["pad"]
    for row in range(len(rows)):
        ids, document = rows[row]["ids"], rows[row]["document"]
        assert document[0] == 0
        assert set(np.diff(document)) <= {0, 1}
        inside = ids[:-1] != pad
        ends = np.flatnonzero((np.diff(document) == 1) & inside)
        assert np.array_equal(ends, np.flatnonzero((ids[:-1] == eos) & inside))


def test_loss_counts_neither_padding_nor_the_next_document(phase: Packed, rows: Rows) -> None:
    eos, pad = phase.arguments["eos"], phase.arguments["pad"]
    counted = 0
    for row in range(len(rows)):
        ids, document = rows[row]["ids"], rows[row]["document"]
        mask = learned(ids, document, pad)
        assert not (ids[1:][mask] == pad).any()
        assert not (ids[:-1][mask] == eos).any()
        counted += int(mask.sum())
    tokens = sum(int((rows[row]["ids"] != pad).sum()) for row in range(len(rows)))
    pieces = sum(
        len(np.unique(rows[row]["document"][rows[row]["ids"] != pad])) for row in range(len(rows))
    )
    assert counted == tokens - pieces


def test_batches_are_masked_as_rows_are(phase: Packed, rows: Rows) -> None:
    pad = phase.arguments["pad"]
    ids, document = (np.stack([rows[i][key] for i in range(8)]) for key in ("ids", "document"))
    together = learned(ids, document, pad)
    assert all(np.array_equal(together[i], learned(**rows[i], pad=pad)) for i in range(8))


def test_row_that_does_not_exist_is_refused(rows: Rows) -> None:
    for row in (-1, len(rows)):
        with pytest.raises(IndexError, match=f"row {row} of {len(rows)}"):
            rows[row]
