"""The oracle: plain `re` over the whole view, form after form."""

import re
from collections.abc import Callable
from typing import Protocol

import numpy as np
import pyarrow as pa

from pipeline.kernels.buffers import utf8
from pipeline.kernels.pii import kinds, numerals
from pipeline.kernels.pii.gates import merged_regions
from pipeline.kernels.pii.kind import Form
from pipeline.kernels.pii.surroundings import DIGITS
from pipeline.kernels.pii.taken import Taken
from pipeline.kernels.pii.view import View

RANK = 1
ON_GPU = False


class Match(Protocol):
    """Where a form matches, by `re` or RE2."""

    def span(self, group: int = 0, /) -> tuple[int, int]:
        """The first byte of a group and the byte behind its last."""
        ...

    def start(self, group: int = 0, /) -> int:
        """The first byte of a group."""
        ...


# (text, first byte, byte behind the last) -> the first match of a form
Search = Callable[[bytes, int, int], Match | None]
Spans = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
_DIGITS = re.compile(rb"[0-9]*")
# every form with the index of its kind, in order of precedence
FORMS = tuple((form, i) for i, kind in enumerate(kinds.BY_PRECEDENCE) for form in kind.forms)


def reaches() -> list[str]:
    """Modules that define this kernel and that no import statement names: the kinds, found by listing."""
    return kinds.modules()


def search(
    form: Form,
    kind: int,
    text: bytes,
    begin: int,
    stop: int,
    taken: Taken,
    find_next: Search | None = None,
) -> None:
    """Add the spans of one form inside text[begin:stop] to `taken`, except those that overlap others.

    `find_next` finds the matches of the form, as `re` does; `re` itself if it is None.
    """
    at, find_next = begin, find_next or form.compiled.search
    while match := find_next(text, at, stop):
        start, end = match.span(form.group)
        if taken.is_free(start, end) and form.check(text, start, end):
            taken.add(start, end, kind)
            at = max(end, match.start() + 1)
        else:
            at = match.start() + 1
            if form.is_number and text[at - 1] in DIGITS:
                # no number begins right behind a digit; one may begin behind a separator in this match
                at = _DIGITS.match(text, at, stop).end()  # type: ignore[union-attr]


def spans_of(text: bytes) -> list[tuple[int, int, int]]:
    """(start, end, kind) byte spans in the view of one text, ascending, without overlaps."""
    windows = merged_regions(numerals.windows_of(text))
    return numerals.search_twice(text, windows, _search, _search(text))


def _search(text: bytes) -> list[tuple[int, int, int]]:
    """The spans of all forms."""
    taken = Taken()
    for form, kind in FORMS:
        search(form, kind, text, 0, len(text), taken)
    return taken.spans


def find(texts: pa.ChunkedArray | pa.Array) -> Spans:
    """(document, start, end, kind) int64 arrays of all spans; start and end are bytes in the text."""
    offsets, data = utf8(texts)
    view, rows = View(offsets, data), []
    for i in range(len(offsets) - 1):
        begin = int(view.starts[i])
        for start, stop, kind in spans_of(view.text(i)):
            rows.append((i, *view.span(i, begin + start, begin + stop), kind))
    return arrays(rows)


def arrays(rows: list[tuple[int, ...]]) -> Spans:
    """Rows as four int64 arrays."""
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return columns[0], columns[1], columns[2], columns[3]
