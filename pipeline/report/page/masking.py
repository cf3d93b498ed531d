"""Names and beginnings of records that scrub has not read: personal data in them is masked before they are
shown."""

import re
from collections.abc import Sequence
from functools import lru_cache

import pyarrow as pa

from pipeline.kernels.pii import KINDS
from pipeline.kernels.pii.re2 import find
from pipeline.kernels.placeholders import placeholder

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_SEPARATORS = re.compile(r"([/!#])")
# What joins a name to its ending: `kim@naver.com.json` is an address with an ending.
_ENDING = re.compile(r"\.(?=[0-9A-Za-z]{1,8}(?:[/!#]|$))")
# Characters that can stand between the digits of a number without being seen.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def masked(texts: Sequence[str]) -> list[str]:
    """The texts with every kind of personal data as its placeholder, escapes of JSON decoded, without control
    characters. Give whole texts and cut the result: half a number is not found."""
    plain = [_HIDDEN.sub("", _ESCAPED.sub(_decoded, text)) for text in texts]
    return _masked_as(plain, plain)


def _masked_as(texts: Sequence[str], read: Sequence[str]) -> list[str]:
    """The texts with what is personal in `read`, which has the same bytes but for the separators of words."""
    if not texts:
        return []
    data = [text.encode() for text in texts]
    spans: dict[int, list[tuple[int, int, str]]] = {}
    array = pa.array(read, pa.large_string())
    for row, start, end, kind in zip(*find(array), strict=True):
        spans.setdefault(int(row), []).append((int(start), int(end), KINDS[kind]))
    return [_replaced(text, spans.get(row, [])) for row, text in enumerate(data)]


def masked_names(names: Sequence[str]) -> list[str]:
    """Ids and names of files with personal data as placeholders. Each part of a path is read by itself, as
    a folder hides the address behind it, then the whole, then with a blank for low lines and before
    endings: they are parts of words, which hides the number in `Kim_010-2345-6789.txt`."""
    parts = [_SEPARATORS.split(name) for name in names]
    flat = iter(masked([part for of_name in parts for part in of_name]))
    whole = masked(["".join(next(flat) for _ in of_name) for of_name in parts])
    spaced = [_ENDING.sub(" ", name).replace("_", " ") for name in whole]
    return _masked_as(whole, spaced)


@lru_cache(maxsize=4096)
def masked_name(name: str) -> str:
    """One name, as `masked_names` masks it."""
    return masked_names([name])[0]


def _decoded(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return escape[0] if "\ud800" <= character <= "\udfff" else character


def _replaced(text: bytes, spans: list[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, kind in sorted(spans):
        if start >= at:
            parts += [text[at:start].decode(errors="replace"), placeholder(kind)]
            at = end
    return "".join([*parts, text[at:].decode(errors="replace")])
