"""The oracle, in plain Python."""

import re

import numpy as np
import pyarrow as pa

from pipeline.kernels.minhash.reference import _mix, _polynomial

RANK = 1
ON_GPU = False

_LINE = re.compile(rb"[^\n]*\n|[^\n]+\Z")
_SPACE = b" \t\r\n\x0b\x0c"


def split(
    texts: pa.ChunkedArray | pa.Array, paragraphs: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(row, start, end, length int64, hash uint64) of every line or paragraph; offsets in bytes of its
    text, length in characters without the white space around it."""
    lines = []
    for row, text in enumerate(texts.to_pylist()):
        data = (text or "").encode()
        spans = [m.span() for m in _LINE.finditer(data)]
        if paragraphs:
            spans = _joined(data, spans)
        lines += [(row, a, b, _length(data[a:b]), _hash(data[a:b])) for a, b in spans]
    columns = list(zip(*lines, strict=True)) or [()] * 5
    types = (np.int64, np.int64, np.int64, np.int64, np.uint64)
    return tuple(np.array(c, t) for c, t in zip(columns, types, strict=True))  # type: ignore[return-value]


def _joined(data: bytes, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Paragraphs: lines with the blank lines after them; blank lines at the beginning join the first."""
    joined: list[tuple[int, int]] = []
    ended = True
    for start, end in lines:
        blank = not data[start:end].strip(_SPACE)
        if not joined or (ended and not blank and data[joined[-1][0] : start].strip(_SPACE)):
            joined.append((start, end))
        else:
            joined[-1] = (joined[-1][0], end)
        ended = blank
    return joined


def _length(line: bytes) -> int:
    return len(line.strip(_SPACE).decode())


def _hash(line: bytes) -> int:
    bare = line.strip(_SPACE)
    return _mix(_polynomial([b + 1 for b in bare])) if bare else 0
