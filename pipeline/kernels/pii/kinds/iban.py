"""IBAN: international bank account numbers."""

import re

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.surroundings import WORD, after, before, is_sample

_ANY, _JOINT = "[A-Za-z0-9]", r"[ \-.]?"
_START = r"(?:[A-Z]{2}|[a-z]{2})[0-9]{2}"
_GATE = Gate(rf"(?:(?m:^)|[^0-9A-Za-z\n]|IBAN|[Ii]ban){_START}{_JOINT}{_ANY}{{4}}", 4, 56)

# the label may be glued to the number
_NAMED = re.compile(rb"(?i:iban)$")

# Length of an IBAN by country (SWIFT IBAN Registry, release 99).
_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
    "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
    "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "TR": 26, "UA": 29,
}  # fmt: skip


def is_iban(text: bytes, start: int, end: int) -> bool:
    """True if the length is that of its country, and the number modulo 97 is 1 (ISO 13616)."""
    value = text[start:end].translate(None, b" -.").decode().upper()
    if (before(text, start) in WORD and not _NAMED.search(text, max(0, start - 4), start)) or after(
        text, end
    ) in WORD:
        return False
    if _LENGTHS.get(value[:2]) != len(value) or is_sample(text, start, end):
        return False
    return int("".join(str(int(c, 36)) for c in value[4:] + value[:4])) % 97 == 1


def _written() -> str:
    """Every country's IBAN, whose length tells where a word behind the number begins."""
    ways = []
    for length in sorted(set(_LENGTHS.values())):
        groups, rest = divmod(length - 4, 4)
        names = [c for c in _LENGTHS if _LENGTHS[c] == length]
        countries = "|".join(names + [name.lower() for name in names])
        body = rf"(?:{_JOINT}{_ANY}{{4}}){{{groups}}}"
        last = rf"{_JOINT}{_ANY}{{{rest}}}" if rest else ""
        ways.append(rf"(?:{countries})[0-9]{{2}}{body}{last}")
    return "|".join(ways)


KIND = Kind(
    name="IBAN",
    precedence=40,
    looks="2 letters, 2 digits, up to 30 more, in groups, in either case",
    evidence="ISO 13616: length by country, mod 97",
    forms=(Form(_written(), is_iban, (_GATE,)),),
)
