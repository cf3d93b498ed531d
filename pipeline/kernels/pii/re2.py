"""One RE2 pass over all views finds where a gate matches; the oracle's forms decide in the regions around.

RE2 is linear on any input. Its default cache (8 MB) thrashes on a union of patterns, and takes what it needs
up to its limit: with one of 64 MB the union runs at 115 MB/s on 39 MB of mixed text, with 128 MB at 400 MB/s.
"""

import re
from collections.abc import Collection, Iterator

import pyarrow as pa
import re2

from pipeline.kernels.buffers import utf8
from pipeline.kernels.pii import numerals
from pipeline.kernels.pii.fields import loose
from pipeline.kernels.pii.gates import NUMBER, Gate, Region, merged_regions
from pipeline.kernels.pii.kind import Form
from pipeline.kernels.pii.reference import FORMS, Search, Spans, arrays, search
from pipeline.kernels.pii.surroundings import seen_from
from pipeline.kernels.pii.tables import below
from pipeline.kernels.pii.taken import Taken
from pipeline.kernels.pii.view import View
from pipeline.kernels.pii.vocabulary import options, set_of

RANK = 0
ON_GPU = False

Span = numerals.Span
# bytes of the longest match of a gate
LONGEST = 160
GATES = (numerals.GATE, *dict.fromkeys(gate for form, _ in FORMS for gate in form.gates))


_LONGEST = options()
# of matches that begin together, the longest: the states are sets, and far fewer than ordered lists
_LONGEST.longest_match = True
_ANY = re2.compile("|".join(f"(?:{gate.pattern})" for gate in GATES).encode(), _LONGEST)
_SET = set_of(gate.pattern.encode() for gate in GATES)
_NUMERALS = re2.compile(numerals.GATE.pattern.encode(), options())
# the forms that each gate shows, in order of precedence
_FORMS_OF = {gate: [i for i, (form, _) in enumerate(FORMS) if gate in form.gates] for gate in GATES}
# One call tells which forms of a gate match in a region. A loose pattern matches wherever its own does, with
# a tenth of the states. Long repetitions of ASCII letters, as in keys, would not fit.
_TELLING = {
    gate: set_of(loose(FORMS[i][0].pattern).encode() for i in places)
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
    # all hits first: the DFA of the union and the forms would push each other out of the cache
    for document, hits in list(_hits(view.data, starts)):
        begin = starts[document]
        rows += [
            (document, *view.span(document, begin + start, begin + stop), kind)
            for start, stop, kind in _spans(view.text(document), hits)
        ]
    return arrays(rows)


def _hits(data: memoryview, starts: list[int]) -> Iterator[tuple[int, list[Region]]]:
    """(document, places in it where any gate matches) for every document with a match."""
    document, hits = 0, []
    for match in _ANY.finditer(data):
        at, until = match.span()
        if at >= starts[document + 1]:
            if hits:
                yield document, hits
            hits = []
            while at >= starts[document + 1]:
                document += 1
        hits.append((at - starts[document], until - starts[document]))
    if hits:
        yield document, hits


def _spans(text: bytes, hits: list[Region]) -> list[Span]:
    """(start, end, kind) of the spans of one document, ascending, without overlaps."""
    regions = _regions(text, hits)
    spans = _search(text, regions)
    near = merged_regions(regions.get(numerals.GATE, []))
    windows = [
        window
        for a, b in near
        for window in numerals.windows_of(text, a, b + 1, _NUMERALS.finditer)
    ]
    return numerals.search_twice(text, merged_regions(windows), _search_all, spans)


def _search_all(text: bytes) -> list[Span]:
    """The spans of a document whose gates have not been looked for yet."""
    return _search(text, _regions(text, [match.span() for match in _ANY.finditer(text)]))


def _regions(text: bytes, hits: list[Region]) -> dict[Gate, list[Region]]:
    """The regions of every gate that matches in one of the places `hits`."""
    regions: dict[Gate, list[Region]] = {}
    known = 0
    for at, until in hits:
        # the window of an earlier match that reaches the end of the line shows what matches in this one
        if until <= known:
            continue
        # a match that the union does not report begins inside one that it reports
        # every text ends in a line end; a match may go on behind one
        line = text.find(b"\n", max(at, until - 1))
        window = text[at : min(line + 1, until + LONGEST)]
        known = line + 1 if line < until + LONGEST else 0
        for index in _SET.Match(window) or ():
            gate = GATES[index]
            if gate.is_head:
                regions.setdefault(gate, []).append((at, below(text, at)))
                continue
            low, high = (text.rfind(b"\n", 0, at) + 1, line) if gate.lines else (0, len(text))
            # the gate matches somewhere in the window: its reach around the whole window is enough
            region = (max(low, at - gate.before), min(high, at + len(window) + gate.after))
            regions.setdefault(gate, []).append(region)
    return regions


def _search(text: bytes, regions: dict[Gate, list[Region]]) -> list[Span]:
    """The spans of the forms in the regions of their gates."""
    taken = Taken()
    matching: dict[int, list[Region]] = {}
    for gate, found in regions.items():
        places = _FORMS_OF[gate]
        for first, last in merged_regions(found):
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
    """The search of a form: RE2 finds where it may match, and `re` whether it does, and the groups there.

    `re` is as fast without words in Hangul, and slow for an alternation of them. A loose pattern matches
    wherever its own does, with a tenth of the states.
    """
    if form.is_number or form.pattern.isascii():
        return form.compiled.search
    anywhere = re2.compile(loose(form.pattern).encode(), options())

    def search_form(text: bytes, at: int, stop: int) -> re.Match[bytes] | None:
        while hit := anywhere.search(text, at, stop):
            at = hit.start()
            if match := form.compiled.match(text, at, stop):
                return match
            at += 1
        return None

    return search_form


_SEARCHES = [_faster(form) for form, _ in FORMS]
