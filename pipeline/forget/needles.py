"""Needles: words whose documents are to go, found however they are spelled in width, case and spacing.

Texts and needles are compared in NFKC (full width, ligatures, circled digits), in lower case, and without
characters of no width. White space in a needle stands for any or none. Digits of a needle may have up to
three separators between them: white space, dashes, points, brackets, slashes, underscores.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.errors import RecipeError

# Columns of a document that are searched.
SEARCHED = ("text", "title", "url", "meta", "id", "page_rights")
# Those whose values are JSON.
JSON = ("meta", "page_rights")
# Needles of one expression: an automaton of thousands would leave its memory, and become slow.
AT_ONCE = 256
_ZERO_WIDTH = "\u00ad\u180e\u200b-\u200f\u2060\ufe0f\ufeff\u20e3"
_SEPARATORS = (
    r"\s\-\u2010-\u2015\u2212.\u00b7\u2022\u2027\u2219\u22c5\u30fb\u318d"
    r"\uff65,()\[\]/_~"
)
_BETWEEN = r"[\s\-\x{2010}-\x{2015}\x{2212}.\x{b7}\x{2022}\x{2027}\x{2219}\x{22c5}\x{30fb}\x{318d}\x{ff65},()\[\]/_~]{0,3}"  # noqa: E501
_DIGITS = re.compile(rf"(?<=\d)[{_SEPARATORS}]+(?=\d)")
# Escapes of a JSON string that hide what it says.
_ESCAPES = {"\\n": " ", "\\t": " ", "\\r": " ", '\\"': '"', "\\/": "/"}


def normalized(needle: str) -> str:
    """A needle in the spelling that is compared: NFKC, lower case, no characters without width, one space for
    white space, no separators between digits."""
    text = unicodedata.normalize("NFKC", needle).lower()
    text = re.sub(f"[{_ZERO_WIDTH}]", "", text)
    return _DIGITS.sub("", " ".join(text.split()))


def read(lines: Iterable[str], name: str) -> list[str]:
    """The needles of a file, one a line, each once. Raises RecipeError for a line that holds no letter or
    digit, by its number, and for a file without lines."""
    needles: dict[str, None] = {}
    for number, line in enumerate(lines, 1):
        needle = normalized(line)
        if not any(c.isalnum() for c in needle):
            raise RecipeError(
                f"{name}, line {number}: an empty needle would match every document; remove the line"
            )
        needles[needle] = None
    if not needles:
        raise RecipeError(f"{name}: holds no needle; write one a line")
    return list(needles)


def expression(needle: str) -> str:
    """A regular expression (RE2) that matches a normalized needle in a normalized text."""
    pieces: list[str] = []
    before = ""
    for c in needle:
        if c == " ":
            pieces.append(r"\s*")
        else:
            between = _BETWEEN if before.isdigit() and c.isdigit() else ""
            pieces.append(between + _escaped(c))
        before = c
    return "".join(pieces)


def _escaped(c: str) -> str:
    return c if c.isalnum() or ord(c) > 127 else f"\\x{{{ord(c):x}}}"


def holds(column: pa.ChunkedArray | pa.Array, name: str, needles: list[str]) -> np.ndarray:
    """bool for each value of a column of documents: True if it holds one of the normalized needles."""
    compared = spelled(column, name)
    found = np.zeros(len(column), bool)
    for start in range(0, len(needles), AT_ONCE):
        pattern = "|".join(expression(n) for n in needles[start : start + AT_ONCE])
        matched = pc.match_substring_regex(compared, f"(?:{pattern})")
        found |= pc.fill_null(matched, False).to_numpy(zero_copy_only=False)
    return found


def spelled(column: pa.ChunkedArray | pa.Array, name: str) -> pa.Array:
    """The values of a column as needles are compared with them; JSON and addresses without their escapes."""
    values = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    values = pc.cast(values, pa.large_string())
    if name in JSON:
        for escape, stands_for in _ESCAPES.items():
            values = pc.replace_substring(values, escape, stands_for)
    if name in ("url", "id"):
        values = _unquoted(values)
    lowered = pc.utf8_lower(pc.utf8_normalize(values, "NFKC"))
    return pc.replace_substring_regex(
        lowered, r"[\x{ad}\x{180e}\x{200b}-\x{200f}\x{2060}\x{fe0f}\x{feff}\x{20e3}]", ""
    )


def _unquoted(values: pa.Array) -> pa.Array:
    """Addresses with %XX as the characters that they stand for, behind the address itself."""
    coded = pc.fill_null(pc.match_substring(values, "%"), False)
    if not pc.any(coded).as_py():
        return values
    plain = [f"{v} {unquote(v)}" if v and "%" in v else v for v in values.to_pylist()]
    return pa.array(plain, pa.large_string())


def says(message: str, wanted: list[str]) -> bool:
    """True if a message holds one of the needles."""
    return bool(holds(pa.array([message]), "text", wanted)[0])


def counts(texts: Iterable[pa.Table], needles: list[str]) -> Iterator[int]:
    """For each needle the number of rows that hold it, among rows that were found."""
    tables = list(texts)
    for needle in needles:
        yield sum(int(any_of(table, [needle]).sum()) for table in tables)


def any_of(table: pa.Table, needles: list[str]) -> np.ndarray:
    """bool for each row of a table: True if one of its searched columns holds one of the needles."""
    found = np.zeros(len(table), bool)
    for name in SEARCHED:
        if name in table.column_names:
            found |= holds(table.column(name), name, needles)
    return found
