"""The oracle: plain `re` over the whole view, form after form."""

import bisect
import re

import numpy as np
import pyarrow as pa

from pipeline.kernels.buffers import utf8
from pipeline.kernels.pii import KINDS
from pipeline.kernels.pii.forms import Form, in_order
from pipeline.kernels.pii.surroundings import DIGITS
from pipeline.kernels.pii.view import View

RANK = 1
ON_GPU = False

Spans = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
_DIGITS = re.compile(rb"[0-9]*")
FORMS = tuple((form, KINDS.index(form.kind)) for form in in_order())


class Taken:
    """Spans that do not overlap, in order; a new one is looked up and put in its place by halving."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int, int]] = []

    def is_free(self, start: int, end: int) -> bool:
        after = bisect.bisect_left(self.spans, (start,))
        if after < len(self.spans) and self.spans[after][0] < end:
            return False
        return after == 0 or self.spans[after - 1][1] <= start

    def add(self, start: int, end: int, kind: int) -> None:
        bisect.insort(self.spans, (start, end, kind))


def search(form: Form, kind: int, text: bytes, begin: int, stop: int, taken: Taken) -> None:
    """Add the spans of one form inside text[begin:stop] to `taken`; those that overlap are left out."""
    at = begin
    while match := form.compiled.search(text, at, stop):
        start, end = match.span(form.group)
        if taken.is_free(start, end) and form.check(text, start, end):
            taken.add(start, end, kind)
            at = max(end, match.start() + 1)
        else:
            at = match.start() + 1
            if form.gates[0] == "number" and text[at - 1] in DIGITS:
                # no number begins behind a digit, but one may behind a joint of what failed
                at = _DIGITS.match(text, at, stop).end()  # type: ignore[union-attr]


def spans_of(text: bytes) -> list[tuple[int, int, int]]:
    """(start, end, kind) byte spans in a view, ascending, none overlapping."""
    taken = Taken()
    for form, kind in FORMS:
        search(form, kind, text, 0, len(text), taken)
    return taken.spans


def find(texts: pa.ChunkedArray | pa.Array) -> Spans:
    """(document, start, end, kind) int64 arrays of all spans; start and end are bytes in the text."""
    offsets, data = utf8(texts)
    view, rows = View(offsets, data), []
    for i in range(len(offsets) - 1):
        begin, end = int(view.starts[i]), int(view.starts[i + 1]) - 1
        for start, stop, kind in spans_of(view.data[begin:end]):
            rows.append((i, *view.span(i, begin + start, begin + stop), kind))
    return arrays(rows)


def arrays(rows: list[tuple[int, ...]]) -> Spans:
    """Rows as four arrays."""
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return columns[0], columns[1], columns[2], columns[3]
