"""Running heads: lines that stand at the same height of many pages, and numbers of pages."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.readers.layout.runs import Run

# Pages, and share of them, on which a line is a running head. Left and right pages may have one each.
PAGES, SHARE = 3, 0.4
# Parts of a page, from above and from below, in which running heads and numbers of pages stand.
TOP, BOTTOM = 0.22, 0.12
# Points by which the height may vary.
BAND = 4.0
_NUMBER = re.compile(
    r"[-–—\[(<\s]*(?:page|p\.|쪽)?\s*\d{1,4}\s*(?:(?:/|of|중)\s*\d{1,4})?\s*(?:쪽|페이지)?[-–—\])>\s]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def without_heads(
    pages: Sequence[list[Run]], sizes: Sequence[tuple[float, float]]
) -> list[list[Run]]:
    """The runs of each page without its running heads and numbers. `sizes` are (bottom, height) of pages."""
    votes = Counter(
        key
        for runs, size in zip(pages, sizes, strict=True)
        for key in {_key(run) for run in runs if _at_edge(run, size)}
    )
    needed = max(PAGES, SHARE * len(pages))
    return [
        [r for r in runs if not (_at_edge(r, size) and _is_head(r, votes, needed, len(pages)))]
        for runs, size in zip(pages, sizes, strict=True)
    ]


def _is_head(run: Run, votes: Counter[tuple[str, int]], needed: float, pages: int) -> bool:
    text, band = _key(run)
    count = votes[text, band] + max(votes[text, band - 1], votes[text, band + 1])
    return count >= needed or (pages > 1 and _NUMBER.fullmatch(run.text) is not None)


def _at_edge(run: Run, size: tuple[float, float]) -> bool:
    bottom, height = size
    place = (run.middle - bottom) / height
    return place > 1 - TOP or place < BOTTOM


def _key(run: Run) -> tuple[str, int]:
    """The text, whatever numbers it holds, and its height."""
    return _DIGITS.sub("0", "".join(run.text.split())), round(run.middle / BAND)
