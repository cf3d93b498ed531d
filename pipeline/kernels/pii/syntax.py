"""Patterns of gates as trees of bytes: what the automaton of all gates is made from.

A tree is a set of bytes, a sequence, a choice, a repetition, or the mark behind a whole pattern. Anchors of
lines match nothing, so a tree matches wherever its pattern does, and in a few places more. What the patterns
of gates do not use (look-around, references, word borders) raises ValueError: no gate may be lost in silence.
"""

from typing import NamedTuple


class Bytes(NamedTuple):
    """One byte of a set."""

    values: frozenset[int]


class Row(NamedTuple):
    """Trees one behind the other; nothing if there are none."""

    items: "tuple[Tree, ...]"


class Either(NamedTuple):
    """One of some trees."""

    options: "tuple[Tree, ...]"


class Times(NamedTuple):
    """A tree `least` times to `most` times; any number of times more if `most` is None."""

    item: "Tree"
    least: int
    most: int | None


class Mark(NamedTuple):
    """The place behind the pattern of a gate."""

    gate: int


Tree = Bytes | Row | Either | Times | Mark

NOTHING = Row(())
_ALL = frozenset(range(256))
_CLASSES = {"s": b" \t\n\r\f\v", "n": b"\n", "t": b"\t", "r": b"\r"}
_ANCHORS = ("(?m:^)", "(?m:$)")
_COUNTS = {"*": (0, None), "+": (1, None), "?": (0, 1)}


def tree(pattern: str) -> Tree:
    """The tree of a pattern. Raises ValueError for what it does not read."""
    reader = _Reader(pattern)
    whole = reader.choice()
    if reader.at < len(pattern):
        raise reader.error()
    return whole


def either(options: list[Tree]) -> Tree:
    """A choice in which options that begin alike share their beginning, as the syllables of many words do."""
    groups: dict[Tree, list[Tree]] = {}
    is_optional = False
    for option in _flat(options):
        items = option.items if isinstance(option, Row) else (option,)
        is_optional |= not items
        if items:
            groups.setdefault(items[0], []).append(_row(items[1:]))
    shared, sets = [], {}
    for first, rests in groups.items():
        rest = either(list(dict.fromkeys(rests)))
        if isinstance(first, Bytes):
            sets[rest] = sets.get(rest, frozenset()) | first.values
        else:
            shared.append(behind(first, rest))
    shared += [behind(Bytes(values), rest) for rest, values in sets.items()]
    shared += [NOTHING] if is_optional else []
    return shared[0] if len(shared) == 1 else Either(tuple(shared))


def behind(first: Tree, second: Tree) -> Tree:
    """The second tree right behind the first."""
    return _row([item for part in (first, second) for item in _items(part)])


def _items(part: Tree) -> "tuple[Tree, ...]":
    return part.items if isinstance(part, Row) else (part,)


def _row(items: "tuple[Tree, ...] | list[Tree]") -> Tree:
    return items[0] if len(items) == 1 else Row(tuple(items))


def _flat(options: list[Tree]) -> list[Tree]:
    return [
        inner
        for option in options
        for inner in (option.options if isinstance(option, Either) else (option,))
    ]


class _Reader:
    """Reads a pattern from left to right; `at` is the next character."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at, self.folds = pattern, 0, False

    def error(self) -> ValueError:
        return ValueError(f"a gate cannot be read at character {self.at}: {self.pattern}")

    def choice(self) -> Tree:
        options = [self._sequence()]
        while self._takes("|"):
            options.append(self._sequence())
        return either(options)

    def _next(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _takes(self, text: str) -> bool:
        """True if the text stands here; then it is read."""
        here = self.pattern.startswith(text, self.at)
        self.at += len(text) * here
        return here

    def _sequence(self) -> Tree:
        whole: Tree = NOTHING
        while self._next() not in ("", "|", ")"):
            whole = behind(whole, self._repeated())
        return whole

    def _repeated(self) -> Tree:
        item = self._item()
        while self._next() in ("*", "+", "?", "{"):
            item = Times(item, *self._count())
        return item

    def _count(self) -> tuple[int, int | None]:
        sign = self._next()
        self.at += 1
        if sign in _COUNTS:
            return _COUNTS[sign]
        least, comma, most = self.pattern[self.at : self.pattern.index("}", self.at)].partition(",")
        self.at = self.pattern.index("}", self.at) + 1
        return int(least), (int(most) if most else None) if comma else int(least)

    def _item(self) -> Tree:
        if any(self._takes(anchor) for anchor in _ANCHORS) or self._takes("$"):
            return NOTHING
        if self._takes("(?i:"):
            return self._group(folds=True)
        if self._takes("(?:"):
            return self._group(self.folds)
        if self._next() == "(" and not self.pattern.startswith("(?", self.at):
            self.at += 1
            return self._group(self.folds)
        if self._takes("["):
            return Bytes(self._class())
        if self._takes("\\"):
            return Bytes(self._escaped())
        if self._takes("."):
            return Bytes(_ALL - {0x0A})
        if self._next() in ("(", "^", "*", "+", "?", "{"):
            raise self.error()
        self.at += 1
        return _row([Bytes(self._cases(b)) for b in self.pattern[self.at - 1].encode()])

    def _group(self, folds: bool) -> Tree:
        outer, self.folds = self.folds, folds
        inner = self.choice()
        self.folds = outer
        if not self._takes(")"):
            raise self.error()
        return inner

    def _cases(self, byte: int) -> frozenset[int]:
        is_letter = 0x61 <= (byte | 0x20) <= 0x7A
        return frozenset((byte, byte ^ 0x20) if self.folds and is_letter else (byte,))

    def _escaped(self) -> frozenset[int]:
        """The bytes of an escape, behind its backslash."""
        sign = self._next()
        self.at += 1
        if sign == "x":
            self.at += 2
            return frozenset((int(self.pattern[self.at - 2 : self.at], 16),))
        if sign not in _CLASSES and sign.isalnum():
            raise self.error()
        return frozenset(_CLASSES.get(sign, sign.encode()))

    def _class(self) -> frozenset[int]:
        """The bytes of a class, behind its opening bracket."""
        is_negated = self._takes("^")
        values: frozenset[int] = frozenset()
        while not self._takes("]"):
            low = self._of_class()
            if self._next() == "-" and self.pattern[self.at + 1] != "]":
                self.at += 1
                low = frozenset(range(min(low), max(self._of_class()) + 1))
            values |= low
        return _ALL - values if is_negated else values

    def _of_class(self) -> frozenset[int]:
        if self._takes("\\"):
            return self._escaped()
        self.at += 1
        byte = self.pattern[self.at - 1].encode()
        if len(byte) != 1:
            raise self.error()
        return self._cases(byte[0])
