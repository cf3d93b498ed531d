"""Tokenize the living, mixed documents, shuffle them, and pack them into Arrow shards for training."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import Field

from pipeline.contract import index_of, is_mixed, phases_of
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import PHASE_FILE, Dataset, Folder
from pipeline.core.errors import ConservationError, JobError, RecipeError
from pipeline.core.exchange import ByKey, Ordered, Rows
from pipeline.core.identity import describe
from pipeline.core.inputs import InputFile
from pipeline.core.job import Job
from pipeline.core.kernel import Kernel
from pipeline.core.paths import RecipePath, fields_of
from pipeline.core.stage import Stage
from pipeline.kernels.encode.reference import load
from pipeline.stages.mix.named import checked, identified, path_of
from pipeline.stages.pack.order import places
from pipeline.stages.pack.rows import Borders, Packing, pack_rows
from pipeline.stages.tokenizer.specials import EOS, PAD

MOST_UINT16 = 1 << 16
# An estimate that decides the number of shards, not their content.
BYTES_PER_TOKEN = 4


class Pack(Stage):
    """Documents in random order, each ended by EOS, in rows of equal length.

    The place of every document and epoch is hash(seed, phase, id, epoch): added text moves no other
    document. `datasets.load_from_disk("<root>/pack/<phase>")` opens the shards of a phase of the mix (`train`
    without one); `pack/<phase>.index` holds the shard of each document and the position of its tokens.
    """

    act: ClassVar = "build"

    seq_len: int = Field(default=4096, ge=8)
    """Tokens per row, for phases without a `seq_len`."""
    packing: Packing = "concat"
    """`concat`: documents are joined, and cut at the end of a row; the last row of a shard is padded.
    `best_fit`: documents that fit a row are not cut; rows are filled as well as the documents of a shard
    allow, and padded."""
    borders: Borders = "lengths"
    """How a row marks its documents: `lengths` of the pieces in it (padding is one), or `position_ids`."""
    dtype: Literal["int32", "uint16"] = "int32"
    """Type of the ids; uint16 for a vocabulary of up to 65,536."""
    shard_tokens: int = Field(default=50_000_000, ge=8)
    """Approximate number of tokens per Arrow shard."""
    tokenizer: RecipePath | None = None
    """A tokenizer.json; default: that of the stage tokenizer."""
    eos: str = EOS
    """The token that ends a document."""
    pad: str = PAD
    """The token that pads rows."""
    seed: int = 17
    """Decides the order; another seed gives another order."""

    def check(self, earlier: Sequence[str] = ()) -> None:
        if self.tokenizer is None:
            if earlier and "tokenizer" not in earlier:
                raise RecipeError(
                    "pack: the stage tokenizer must come before it, or `tokenizer` name a tokenizer.json"
                )
            return
        model = checked(self.tokenizer)
        self._id(model, self.eos)
        self._id(model, self.pad)

    def parts(self, phase: str, size: float) -> int | None:
        """One part for every `shard_tokens`, as the phases are packed."""
        is_read = phase.endswith((".spill", ".merged"))
        return None if is_read else _parts(size, self.shard_tokens)

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        model = self._tokenizer(corpus, job)
        phases = phases_of(corpus)
        counts = is_mixed(corpus)
        for phase, seq_len in phases.items():
            epochs = f"mix.epochs_{phase}" if counts else None
            self._pack(job, corpus, model, phase, epochs, seq_len or self.seq_len)
        return corpus

    def _tokenizer(self, corpus: Corpus, job: Job) -> Folder | InputFile:
        if self.tokenizer is None:
            return corpus.folder("tokenizer")
        return identified(self.tokenizer, job)

    def _pack(
        self,
        job: Job,
        corpus: Corpus,
        tokenizer: Folder | InputFile,
        phase: str,
        epochs: str | None,
        seq_len: int,
    ) -> None:
        model = path_of(tokenizer)
        vocab = max(load(model).get_vocab().values()) + 1  # ids may have gaps
        if self.dtype == "uint16" and vocab > MOST_UINT16:
            raise JobError(
                f"pack: dtype uint16 is too small for a vocabulary of {vocab:,}; use int32"
            )
        pack = partial(
            pack_rows,
            phase=phase,
            seq_len=seq_len,
            packing=self.packing,
            borders=self.borders,
            dtype=self.dtype,
            eos=self._id(model, self.eos),
            pad=self._id(model, self.pad),
            vocab_size=vocab,
            kernel=job.kernel("bins"),
        )
        take = partial(
            tokenize,
            tokenizer=tokenizer,
            phase=phase,
            epochs=epochs,
            seed=self.seed,
            kernel=job.kernel("encode"),
        )
        samples, size = _samples_and_bytes(corpus, epochs)
        train = job.exchange(
            phase,
            Rows(corpus, ("id", "text", *([epochs] if epochs else [])), take),
            ByKey(
                "place", self._packed_before(job, corpus, phase) or _parts(size, self.shard_tokens)
            ),
            Ordered(pack, order=("id",), sides=(index_of(phase),), stream=True),
        )
        _check_samples(samples, Dataset(job.store, f"{job.stage}/{index_of(phase)}"), phase)
        _describe_for_datasets(train)

    def _packed_before(self, job: Job, corpus: Corpus, phase: str) -> int | None:
        """The number of shards that a phase has, if this corpus was packed with the same `shard_tokens` and
        documents of it were forgotten since: their bytes are gone, and the shards stay. Else None."""
        if not any(corpus.documents.listing.forgotten):
            return None
        stored = job.store.read_json(f"{job.stage}/{phase}/{PHASE_FILE}") or {}
        fields = stored.get("fields", {}).get(job.stage)
        source = stored.get("inputs", {}).get("source")
        if fields != json.loads(json.dumps(fields_of(self))):
            return None
        return stored["exchange"]["parts"] if source == describe(corpus) else None

    def _id(self, model: Path, token: str) -> int:
        """The id of a control token. Raises JobError if the tokenizer lacks it."""
        number = load(model).token_to_id(token)
        if number is None:
            raise JobError(f"pack: the tokenizer has no {token}; name its tokens in eos and pad")
        return number


def _parts(size: float, shard_tokens: int) -> int:
    """The number of shards of so many bytes of text."""
    return max(1, round(size / BYTES_PER_TOKEN / shard_tokens))


def tokenize(
    table: pa.Table,
    tokenizer: Folder | InputFile,
    phase: str,
    epochs: str | None,
    seed: int,
    kernel: Kernel,
) -> pa.Table:
    """(id, ids, epoch, place) of each document of a phase in each of its epochs.

    `ids` are int32 as bytes: lists make every copy and sort several times slower.
    """
    if epochs:
        table = table.filter(pc.greater(table.column(epochs), 0))
    offsets, ids = kernel.load().encode(path_of(tokenizer), table.column("text"))
    raw = pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), len(table), [None, pa.py_buffer(offsets * 4), pa.py_buffer(ids)]
    )
    times = table.column(epochs).to_numpy() if epochs else np.ones(len(table), np.int32)
    return places(pa.table({"id": table.column("id"), "ids": raw}), times, seed, phase)


def _samples_and_bytes(corpus: Corpus, epochs: str | None) -> tuple[int, int]:
    """(documents of a phase, their bytes), each document counted once per epoch."""
    samples = size = 0
    for shard in range(corpus.num_shards):
        table = corpus.read(shard, ["bytes", *([epochs] if epochs else [])])
        counts = table[epochs].to_numpy() if epochs else np.ones(len(table), np.int64)
        samples += int(counts.sum())
        size += int((counts * table["bytes"].to_numpy()).sum())
    return samples, size


def _check_samples(samples: int, index: Dataset, phase: str) -> None:
    """Raise ConservationError unless every document of every epoch is in the index once."""
    indexed = sum(
        pc.sum(pc.equal(index.read(i, ["begin"]).column(0), 0)).as_py() or 0
        for i in range(index.num_shards)
    )
    if indexed != samples:
        raise ConservationError(f"pack/{phase}: {samples} documents went in, {indexed} are packed")


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
