"""What a kind of personal data states about itself: the types of the files in `kinds/`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.kernels.pii.gates import NUMBER, Gate
from pipeline.kernels.pii.vocabulary import Words

# One Hangul syllable as UTF-8. Patterns match bytes, so Hangul stands in groups, never in classes.
HANGUL = r"(?:[\xea-\xed][\x80-\xbf][\x80-\xbf])"

# (text, start, end) -> whether text[start:end], which has the form, is a value of the kind
Check = Callable[[bytes, int, int], bool]
# (value, endless bytes drawn from key and value) -> a value of the same shape that belongs to nobody
Pseudonym = Callable[[bytes, Iterator[int]], bytes]


@dataclass(frozen=True)
class Form:
    """One way in which a kind is written.

    The pattern uses what `re` and RE2 share: no look-around. `check` decides by the surroundings.
    `group` is the part that is replaced. The form is searched for where one of the `gates` matched.
    `needs` are words: `check` asks for one of them around every value. Where `surroundings.seen_from` holds
    none, the form is not searched for. They are looked for once, not once for every number. Forms
    whose gates reach over line ends have no `needs`.
    """

    pattern: str
    check: Check
    gates: tuple[Gate, ...]
    group: int = 0
    needs: Words | None = None

    @cached_property
    def compiled(self) -> re.Pattern[bytes]:
        """The pattern for Python, compiled where a text is searched: all together take half a second."""
        return re.compile(self.pattern.encode())

    @property
    def is_number(self) -> bool:
        """True if the form begins with a digit and never right behind one."""
        return self.gates[0] is NUMBER


@dataclass(frozen=True)
class Kind:
    """A kind of personal data.

    Where spans of two kinds overlap, the kind with the lower `precedence` wins. `looks` and `evidence` are
    cells of the table in docs/pii.md: how values are written, and what confirms them, with its source.
    `public` kinds belong to companies and institutions; they are recognised, so that no other kind matches
    them, and kept by default. Without a `pseudonym` no range is known whose values belong to nobody.
    """

    name: str
    precedence: int
    looks: str
    evidence: str
    forms: tuple[Form, ...]
    public: bool = False
    pseudonym: Pseudonym | None = None
