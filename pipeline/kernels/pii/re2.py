"""Automata find in all views where gates match; the oracle's forms decide around them.

RE2 tells which forms of a gate to try in a region, and where a form may match. It is linear on any input; its
default cache (8 MB) thrashes on a union of patterns, and takes what it needs up to its limit.
"""

from collections.abc import Collection, Iterator
from itertools import pairwise

import numpy as np
import pyarrow as pa
import re2

from pipeline.kernels.buffers import utf8
from pipeline.kernels.pii import kinds, numerals
from pipeline.kernels.pii.automata import Automata
from pipeline.kernels.pii.fields import loose
from pipeline.kernels.pii.gates import NUMBER, Gate, Region, any_gaps, merged_regions
from pipeline.kernels.pii.kind import Form
from pipeline.kernels.pii.lines import line_end
from pipeline.kernels.pii.reference import FORMS, Match, Search, Spans, arrays, search
from pipeline.kernels.pii.regions import Reaches
from pipeline.kernels.pii.surroundings import seen_from
from pipeline.kernels.pii.tables import below
from pipeline.kernels.pii.taken import Taken
from pipeline.kernels.pii.view import View
from pipeline.kernels.pii.vocabulary import options, set_of

RANK = 0
ON_GPU = False

Span = numerals.Span
# the index of a gate, and one of its regions; of a head of a column, where it matches
Around = tuple[int, int, int]
GATES = (numerals.GATE, *dict.fromkeys(gate for form, _ in FORMS for gate in form.gates))

_REACHES = Reaches(GATES)
_NUMERALS = re2.compile(numerals.GATE.pattern.encode(), options())
# the forms that each gate shows, in order of precedence
_FORMS_OF = {gate: [i for i, (form, _) in enumerate(FORMS) if gate in form.gates] for gate in GATES}
_AUTOMATA = Automata(
    {
        gate: kinds.BY_PRECEDENCE[FORMS[places[0]][1]].name if places else None
        for gate, places in _FORMS_OF.items()
    }
)
# One call tells which forms of a gate match in a region. A loose pattern matches wherever its own does, with
# a tenth of the states. Long repetitions of ASCII letters, as in keys, would not fit.
_TELLING = {
    gate: set_of(any_gaps(loose(FORMS[i][0].pattern)).encode() for i in places)
    for gate, places in _FORMS_OF.items()
    if gate is NUMBER or any(not FORMS[i][0].pattern.isascii() for i in places)
}
# the forms of a gate that need words nearby, and one pass for all those words; \b\B matches nothing
_WANTING = {
    gate: frozenset(n for n, i in enumerate(places) if FORMS[i][0].needs)
    for gate, places in _FORMS_OF.items()
}
_NAMED = {
    gate: set_of(
        needs.pattern if (needs := FORMS[i][0].needs) else rb"\b\B" for i in _FORMS_OF[gate]
    )
    for gate, wanting in _WANTING.items()
    if wanting
}


def find(texts: pa.ChunkedArray | pa.Array) -> Spans:
    """(document, start, end, kind) int64 arrays of all spans; start and end are bytes in the text."""
    offsets, data = utf8(texts)
    view, rows = View(offsets, data), []
    starts = view.starts.tolist()
    # all regions first: the automata and the forms would push each other out of the cache
    for document, around in list(_around(np.frombuffer(view.data, np.uint8), view.starts)):
        begin = starts[document]
        rows += [
            (document, *view.span(document, begin + start, begin + stop), kind)
            for start, stop, kind in _spans(view.text(document), around)
        ]
    return arrays(rows)


def _around(data: np.ndarray, starts: np.ndarray) -> Iterator[tuple[int, list[Around]]]:
    """(document, the regions of all gates in it) for every document where a gate matches."""
    documents, *columns = _REACHES.around(data, starts, _AUTOMATA.matches(data, starts))
    regions = list(zip(*(column.tolist() for column in columns), strict=True))
    changes = np.flatnonzero(np.diff(documents, prepend=-1, append=-1)).tolist() if regions else []
    for a, b in pairwise(changes):
        yield int(documents[a]), regions[a:b]


def _spans(text: bytes, around: list[Around]) -> list[Span]:
    """(start, end, kind) of the spans of one document, ascending, without overlaps."""
    regions = _regions(text, around)
    spans = _search(text, regions)
    windows = [
        window
        for a, b in regions.get(numerals.GATE, ())
        for window in numerals.windows_of(text, a, b + 1, _NUMERALS.finditer)
    ]
    return numerals.search_twice(text, merged_regions(windows), _search_all, spans)


def _search_all(text: bytes) -> list[Span]:
    """The spans of a document whose gates have not been looked for yet."""
    whole = np.array([0, len(text)])
    around = [
        region for _, found in _around(np.frombuffer(text, np.uint8), whole) for region in found
    ]
    return _search(text, _regions(text, around))


def _regions(text: bytes, around: list[Around]) -> dict[Gate, list[Region]]:
    """The regions of every gate, ascending and apart; of the head of a column, the table below it."""
    regions: dict[Gate, list[Region]] = {}
    for index, low, high in around:
        gate = GATES[index]
        found = regions.setdefault(gate, [])
        if not gate.is_head:
            found.append((low, high))
        # all matches in a line head the same table
        elif not found or low > found[-1][1] or line_end(text, found[-1][0]) < low:
            end = below(text, low)
            if end > low:
                found.append((low, end))
    return {
        gate: merged_regions(found) if gate.is_head else found for gate, found in regions.items()
    }


def _search(text: bytes, regions: dict[Gate, list[Region]]) -> list[Span]:
    """The spans of the forms in the regions of their gates."""
    taken = Taken()
    matching: dict[int, list[Region]] = {}
    for gate, found in regions.items():
        places = _FORMS_OF[gate]
        for first, last in found:
            for place in _forms_in(gate, text, first, last):
                matching.setdefault(places[place], []).append((first, last))
    for index in sorted(matching):
        form, kind = FORMS[index]
        for first, last in merged_regions(matching[index]):
            search(form, kind, text, first, last, taken, _SEARCHES[index])
    return taken.spans


def _forms_in(gate: Gate, text: bytes, first: int, last: int) -> Collection[int]:
    """Which forms of a gate may have a value in a region, as places in _FORMS_OF; all where nothing tells."""
    telling, wanting = _TELLING.get(gate), _WANTING[gate]
    here = telling.Match(text[first:last]) or () if telling else range(len(_FORMS_OF[gate]))
    if wanting.isdisjoint(here):
        return here
    named = _NAMED[gate].Match(seen_from(text, first, last).lower()) or ()
    return [place for place in here if place not in wanting or place in named]


def _faster(form: Form) -> Search:
    """The search of a form: RE2 finds where it may match, and there whether it does, and the groups.

    `re` is as fast without words in Hangul, and slow for an alternation of them. A loose pattern matches
    wherever its own does, with a tenth of the states; to look for groups at every place costs more.
    """
    if form.is_number or form.pattern.isascii():
        return form.compiled.search
    anywhere = re2.compile(loose(form.pattern).encode(), options())
    # `re` takes .5 s to compile all forms, 99 ms for one with every label in three places; RE2 takes 2 ms
    exact = re2.compile(form.pattern.encode(), options(groups=True))

    def search_form(text: bytes, at: int, stop: int) -> Match | None:
        while hit := anywhere.search(text, at, stop):
            at = hit.start()
            if match := exact.match(text, at, stop):
                return match
            at += 1
        return None

    return search_form


_SEARCHES = [_faster(form) for form, _ in FORMS]
