"""Questions about the surroundings of a span: its borders, and words nearby that decide ambiguous forms."""

import re

from pipeline.kernels.placeholders import CLOSE, OPEN

# bytes before a span in which a word is looked for: 16 Korean syllables
CONTEXT = 48

DIGITS = frozenset(b"0123456789")
WORD = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_PLACEHOLDER = re.compile(
    rf"{re.escape(OPEN)}[A-Z_]*(?:{re.escape(CLOSE)})?|^[A-Z_]*{re.escape(CLOSE)}".encode()
)
_NOT_DIGITS = bytes(set(range(256)) - DIGITS)


def before(text: bytes, start: int) -> int:
    """The byte before a span; a space at the beginning of the text."""
    return text[start - 1] if start > 0 else 32


def after(text: bytes, end: int) -> int:
    """The byte after a span; a space at the end of the text."""
    return text[end] if end < len(text) else 32


def digits_of(span: bytes) -> str:
    """The ASCII digits of a span."""
    return span.translate(None, _NOT_DIGITS).decode()


def separators_of(span: bytes) -> set[int]:
    """The distinct bytes of a span that are not digits."""
    return {b for b in span if b not in DIGITS}


def continues(text: bytes, start: int, end: int, joints: bytes = b"-") -> bool:
    """True if the span is a part of a longer number.

    Then digits or letters touch the span, or follow behind one of the bytes `joints`.
    """
    left, right = before(text, start), after(text, end)
    if left in WORD or right in WORD or left in b"_" or right in b"_":
        return True
    if left in joints and start > 1 and text[start - 2] in WORD:
        return True
    return right in joints and end + 1 < len(text) and text[end + 1] in DIGITS


def in_columns(text: bytes, start: int, end: int) -> bool:
    """True if a space and another digit stand before or after the span, as between columns of a table."""
    left, right = text[max(0, start - 2) : start], text[end : end + 2]
    return (len(left) == 2 and left[1] == 32 and left[0] in DIGITS) or (
        len(right) == 2 and right[0] == 32 and right[1] in DIGITS
    )


def words(*alternatives: str) -> re.Pattern[bytes]:
    """A pattern that matches any of the words, in either case of ASCII letters."""
    return re.compile("|".join(alternatives).encode(), re.IGNORECASE)


def near(pattern: re.Pattern[bytes], text: bytes, start: int, end: int, behind: int = 0) -> bool:
    """True if the pattern matches in the 48 bytes before a span, or in `behind` bytes after it.

    Only the line of the span counts, and placeholders in it do not.
    """
    line = max(text.rfind(b"\n", 0, start) + 1, start - CONTEXT)
    if pattern.search(_without_placeholders(text[line:start])):
        return True
    if not behind:
        return False
    stop = text.find(b"\n", end, end + behind)
    context = text[end : stop if stop >= 0 else end + behind]
    return bool(pattern.search(_without_placeholders(context)))


def _without_placeholders(context: bytes) -> bytes:
    """A context without placeholders, also cut ones: <|PI:CARD|> does not make the next number a card."""
    return _PLACEHOLDER.sub(b"", context) if b"|" in context else context
