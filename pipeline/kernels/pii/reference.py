"""The oracle: plain `re`, one text after the other."""

import re

import numpy as np
import pyarrow as pa

from pipeline.kernels.buffers import slices
from pipeline.kernels.pii import KINDS
from pipeline.kernels.pii.forms import PATTERNS
from pipeline.kernels.pii.validate import VALIDATORS

Spans = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
_COMPILED = {kind: re.compile(pattern) for kind, pattern in PATTERNS.items()}


def spans_of(text: bytes, begin: int = 0, stop: int | None = None) -> list[tuple[int, int, int]]:
    """(start, end, kind) byte spans inside text[begin:stop], ascending, none overlapping.

    No form crosses a line, so a text may be searched line by line with equal results; validators
    always see the whole text.
    """
    taken: list[tuple[int, int, int]] = []
    stop = len(text) if stop is None else stop
    for kind, pattern in _COMPILED.items():
        at = begin
        while match := pattern.search(text, at, stop):
            start, end = match.span()
            free = all(end <= a or b <= start for a, b, _ in taken)
            if free and VALIDATORS[kind](text, start, end):
                taken.append((start, end, KINDS.index(kind)))
                at = end
            else:
                at = start + 1  # a span may begin inside a longer number that failed
    return sorted(taken)


def find(texts: pa.ChunkedArray | pa.Array) -> Spans:
    """(document, start, end, kind) int64 arrays of all spans; start and end are bytes in the text."""
    rows = [(i, *span) for i, view in enumerate(slices(texts)) for span in spans_of(bytes(view))]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return columns[0], columns[1], columns[2], columns[3]
