"""The positions of an automaton (Glushkov): the sets of bytes in its patterns, and their order."""

import numpy as np

from pipeline.kernels.kept import Arrays
from pipeline.kernels.pii.syntax import Bytes, Either, Mark, Row, Times, Tree, behind, either, tree


class _Positions:
    """The positions of a tree: their sets of bytes or gates, and the positions that may follow each."""

    def __init__(self) -> None:
        self.values: list[frozenset[int] | int] = []
        self.after: list[set[int]] = []

    def add(self, part: Tree) -> tuple[set[int], set[int], bool]:
        """(positions that begin the part, that end it, whether it may be empty)."""
        match part:
            case Bytes(values):
                return self._new(values)
            case Mark(gate):
                return self._new(gate)
            case Either(options):
                added = [self.add(option) for option in options]
                first = set().union(*(begins for begins, _, _ in added))
                last = set().union(*(ends for _, ends, _ in added))
                return first, last, any(empty for _, _, empty in added)
            case Row(items):
                return self._chain([(item, False) for item in items])
            case Times(item, least, most):
                times = max(least, 1) if most is None else most
                return self._chain([(item, i >= least) for i in range(times)], most is None)

    def _new(self, values: frozenset[int] | int) -> tuple[set[int], set[int], bool]:
        self.values.append(values)
        self.after.append(set())
        return {len(self.values) - 1}, {len(self.values) - 1}, False

    def _chain(
        self, items: list[tuple[Tree, bool]], repeats: bool = False
    ) -> tuple[set[int], set[int], bool]:
        """Parts one behind the other, each with whether it may be left out; the last one may repeat."""
        first, last, is_empty = set(), set(), True
        for item, is_optional in items:
            begins, ends, empty = self.add(item)
            for position in last:
                self.after[position] |= begins
            first |= begins if is_empty else set()
            last = last | ends if empty or is_optional else ends
            is_empty &= empty or is_optional
            if repeats and item is items[-1][0]:
                for position in ends:
                    self.after[position] |= begins
        return first, last, is_empty


def _lists(rows: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Lists as one array, and the offsets of each."""
    flat = np.array([value for row in rows for value in row], np.int32)
    return flat, np.append(0, np.cumsum([len(row) for row in rows])).astype(np.int64)


def tables_of(patterns: list[str]) -> Arrays:
    """The tables of positions of the gates with these patterns, by their names in `Tables`."""
    positions = _Positions()
    first, _, _ = positions.add(either([behind(tree(p), Mark(i)) for i, p in enumerate(patterns)]))
    num = len(positions.values)
    sets = {values: i for i, values in enumerate(dict.fromkeys(positions.values))}
    holds = np.array(
        [[b in v if isinstance(v, frozenset) else False for b in range(256)] for v in sets]
    )
    columns, classes = np.unique(holds, axis=1, return_inverse=True)
    gate_of = [v if isinstance(v, int) else -1 for v in positions.values]
    following = [sorted(q for q in row if gate_of[q] < 0) for row in positions.after]
    preceding: list[list[int]] = [[] for _ in range(num)]
    for position, row in enumerate(following):
        for other in row:
            preceding[other].append(position)
    begins = np.zeros(num, np.bool_)
    begins[list(first)] = True
    has = np.ascontiguousarray(columns[[sets[v] for v in positions.values]].T)
    after, after_at = _lists(following)
    by_class, first_at = _lists([[p for p in sorted(first) if row[p]] for row in has])
    before, before_at = _lists(preceding)
    gates, gates_at = _lists(
        [sorted(gate_of[q] for q in row if gate_of[q] >= 0) for row in positions.after]
    )
    return {
        "classes": classes.reshape(-1).astype(np.uint8),
        "has": has,
        "first": by_class,
        "first_at": first_at,
        "begins": begins,
        "after": after,
        "after_at": after_at,
        "before": before,
        "before_at": before_at,
        "gates": gates,
        "gates_at": gates_at,
    }
