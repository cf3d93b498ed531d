"""Which items are taken as they come, so that a share of the bytes of every beginning is."""

from collections import defaultdict
from collections.abc import Sequence


class Spread:
    """Decides on items one after the other so that a share of the bytes of every beginning is taken, of small
    items and of large ones: of each power of two of their sizes."""

    def __init__(self, share: float) -> None:
        self.share = share
        # Bytes that were offered and taken, of all items and by power of two.
        self.length = self.taken = 0
        self._offered, self._taken = defaultdict[int, int](int), defaultdict[int, int](int)

    @property
    def represented(self) -> int:
        """Bytes of the items that were offered, without powers of two that none of them stands for."""
        return sum(size for power, size in self._offered.items() if self._taken[power])

    def takes(self, size: int) -> bool:
        """True if an item of so many bytes is taken."""
        power = size.bit_length()
        self.length += size
        self._offered[power] += size
        is_taken = self._taken[power] + size / 2 <= self.share * self._offered[power]
        # of sizes too rare for the share one stands for the others
        is_rare = not self._taken[power] and self.taken + size <= self.share * self.length
        is_taken = is_taken or is_rare
        self.taken += size * is_taken
        self._taken[power] += size * is_taken
        return is_taken


def spread(sizes: Sequence[int], share: float) -> list[int]:
    """Numbers of the items that are taken; if all are too large, the one of the size that fits best."""
    spreading = Spread(share)
    chosen = [i for i, size in enumerate(sizes) if spreading.takes(size)]
    if not chosen and sizes:
        wanted = share * spreading.length
        chosen = [min(range(len(sizes)), key=lambda i: abs(sizes[i] - wanted))]
    return chosen


class Choice:
    """Records that are taken as they come: the first `heads`, which do not count, and a share of the others;
    one at least, unless it `may_be_empty`."""

    def __init__(self, share: float, heads: int, may_be_empty: bool) -> None:
        self._spread, self._heads = Spread(share), heads
        self._may_be_empty = may_be_empty
        self._first = b""
        self._records: list[bytes] = []

    def offer(self, record: bytes) -> None:
        """Take a record or leave it."""
        if self._heads:
            self._heads -= 1
            self._records.append(record)
            return
        if not self._may_be_empty:
            self._first = self._first or record
        if self._spread.takes(len(record)):
            self._records.append(record)

    @property
    def length(self) -> int:
        """Bytes of the records that were offered."""
        return self._spread.length

    @property
    def represented(self) -> int:
        """Bytes of the records that those taken stand for."""
        return self._spread.represented if self._spread.taken else self.length

    @property
    def taken(self) -> int:
        """Bytes of the records that are taken."""
        return self._spread.taken or len(self._first)

    @property
    def records(self) -> list[bytes]:
        """The records that are taken."""
        return [*self._records, *([] if self._spread.taken else [self._first])]
