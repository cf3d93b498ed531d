"""The automata that read all gates, and which of them reads which gate.

One automaton of all gates has a state for every combination of matches in progress: 83,000 in 35 MB of text
of eight sources. Three have 37,000 together, and read text that is new to them in half to three quarters of
the time. Gates that follow the same places of a text make few combinations: they belong together.
"""

import numpy as np

from pipeline.kernels.pii.automaton import Automaton
from pipeline.kernels.pii.fields import loose
from pipeline.kernels.pii.gates import NUMBER, Gate
from pipeline.kernels.pii.names.labels import ENGLISH_LABEL, LAST, PERSONS

_BEHIND_LABELS, _WHOLE_LABELS, _WORDS = range(3)
_TELEPHONES = {"HEALTH_INSURANCE", "PHONE", "REPRESENTATIVE"}


class Automata:
    """An automaton for each group of gates; `kinds` names the first kind that each gate shows, if one does.

    Raises ValueError for a pattern that it cannot read.
    """

    def __init__(self, gates: dict[Gate, str | None]) -> None:
        groups = [_group(gate, kind) for gate, kind in gates.items()]
        patterns = [gate.pattern for gate in gates]
        self._members = [np.flatnonzero(np.equal(groups, group)) for group in sorted(set(groups))]
        self._automata = [Automaton([patterns[i] for i in members]) for members in self._members]

    def matches(
        self, data: np.ndarray, starts: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(gate, first byte, byte behind the last) of matches in the texts, see Automaton.matches; gates are
        numbered as they were given."""
        found = [automaton.matches(data, starts) for automaton in self._automata]
        gates = np.concatenate(
            [members[of] for members, (of, _, _) in zip(self._members, found, strict=True)]
        )
        first, behind = (np.concatenate(parts) for parts in list(zip(*found, strict=True))[1:])
        order = np.argsort(behind, kind="stable")
        return gates[order], first[order], behind[order]


def _group(gate: Gate, kind: str | None) -> int:
    """The automaton that reads a gate.

    The ends of labels with a name behind them, and telephones; labels that are spelt from their beginning,
    with the kinds that have labels of their own; names and addresses without labels, and numbers.
    """
    is_label = LAST in gate.pattern or (ENGLISH_LABEL in gate.pattern and not gate.is_head)
    if is_label or kind in _TELEPHONES:
        return _BEHIND_LABELS
    if gate is NUMBER:
        return _WORDS
    is_whole = gate.is_head or loose(PERSONS) in gate.pattern
    return _WORDS if kind in {"NAME", "ADDRESS"} and not is_whole else _WHOLE_LABELS
