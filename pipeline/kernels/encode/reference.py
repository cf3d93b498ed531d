"""The oracle: `tokenizers`, which defines what a tokenizer.json means (2 to 4 MB/s a core)."""

from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
from tokenizers import Tokenizer

RANK = 1
ON_GPU = False

BATCH = 256  # texts that are Python objects at a time

Version = tuple[int, int]


def version(path: Path) -> Version:
    """Time in nanoseconds and bytes of a file: a file that was rewritten is another tokenizer."""
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def load(path: Path) -> Tokenizer:
    """The tokenizer of a file, set so that special tokens in raw text are read as plain text. It cuts off and
    fills up no text, whatever the file says."""
    return _load(path, version(path))


@cache
def _load(path: Path, version: Version) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.encode_special_tokens = True
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(path: Path, texts: pa.ChunkedArray | pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], ids int32)."""
    tokenizer = load(path)
    pieces, lengths = [], []
    for start in range(0, len(texts), BATCH):
        rows = [text or "" for text in texts.slice(start, BATCH).to_pylist()]
        for encoding in tokenizer.encode_batch_fast(rows, add_special_tokens=False):
            ids = np.array(encoding.ids, dtype=np.int32)
            pieces.append(ids)
            lengths.append(len(ids))
    offsets = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64)
    return offsets, np.concatenate(pieces) if pieces else np.zeros(0, np.int32)
