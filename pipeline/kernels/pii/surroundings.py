"""What stands around a span: borders, and words that decide where a form is ambiguous."""

import re
from collections.abc import Callable

from pipeline.kernels.pii import CLOSE, OPEN

CONTEXT = 48  # bytes before a span in which a word may stand (16 Korean syllables)

DIGITS = frozenset(b"0123456789")
_PLACEHOLDER = re.compile(
    rf"{re.escape(OPEN)}[A-Z_]*(?:{re.escape(CLOSE)})?|^[A-Z_]*{re.escape(CLOSE)}".encode()
)
_NO_DIGITS = bytes(set(range(256)) - DIGITS)
WORD = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

Check = Callable[[bytes, int, int], bool]


def before(text: bytes, start: int) -> int:
    """The byte before a span; a space at the beginning."""
    return text[start - 1] if start > 0 else 32


def after(text: bytes, end: int) -> int:
    """The byte after a span; a space at the end."""
    return text[end] if end < len(text) else 32


def digits_of(span: bytes) -> str:
    return span.translate(None, _NO_DIGITS).decode()


def separators_of(span: bytes) -> set[int]:
    return {b for b in span if b not in DIGITS}


def continues(text: bytes, start: int, end: int, joints: bytes = b"-") -> bool:
    """Whether the span is a piece of a longer number: digits or letters touch it, or lie behind a joint."""
    left, right = before(text, start), after(text, end)
    if left in WORD or right in WORD or left in b"_" or right in b"_":
        return True
    if left in joints and start > 1 and text[start - 2] in WORD:
        return True
    return right in joints and end + 1 < len(text) and text[end + 1] in DIGITS


def in_columns(text: bytes, start: int, end: int) -> bool:
    """Whether figures go on before or after a span with a space between: a table, and no number."""
    left, right = text[max(0, start - 2) : start], text[end : end + 2]
    return (len(left) == 2 and left[1] == 32 and left[0] in DIGITS) or (
        len(right) == 2 and right[0] == 32 and right[1] in DIGITS
    )


def words(*alternatives: str) -> re.Pattern[bytes]:
    """A pattern for words nearby, case ignored for ASCII."""
    return re.compile("|".join(alternatives).encode(), re.IGNORECASE)


def near(pattern: re.Pattern[bytes], text: bytes, start: int, end: int, behind: int = 0) -> bool:
    """Whether a word stands in the 48 bytes before a span, or in `behind` bytes after it; on its line."""
    line = max(text.rfind(b"\n", 0, start) + 1, start - CONTEXT)
    if pattern.search(_own_words(text[line:start])):
        return True
    if not behind:
        return False
    stop = text.find(b"\n", end, end + behind)
    return bool(pattern.search(_own_words(text[end : stop if stop >= 0 else end + behind])))


def _own_words(context: bytes) -> bytes:
    """A context without placeholders, whole or cut: <|PI:CARD|> does not name the next number a card."""
    return _PLACEHOLDER.sub(b"", context) if b"|" in context else context
