"""Tokenize the living, mixed documents, shuffle them, and pack them into Arrow shards for training."""

from functools import partial
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import Field
from tokenizers import Tokenizer

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset, Folder
from pipeline.core.errors import ConservationError, JobError
from pipeline.core.job import Job
from pipeline.core.stage import Stage
from pipeline.kernels import hashing
from pipeline.kernels.tokens import EOS, PAD, encode, load

VERSION = 1

# Where the tokens of each document stand: `start` counts tokens from the beginning of the shard of
# the same number; `tokens` includes the EOS. One row per document and epoch.
INDEX = pa.schema(
    [("id", pa.string()), ("epoch", pa.int32()), ("start", pa.int64()), ("tokens", pa.int64())]
)


class Pack(Stage):
    """Documents in random order, each ended by EOS, joined and cut into rows of equal length.

    Every document and epoch has its own place, hash(seed, id, epoch): adding text moves nothing
    else. `datasets.load_from_disk("<root>/pack/train")` opens the shards; `pack/index` says for each
    document in which shard and where its tokens stand. The last row of a shard is padded.
    """

    act: ClassVar = "build"

    seq_len: int = Field(default=4096, ge=8)
    """Tokens per row."""
    shard_tokens: int = Field(default=50_000_000, ge=8)
    """Tokens per Arrow shard, about; 4 bytes each."""
    seed: int = 17
    """Another seed gives another order."""

    def run(self, corpus: Corpus | None, job: Job) -> Corpus:
        assert corpus is not None
        tokenizer = corpus.folder("tokenizer")
        mixed = any(stage == "mix" for stage, _ in corpus.marks)
        columns = ("id", "text", *(("mix.epochs",) if mixed else ()))
        tokens = job.map("tokens", partial(tokenize, tokenizer=tokenizer), corpus, columns)
        total = _total(tokens)
        pack = partial(pack_rows, tokenizer=tokenizer, seq_len=self.seq_len)
        train = job.exchange(
            "train",
            pack,
            tokens,
            by="place",
            sort=("id",),
            emit=partial(places, seed=self.seed),
            columns=("id", "epochs", "ids"),
            parts=max(1, round(total / self.shard_tokens)),
            stream=True,
            sides=("index",),
        )
        _check_sums(total, train, Dataset(job.store, f"{job.stage}/index"))
        _describe_for_datasets(train)
        return corpus


def tokenize(table: pa.Table, tokenizer: Folder) -> pa.Table:
    """(id, epochs, tokens, ids list<int32>) of each document; `tokens` counts its EOS."""
    model = load(tokenizer.local() / "tokenizer.json")
    offsets, ids = encode(model, table.column("text"))
    once = pa.array(np.ones(len(table), np.int32))
    epochs = table.column("mix.epochs") if "mix.epochs" in table.column_names else once
    return pa.table(
        {
            "id": table.column("id"),
            "epochs": epochs,
            "tokens": pa.array(np.diff(offsets) + 1),
            "ids": pa.LargeListArray.from_arrays(pa.array(offsets), pa.array(ids)),
        }
    )


def _total(tokens: Dataset) -> int:
    """Tokens of all documents in all their epochs."""
    counts = (tokens.read(shard, ["epochs", "tokens"]) for shard in range(len(tokens.shards)))
    return sum(pc.sum(pc.multiply(c["epochs"], c["tokens"])).as_py() or 0 for c in counts)


def places(table: pa.Table, seed: int) -> pa.Table:
    """One row per document and epoch with its place in the order of all."""
    epochs = table.column("epochs").to_numpy()
    rows = np.repeat(np.arange(len(table)), epochs)
    ends = np.cumsum(epochs)
    epoch = (np.arange(len(rows)) - np.repeat(ends - epochs, epochs)).astype(np.int32)
    place = hashing.hash64(table.column("id"), seed)[rows]
    place = (place ^ (epoch.astype(np.uint64) + np.uint64(1))) * np.uint64(0x9E3779B97F4A7C15)
    place ^= place >> np.uint64(32)
    repeated = table.select(["id", "ids"]).take(pa.array(rows))
    return repeated.append_column("epoch", pa.array(epoch)).append_column("place", pa.array(place))


def pack_rows(table: pa.Table, tokenizer: Folder, seq_len: int) -> dict[str, pa.Table]:
    """Rows of `seq_len` ids with the lengths of the document pieces in each; and the INDEX."""
    model = load(tokenizer.local() / "tokenizer.json")
    lists = table.column("ids").combine_chunks()
    lists = pa.concat_arrays(lists.chunks) if isinstance(lists, pa.ChunkedArray) else lists
    lengths = pc.list_value_length(lists).to_numpy().astype(np.int64)
    ends = np.cumsum(lengths + 1)
    used = int(ends[-1]) if len(ends) else 0
    rows = -(-used // seq_len)
    flat = np.full(rows * seq_len, _id(model, PAD), dtype=np.int32)
    is_eos = np.zeros(used, dtype=bool)
    is_eos[ends - 1] = True
    flat[:used][is_eos] = _id(model, EOS)
    flat[:used][~is_eos] = lists.flatten().to_numpy()
    ids = pa.FixedSizeListArray.from_arrays(pa.array(flat), seq_len)
    packed = pa.table({"input_ids": ids, "lengths": _pieces(ends, rows, seq_len)})
    index = pa.table(
        {
            "id": table.column("id"),
            "epoch": table.column("epoch"),
            "start": pa.array(ends - lengths - 1),
            "tokens": pa.array(lengths + 1),
        },
        schema=INDEX,
    )
    return {"train": packed, "index": index}


def _id(model: Tokenizer, token: str) -> int:
    """The id of a control token. Raises JobError for a tokenizer that lacks it."""
    number = model.token_to_id(token)
    if number is None:
        raise JobError(f"pack: the tokenizer has no {token}")
    return number


def _pieces(ends: np.ndarray, rows: int, seq_len: int) -> pa.Array:
    """list<int32> per row: lengths of the document pieces in it (padding is the last), sum seq_len."""
    cuts = np.unique(np.concatenate([ends, np.arange(1, rows + 1) * seq_len])).astype(np.int64)
    lengths = np.diff(np.concatenate([[0], cuts])).astype(np.int32)
    offsets = np.concatenate([[0], np.searchsorted(cuts, np.arange(1, rows + 1) * seq_len) + 1])
    return pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), pa.array(lengths))


def _check_sums(total: int, train: Dataset, index: Dataset) -> None:
    """Tokens of all documents and epochs = tokens in the index. Raises ConservationError."""
    indexed = sum(
        pc.sum(index.read(i, ["tokens"]).column(0)).as_py() or 0 for i in range(len(index.shards))
    )
    if indexed != total:
        raise ConservationError(f"pack: documents hold {total} tokens, the shards {indexed}")


def _describe_for_datasets(train: Dataset) -> None:
    """The two files that `datasets.load_from_disk` reads first; features follow from the schema."""
    state = {
        "_data_files": [{"filename": name} for name in train.shards],
        "_fingerprint": train.fingerprint[:16],
        "_format_columns": None,
        "_format_kwargs": {},
        "_format_type": None,
        "_output_all_columns": False,
        "_split": "train",
    }
    train.store.write_json(f"{train.path}/state.json", state)
    train.store.write_json(
        f"{train.path}/dataset_info.json", {"citation": "", "description": "", "license": ""}
    )
