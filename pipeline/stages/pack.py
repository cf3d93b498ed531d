"""Tokenize the living, mixed documents, shuffle them, and pack them into Arrow shards for training."""

import json
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
from pipeline.mixing.plan import PLAN_FILE

VERSION = 2

# Where the tokens of each document stand: `start` counts tokens from the beginning of the shard of
# the same number; `tokens` includes the EOS. One row per document and epoch.
INDEX = pa.schema(
    [("id", pa.string()), ("epoch", pa.int32()), ("start", pa.int64()), ("tokens", pa.int64())]
)


class Pack(Stage):
    """Documents in random order, each ended by EOS, joined and cut into rows of equal length.

    Every document and epoch has its own place, hash(seed, phase, id, epoch): adding text moves nothing
    else. `datasets.load_from_disk("<root>/pack/<phase>")` opens the shards of a phase of the mix (`train`
    without one); `pack/<phase>.index` says for each document in which shard and where its tokens stand.
    The last row of a shard is padded.
    """

    act: ClassVar = "build"

    seq_len: int = Field(default=4096, ge=8)
    """Tokens per row, for phases that name no other."""
    shard_tokens: int = Field(default=50_000_000, ge=8)
    """Tokens per Arrow shard, about; 4 bytes each."""
    seed: int = 17
    """Another seed gives another order."""

    def run(self, corpus: Corpus | None, job: Job) -> Corpus:
        assert corpus is not None
        tokenizer = corpus.folder("tokenizer")
        phases = phases_of(corpus)
        counts = tuple(f"mix.epochs_{name}" for name in phases) if is_mixed(corpus) else ()
        tokens = job.map(
            "tokens", partial(tokenize, tokenizer=tokenizer), corpus, ("id", "text", *counts)
        )
        for phase, seq_len in phases.items():
            epochs = f"mix.epochs_{phase}" if counts else None
            self._pack(job, tokens, tokenizer, phase, epochs, seq_len or self.seq_len)
        return corpus

    def _pack(
        self,
        job: Job,
        tokens: Dataset,
        tokenizer: Folder,
        phase: str,
        epochs: str | None,
        seq_len: int,
    ) -> None:
        total = _total(tokens, epochs)
        train = job.exchange(
            phase,
            partial(pack_rows, tokenizer=tokenizer, seq_len=seq_len, phase=phase),
            tokens,
            by="place",
            sort=("id",),
            emit=partial(places, seed=self.seed, phase=phase, epochs=epochs),
            columns=("id", *([epochs] if epochs else []), "ids"),
            parts=max(1, round(total / self.shard_tokens)),
            stream=True,
            sides=(index_of(phase),),
        )
        _check_sums(total, train, Dataset(job.store, f"{job.stage}/{index_of(phase)}"))
        _describe_for_datasets(train)


def is_mixed(corpus: Corpus) -> bool:
    """Whether a mix has decided how often documents are taken."""
    return any(stage == "mix" for stage, _ in corpus.marks)


def phases_of(corpus: Corpus) -> dict[str, int | None]:
    """Name of each phase of training and its tokens per row, in order; one without a mix."""
    if not is_mixed(corpus):
        return {"train": None}
    plan = json.loads((corpus.folder("mix").local() / PLAN_FILE).read_text(encoding="utf-8"))
    return {p["name"]: p["seq_len"] for p in plan["phases"]}


def index_of(phase: str) -> str:
    """The phase of `pack` that says where the documents of a phase of training stand."""
    return f"{phase}.index"


def tokenize(table: pa.Table, tokenizer: Folder) -> pa.Table:
    """(id, tokens, ids list<int32>) of each document, and its epochs by phase; `tokens` counts its EOS."""
    model = load(tokenizer.local() / "tokenizer.json")
    offsets, ids = encode(model, table.column("text"))
    return pa.table(
        {
            **{n: table.column(n) for n in table.column_names if n != "text"},
            "tokens": pa.array(np.diff(offsets) + 1),
            "ids": pa.LargeListArray.from_arrays(pa.array(offsets), pa.array(ids)),
        }
    )


def _total(tokens: Dataset, epochs: str | None) -> int:
    """Tokens of all documents in all their epochs of a phase."""
    total = 0
    for shard in range(len(tokens.shards)):
        table = tokens.read(shard, ["tokens", *([epochs] if epochs else [])])
        counts = table["tokens"].to_numpy()
        total += int((counts * table[epochs].to_numpy()).sum() if epochs else counts.sum())
    return total


def places(table: pa.Table, seed: int, phase: str, epochs: str | None) -> pa.Table:
    """One row per document and epoch with its place in the order of all."""
    times = table.column(epochs).to_numpy() if epochs else np.ones(len(table), np.int32)
    rows = np.repeat(np.arange(len(table)), times)
    ends = np.cumsum(times)
    epoch = (np.arange(len(rows)) - np.repeat(ends - times, times)).astype(np.int32)
    place = hashing.hash64(table.column("id"), hashing.salted(seed, phase))[rows]
    place = (place ^ (epoch.astype(np.uint64) + np.uint64(1))) * np.uint64(0x9E3779B97F4A7C15)
    place ^= place >> np.uint64(32)
    repeated = table.select(["id", "ids"]).take(pa.array(rows))
    return repeated.append_column("epoch", pa.array(epoch)).append_column("place", pa.array(place))


def pack_rows(table: pa.Table, tokenizer: Folder, seq_len: int, phase: str) -> dict[str, pa.Table]:
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
    return {phase: packed, index_of(phase): index}


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
