"""The forms, one family a file. A pattern is written in what `re` and RE2 share: no look-around. It is
matched on UTF-8: Hangul stands in groups, never in classes, and HANGUL is one syllable by its bytes.

`FORMS` is in order of precedence; a kind may have several forms. Every form belongs to gates (gates.py):
the cheap scan that must have hit before the form is looked for.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

HANGUL = r"(?:[\xea-\xed][\x80-\xbf][\x80-\xbf])"


@dataclass(frozen=True)
class Form:
    """A form of a kind. `check(text, start, end)` decides by the surroundings; `group` is replaced."""

    kind: str
    pattern: str
    check: Callable[[bytes, int, int], bool]
    gates: tuple[str, ...]
    group: int = 0
    compiled: re.Pattern[bytes] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.pattern.encode()))


def in_order() -> tuple[Form, ...]:
    """All forms in the order of their kinds."""
    from pipeline.kernels.pii import KINDS
    from pipeline.kernels.pii.forms import korean, money, network, people, phone, places, secrets

    families = (secrets, network, money, korean, phone, places, people)
    forms = [form for family in families for form in family.FORMS]
    return tuple(sorted(forms, key=lambda f: KINDS.index(f.kind)))
