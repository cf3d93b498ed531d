"""Spans that are found already; new ones may not overlap them."""

import bisect


class Taken:
    """Spans that do not overlap, in ascending order."""

    def __init__(self, spans: list[tuple[int, int, int]] | None = None) -> None:
        self.spans: list[tuple[int, int, int]] = spans or []

    def is_free(self, start: int, end: int) -> bool:
        """True if no span overlaps [start, end)."""
        after = bisect.bisect_left(self.spans, (start,))
        if after < len(self.spans) and self.spans[after][0] < end:
            return False
        return after == 0 or self.spans[after - 1][1] <= start

    def add(self, start: int, end: int, kind: int) -> None:
        """Insert a span that is free."""
        bisect.insort(self.spans, (start, end, kind))
