"""Text by text, rule by rule, with `unicodedata`, `re` and ftfy."""

import re
import unicodedata
from collections.abc import Callable

import pyarrow as pa

from pipeline.kernels.placeholders import CLOSE, OPEN

RANK = 1
ON_GPU = False

# the name of a repair, and what makes it
Rule = tuple[str, Callable[[str], str]]

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(1, 17))
    + "]"
)
_ZERO_WIDTH = re.compile(
    "[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_PLAIN = "\\sA-Za-z0-9\u00c0-\u024f\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_JOINERS = re.compile(f"(?<![^{_PLAIN}])[\u200c\u200d]+|[\u200c\u200d]+(?![^{_PLAIN}])")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]")
_EAST = "\u2e80-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "！（），．：；？"
_WIDTHS = re.compile(
    f"(?<![{_EAST}])[{_MARKS}](?![{_EAST}])|[^\x00-\uff00{_MARKS}\uff5f\uff60\ufff0-\U0010ffff]+"
)
# What only the scrubber may write: in raw text it would become a special token.
_PLACEHOLDER = re.compile(f"{re.escape(OPEN[0])}(?={re.escape(OPEN[1:])}[A-Z_]+{re.escape(CLOSE)})")
_DOUBTFUL = re.compile("[\ufffd\u0300-\u036f]")  # a pound sign and a letter read as an accent
_LATIN_RUN = re.compile("[\x80-\u017f\u0192\u02c6\u02dc\u2010-\u203a\u20ac\u2122]{2}")


def clean(texts: pa.Array, trusted: bool = False) -> tuple[pa.Array, pa.Array]:
    """(texts, repairs) of a string array; see the table of the package.

    Placeholders in `trusted` texts are Malmoi's own, and stay.
    """
    results = [clean_one(t, trusted) for t in texts.to_pylist()]
    return (
        pa.array([t for t, _ in results], pa.large_string()),
        pa.array([r or None for _, r in results], pa.list_(pa.string())),
    )


def clean_one(text: str, trusted: bool = False) -> tuple[str, list[str]]:
    """(clean text, names of its repairs in the order of the table)."""
    rules = _RULES[:-1] if trusted else _RULES
    made: set[str] = set()
    while True:  # what one repair uncovers, the next pass mends
        after = _pass(text, made, rules)
        if after == text:
            return text, [name for name in ORDER if name in made]
        text = after


def _pass(text: str, made: set[str], rules: tuple[Rule, ...]) -> str:
    for name, rule in rules:
        after = rule(text)
        if after != text:
            made.add(name)
            text = after
    return text


def _mojibake(text: str) -> str:
    """The text with lines decoded again whose Latin letters are the bytes of UTF-8.

    The other repairs of ftfy (quotes, ligatures, entities) change undamaged text and are not used.
    """
    if not _LATIN_RUN.search(text):
        return text
    # its import takes .1 s, and most texts hold no such run
    import ftfy
    import ftfy.badness

    # Only what a whole line says: no guesses at lost bytes, at parts of a line or at lone C1 controls.
    certain = ftfy.TextFixerConfig(
        fix_c1_controls=False, replace_lossy_sequences=False, decode_inconsistent_utf8=False
    )
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if _LATIN_RUN.search(line) and ftfy.badness.is_bad(line):
            mended = ftfy.fix_encoding(line, certain)
            if "\n" not in mended and not _DOUBTFUL.search(mended):
                lines[i] = mended
    return "\n".join(lines)


def _common_width(match: re.Match[str]) -> str:
    chars = match[0]
    if "\uffa1" <= chars[0] <= "\uffdc" and len(chars) == 1:
        return _letter(chars)
    return "".join(
        _letter(c) if "\uffa1" <= c <= "\uffdc" else unicodedata.normalize("NFKC", c) for c in chars
    )


def _letter(jamo: str) -> str:
    """The compatibility jamo of a half-width jamo; NFKC would go on to conjoining jamo."""
    decomposed = unicodedata.decomposition(jamo)
    return chr(int(decomposed.split()[1], 16)) if decomposed else jamo


# the last one escapes placeholders, which trusted texts may hold
_RULES: tuple[Rule, ...] = (
    ("mojibake", _mojibake),
    ("line_ends", lambda t: _LINE_ENDS.sub("\n", t)),
    ("controls", lambda t: _CONTROLS.sub("", t)),
    ("zero_width", lambda t: _JOINERS.sub("", _ZERO_WIDTH.sub("", t))),
    ("spaces", lambda t: _SPACES.sub(" ", t)),
    ("widths", lambda t: _WIDTHS.sub(_common_width, t)),
    ("nfc", lambda t: unicodedata.normalize("NFC", t)),
    ("placeholder", lambda t: _PLACEHOLDER.sub(f"{OPEN[0]} ", t) if OPEN in t else t),
)
ORDER = [name for name, _ in _RULES]
