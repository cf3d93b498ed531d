"""Gates: cheap patterns that show where in a text a form is worth trying.

The region of a gate is its match with `before` and `after` bytes around it, cut at the ends of its line;
overlapping regions of one gate are merged. Every form must lie inside a region of one of its gates. Then a
search in the regions alone finds what a search in the whole text finds; the parity tests check this.

A gate of a single kind is written in the file of that kind. Here are those that several kinds share.
"""

from dataclasses import dataclass

# What may stand between two groups of digits: a hyphen, point, slash, low line, tilde or middle point with up
# to two spaces around it, one or two spaces, or a bracket. The view has made ASCII of their variants.
BETWEEN = r"(?: {0,2}[\-./_~\x7f]{1,2} {0,2}|  ?|\) ?[\-./_~\x7f]{0,2} ?)"
GAP = BETWEEN + "?"
_SIGNS = r"[ \-./_~\x7f)]"

Region = tuple[int, int]


# compared by identity: gates are keys of dictionaries in a hot loop, and hashing a pattern costs more
@dataclass(frozen=True, eq=False)
class Gate:
    """A pattern for RE2, at most 160 bytes long in a text, and the reach of its region in bytes."""

    pattern: str
    before: int
    after: int
    # False if a region may go on behind the end of its line
    lines: bool = True
    # True for the head of a column: the region is the table below it
    is_head: bool = False


# nine digits or more that begin outside a word: 7DD95801 does not match
NUMBER = Gate(rf"(?:(?m:^)|[^0-9A-Za-z_\n])[0-9](?:{GAP}[0-9]){{8}}", 40, 64)
AT = Gate(r"[^\s@]@[A-Za-z0-9\[]", 260, 560)


def any_gaps(pattern: str) -> str:
    """The pattern with gaps of any length: it matches wherever its own does, with fewer states."""
    return pattern.replace(GAP, f"{_SIGNS}*").replace(BETWEEN, f"{_SIGNS}+")


def merged_regions(regions: list[Region]) -> list[Region]:
    """The union of the regions, as ascending regions that do not touch."""
    if len(regions) == 1:
        return regions
    merged: list[Region] = []
    for first, last in sorted(regions):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
