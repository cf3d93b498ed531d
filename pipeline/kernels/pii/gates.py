"""Gates: cheap patterns that show where in a text a form is worth trying.

The region of a gate is its match with `before` and `after` bytes around it, cut at the ends of its line;
overlapping regions of one gate are merged. Every form must lie inside a region of one of its gates. Then a
search in the regions alone finds what a search in the whole text finds; the parity tests check this.

A gate of a single kind is written in the file of that kind. Here are those that several kinds share.
"""

from dataclasses import dataclass


# compared by identity: gates are keys of dictionaries in a hot loop, and hashing a pattern costs more
@dataclass(frozen=True, eq=False)
class Gate:
    """A pattern for RE2, at most 160 bytes long in a text, and the reach of its region in bytes."""

    pattern: str
    before: int
    after: int
    # False if a region may go on behind the end of its line
    lines: bool = True


# nine digits or more that begin outside a word: 7DD95801 does not match
NUMBER = Gate(r"(?:(?m:^)|[^0-9A-Za-z_\n])[0-9](?:(?: ?- ?|[ .]|\) ?-?)?[0-9]){8}", 24, 40)
AT = Gate(r"[^\s@]@[A-Za-z0-9\[]", 260, 560)
