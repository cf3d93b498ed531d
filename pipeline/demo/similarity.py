"""The similarity of two texts as docs/dedup.md defines it, computed exactly."""

from collections import Counter, defaultdict
from collections.abc import Iterable

# Characters of a shingle by language, as configs/demo.yaml leaves them.
WIDTHS = {"ko": 8, "en": 12}


def shingles(text: str, lang: str) -> frozenset[str]:
    """The windows of `WIDTHS[lang]` characters of a text without its white space, ASCII in lower case. A
    text shorter than one window is one shingle."""
    units = "".join(c.lower() if c.isascii() else c for c in text if not c.isspace())
    width = WIDTHS[lang]
    return frozenset(units[at : at + width] for at in range(max(1, len(units) - width + 1)))


def jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    """Shared shingles by all shingles of two sets; one of them must hold a shingle."""
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared)


class Pool:
    """Shingle sets that a text is compared with, by an index from shingle to sets."""

    def __init__(self, sets: Iterable[frozenset[str]] = ()) -> None:
        self._sizes: list[int] = []
        self._holders: dict[str, list[int]] = defaultdict(list)
        for one in sets:
            self.add(one)

    def add(self, one: frozenset[str]) -> None:
        """Add a set."""
        for shingle in one:
            self._holders[shingle].append(len(self._sizes))
        self._sizes.append(len(one))

    def best(self, one: frozenset[str]) -> float:
        """The highest Jaccard similarity of `one` to a set of the pool; 0 if they share nothing."""
        shared: Counter[int] = Counter()
        for shingle in one:
            shared.update(self._holders.get(shingle, ()))
        return max(
            (num / (len(one) + self._sizes[at] - num) for at, num in shared.items()), default=0.0
        )
