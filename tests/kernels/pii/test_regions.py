"""Regions of gates are those that the functions of lines give one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.kernels.pii.automaton import LONGEST
from pipeline.kernels.pii.gates import Gate, merged_regions
from pipeline.kernels.pii.lines import line_begin, line_end
from pipeline.kernels.pii.regions import Reaches

GATES = (
    Gate("a", 3, 2),
    Gate("b", 40, 7, lines=False),
    Gate("c", 0, 0, is_head=True),
    Gate("d", 200, 64),
)
TEXTS = st.lists(
    st.lists(st.sampled_from([b"\n", b"x", b"xyz" * 30]), max_size=12).map(b"".join), min_size=1
)


@st.composite
def places(draw: st.DrawFn, texts: list[bytes]) -> list[tuple[int, int, int, int]]:
    """(document, gate, first byte, byte behind the last) of matches in the texts, by their ends."""
    found = []
    for document, text in enumerate(texts):
        for _ in range(draw(st.integers(0, 4))):
            first = draw(st.integers(0, len(text)))
            behind = draw(st.integers(first + 1, len(text) + 1))
            found.append((document, draw(st.integers(0, len(GATES) - 1)), first, behind))
    return sorted(found, key=lambda match: (match[0], match[3]))


def one_by_one(
    texts: list[bytes], found: list[tuple[int, int, int, int]]
) -> list[tuple[int, int, int, int]]:
    regions = []
    for document, text in enumerate(texts):
        text += b"\n"
        for number, gate in enumerate(GATES):
            own = []
            for _, _, at, until in (m for m in found if m[:2] == (document, number)):
                low, high = max(0, at - gate.before), min(len(text), until + LONGEST + gate.after)
                if gate.is_head:
                    low, high = at, until
                elif gate.lines:
                    low, last = line_begin(text, at, gate.before), max(at, until - 1)
                    high = line_end(text, last, high - last)
                own.append((low, high))
            own = sorted(own) if gate.is_head else merged_regions(own)
            regions += [(document, number, *region) for region in own]
    return regions


@given(st.data(), TEXTS)
def test_regions_are_those_of_each_match_merged(data: st.DataObject, texts: list[bytes]) -> None:
    found = data.draw(places(texts))
    starts = np.append(0, np.cumsum([len(text) + 1 for text in texts]))
    document, gate, first, behind = np.array(found, np.int64).reshape(-1, 4).T
    matches = gate, first + starts[document], behind + starts[document]
    joined = np.frombuffer(b"".join(text + b"\n" for text in texts), np.uint8)
    regions = Reaches(GATES).around(joined, starts, matches)
    heads = [region for region in one_by_one(texts, found) if region[1] == 2]
    given_ones = list(zip(*(column.tolist() for column in regions), strict=True))
    assert sorted(given_ones) == sorted(one_by_one(texts, found))
    # of the matches of a head in one place any order will do
    assert [r[:3] for r in given_ones if r[1] == 2] == [r[:3] for r in heads]
