"""The tokens of all documents of a corpus: each text is encoded once, whatever number of arms it is in."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.inputs import InputFile
from pipeline.core.job import Job
from pipeline.core.kernel import Kernel
from pipeline.effect.ledger import Version
from pipeline.kernels import hashing
from pipeline.stages.mix.named import path_of

# Bytes of mojibake: what a program shows that takes UTF-8 for its own code page.
_READ_AS = "cp1252"


@dataclass(frozen=True)
class Texts:
    """The texts of one shard of a corpus, those of its dropped documents too."""

    corpus: Corpus
    shard: int
    version: Version
    mojibake: bool

    def identity(self) -> dict[str, Any]:
        contents = self.corpus.shard_identity(self.shard)
        return {"shard": contents, "version": self.version, "mojibake": self.mojibake}

    def read(self) -> pa.Table:
        """(id, text) of every row."""
        if self.version == "clean":
            table = self.corpus.columns(self.shard, ["id", "text"])
        else:
            table = self.corpus.documents.read(self.shard, ["id", "text"])
        if self.mojibake:
            spoilt = pa.array([_misread(t) for t in table["text"].to_pylist()], pa.large_string())
            return table.set_column(1, "text", spoilt)
        return table


def _misread(text: str) -> str:
    return text.encode().decode(_READ_AS, errors="replace")


def encoded(job: Job, phase: str, texts: list[Texts], tokenizer: InputFile) -> Dataset:
    """A shard for each of `texts`: (key, ids, tokens, bytes) of every row.

    `key` is a hash of the document's id, uint64; `ids` are int32 as bytes."""
    encode = partial(_encoded, tokenizer=tokenizer, kernel=job.kernel("encode"))
    return job.make(phase, encode, texts)


def _encoded(texts: Texts, tokenizer: InputFile, kernel: Kernel) -> Iterator[pa.Table]:
    table = texts.read()
    offsets, ids = kernel.load().encode(path_of(tokenizer), table.column("text"))
    raw = pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), len(table), [None, pa.py_buffer(offsets * 4), pa.py_buffer(ids)]
    )
    yield pa.table(
        {
            "key": pa.array(hashing.hash64(table.column("id"))),
            "ids": raw,
            "tokens": pa.array(np.diff(offsets).astype(np.int32)),
            "bytes": pc.binary_length(table.column("text")).cast(pa.int64()),
        }
    )


def ids_of(dataset: Dataset, shard: int, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], ids int32) of rows of a shard."""
    table = dataset.read(shard, ["ids"]).take(pa.array(rows)).combine_chunks()
    chunks = table.column("ids").chunks
    if not chunks:
        return np.zeros(1, np.int64), np.zeros(0, np.int32)
    (array,) = chunks
    _, bounds, data = array.buffers()
    offsets = np.frombuffer(bounds, np.int64)[array.offset : array.offset + len(array) + 1] // 4
    return offsets - offsets[0], np.frombuffer(data or b"", np.int32)[offsets[0] : offsets[-1]]
