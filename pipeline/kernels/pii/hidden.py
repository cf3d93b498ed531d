"""Numbers in which the writer hid some digits by a sign, behind a label: 11-**-123456-78, 1-23456#####.

Forms that need no label are in the file of their kind. The view has made * of circles, squares and stars.
"""

import re

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Check, Form
from pipeline.kernels.pii.surroundings import DIGITS, WORD, is_of_thing, near
from pipeline.kernels.pii.vocabulary import Words

_RUN = r"(?:\*{3}|#{3}|[xX]{3}|_{3})"
# a heading in Markdown has a blank behind its signs, and bold print two stars beside a word
GATE = Gate(
    rf"[0-9][\-./~]?{_RUN}|{_RUN}[\-./~]?[0-9]|-(?:\*\*|##|[xX]{{2}})[0-9]{{1,2}}-|[0-9](?:\*\*|##|[xX]{{2}})-"
    r"|[0-9]-(?:\*\*|##|[xX]{2}|__)|(?:\*\*|##|[xX]{2}|__)-[0-9]",
    24,
    24,
)
_SHOWN = re.compile(GATE.pattern.encode())
_ANY = "[0-9*xX#_]"
_PATTERN = rf"\(?{_ANY}{{1,14}}(?:[ \-./~)\x7f]{{1,3}}{_ANY}{{1,12}}){{0,4}}"
_SEPARATORS = b" -./~()\x7f"
_SIGNS = tuple(bytes([b]) for b in (*WORD, *b"*#_"))
_HYPHEN = (b"-",)
_FEWEST_HIDDEN, _FEWEST_LEFT = 2, 3


def form(sizes: range, words: Words, begins: str = "") -> Form:
    """A form of numbers of `sizes` digits, hidden ones among them, where one of the words stands nearby.

    `begins` is a pattern of what they begin with.
    """
    return Form(_PATTERN, _check(sizes, words, re.compile(begins.encode())), (GATE,))


def _goes_on(text: bytes, start: int, end: int) -> bool:
    """True if a digit or a sign that hides one stands right before or behind the span, or behind a hyphen."""
    left, right = text[max(0, start - 2) : start], text[end : end + 2]
    if left[-1:] in _HYPHEN:
        left = left[:-1]
    return (
        left[-1:] in _SIGNS or right[:1] in _SIGNS or (right[:1] in _HYPHEN and right[1:] in _SIGNS)
    )


def _check(sizes: range, words: Words, begins: re.Pattern[bytes]) -> Check:
    def is_hidden(text: bytes, start: int, end: int) -> bool:
        plain = text[start:end].translate(None, _SEPARATORS).lower()
        hidden = plain.translate(None, bytes(DIGITS))
        if len(plain) not in sizes or len(set(hidden)) != 1 or not _SHOWN.search(text, start, end):
            return False
        beginning = begins.match(text, start)
        if not beginning or len(set(plain)) < 3:
            return False
        # 010-XXXX-XXXX shows how a number is written
        shown = len(plain) - len(hidden) - len(beginning[0].translate(None, b"(+*#xX_-. )"))
        if len(hidden) < _FEWEST_HIDDEN or shown < _FEWEST_LEFT:
            return False
        if _goes_on(text, start, end) or is_of_thing(text, start, words):
            return False
        return near(words, text, start, end, behind=24)

    return is_hidden
