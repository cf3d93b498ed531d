"""The regions of gates around the places where they match, for all texts at once."""

import numpy as np
from numba import njit

from pipeline.kernels.pii.automaton import LONGEST
from pipeline.kernels.pii.gates import Gate

_LINE_END = 10

Matches = tuple[np.ndarray, np.ndarray, np.ndarray]
# (document, gate, first byte, byte behind the last), int64; bytes from the beginning of the document
Regions = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


class Reaches:
    """How far the regions of these gates reach."""

    def __init__(self, gates: tuple[Gate, ...]) -> None:
        self._before = np.array([gate.before for gate in gates])
        # behind the shortest match a longer one may go on
        self._after = np.array([LONGEST + gate.after for gate in gates])
        self._lines = np.array([gate.lines for gate in gates])
        self._heads = np.array([gate.is_head for gate in gates])

    def around(self, data: np.ndarray, starts: np.ndarray, matches: Matches) -> Regions:
        """The regions around matches in texts that begin at `starts` [n + 1], by document, gate and place.

        Regions of one gate that overlap or touch are one. A head of a column stays as it matches.
        """
        gates, first, behind = matches
        documents = starts.searchsorted(first, side="right") - 1
        low = np.maximum(starts[documents], first - self._before[gates])
        high = np.minimum(starts[documents + 1], behind + self._after[gates])
        is_head = self._heads[gates]
        low[is_head], high[is_head] = first[is_head], behind[is_head]
        _cut(data, first, behind, low, high, self._lines[gates] & ~is_head)
        order = np.lexsort((low, gates, documents))
        columns = tuple(column[order] for column in (documents, gates, low, high, is_head))
        kept = _merge(*columns)
        documents, gates, low, high = (column[:kept] for column in columns[:4])
        return documents, gates, low - starts[documents], high - starts[documents]


@njit(cache=True)
def _cut(data, first, behind, low, high, lines):
    """Cut the regions of the chosen matches at the ends of their lines; a match may go on behind one."""
    for i in range(len(first)):
        if not lines[i]:
            continue
        at = first[i]
        while at > low[i] and data[at - 1] != _LINE_END:
            at -= 1
        low[i] = at
        at = max(first[i], behind[i] - 1)
        while at < high[i] and data[at] != _LINE_END:
            at += 1
        high[i] = at


@njit(cache=True)
def _merge(documents, gates, low, high, is_head):
    """Make one region of those of a gate that overlap or touch, in place; returns how many are left."""
    kept = 0
    for i in range(len(low)):
        last = kept - 1
        if (
            i > 0
            and not is_head[i]
            and documents[last] == documents[i]
            and gates[last] == gates[i]
            and low[i] <= high[last]
        ):
            high[last] = max(high[last], high[i])
            continue
        documents[kept], gates[kept], low[kept], high[kept] = (
            documents[i],
            gates[i],
            low[i],
            high[i],
        )
        kept += 1
    return kept
