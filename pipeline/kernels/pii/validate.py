"""Validators: does a span that has the form of a kind stand for one, in its surroundings?

`text` is the UTF-8 text, `start` and `end` bytes of the span. They look at most 48 bytes around it.
"""

import ipaddress
import re
from datetime import date

CONTEXT = 48  # bytes before a span in which a keyword may stand (16 Korean syllables)

_WORD = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_DIGITS = frozenset(b"0123456789")
_RRN_WORDS = re.compile("주민|외국인|RRN|rrn".encode())
_CARD_WORDS = re.compile("카드|[Cc]ard".encode())
_VERSION_WORDS = re.compile(
    "(?:[vV]|[vV]er\\.?|[vV]ersion[=:]?|(?:버전|판본)(?:은|는|이|을|를|:)?|§|제|RFC|절|항)[ ]?$".encode()
)
_CORPORATE_WORDS = re.compile("법인|corporat".encode())


def _before(text: bytes, start: int) -> int:
    return text[start - 1] if start > 0 else 32


def _after(text: bytes, end: int) -> int:
    return text[end] if end < len(text) else 32


def _digits(span: bytes) -> str:
    return "".join(chr(b) for b in span if b in _DIGITS)


def _continues(text: bytes, start: int, end: int, joints: bytes = b"-") -> bool:
    """Whether the span is a piece of a longer number: digits touch it, or lie behind a joint."""
    before, after = _before(text, start), _after(text, end)
    if before in _WORD or after in _WORD:
        return True
    if before in joints and start > 1 and text[start - 2] in _WORD:
        return True
    return after in joints and end + 1 < len(text) and text[end + 1] in _DIGITS


def luhn(digits: str) -> bool:
    """The check digit of ISO/IEC 7812-1, annex B."""
    total = 0
    for i, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + i % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def ean13(digits: str) -> bool:
    """The check digit of a GTIN-13 barcode or ISBN-13."""
    return sum(int(d) * (1 + 2 * (i % 2)) for i, d in enumerate(digits)) % 10 == 0


def rrn_checksum(digits: str) -> bool:
    """The check digit of resident numbers issued before October 2020."""
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    total = sum(w * int(d) for w, d in zip(weights, digits, strict=False))
    return (11 - total % 11) % 10 == int(digits[12])


def _birth_is_real(digits: str) -> bool:
    century = {"9": 1800, "0": 1800, "1": 1900, "2": 1900, "5": 1900, "6": 1900}.get(
        digits[6], 2000
    )
    try:
        born = date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    return born.year < 2100


def email(text: bytes, start: int, end: int) -> bool:
    """A local part that is not the tail of something longer."""
    return _before(text, start) not in b"._%+-@/" and b".." not in text[start:end]


def rrn(text: bytes, start: int, end: int) -> bool:
    """A real birth date; without a separator also the checksum or a keyword, and no barcode."""
    digits = _digits(text[start:end])
    if _continues(text, start, end) or not _birth_is_real(digits):
        return False
    near = text[max(0, start - CONTEXT) : start]
    named = bool(_RRN_WORDS.search(near))
    if named:
        return True
    if _CORPORATE_WORDS.search(near):
        return False  # a corporate registration number has the same 6-7 form
    if len(digits) == end - start:  # bare 13 digits
        return rrn_checksum(digits) and not (ean13(digits) and digits[:3] in ("880", "978", "979"))
    return True


def card(text: bytes, start: int, end: int) -> bool:
    """Luhn and an issuer range; local cards (9xxx) too. Separators must be all alike."""
    span = text[start:end]
    digits = _digits(span)
    if not 13 <= len(digits) <= 19 or not luhn(digits):
        return False
    separators = {b for b in span if b not in _DIGITS}
    # behind a point it is a fraction, behind a slash a piece of a path
    if len(separators) > 1 or _continues(text, start, end, b"-./"):
        return False
    issuer = digits[0] in "456" or digits[:2] in ("34", "35", "36", "37", "38") or digits[0] == "9"
    issuer = issuer or 2221 <= int(digits[:4]) <= 2720
    if separators:
        return issuer
    if len(digits) == 13 and ean13(digits):
        return False
    return issuer and (len(digits) in (15, 16) or _named_card(text, start))


def _named_card(text: bytes, start: int) -> bool:
    return bool(_CARD_WORDS.search(text[max(0, start - CONTEXT) : start]))


def phone(text: bytes, start: int, end: int) -> bool:
    """A Korean mobile number; three-digit middle blocks only with the older prefixes."""
    span = text[start:end]
    if _continues(text, start, end, b"-.") or (_before(text, start) == 46 and start > 1):
        return False
    digits = _digits(span)
    national = digits[2:].lstrip("0") if digits.startswith("82") else digits[1:]
    if national.startswith("10") and len(national) != 10:
        return False
    return len({b for b in span if b in b".-"}) < 2 or span.startswith(b"+")


def ip(text: bytes, start: int, end: int) -> bool:
    """A public address that is no version, clause or part of a longer dotted number."""
    before, after = _before(text, start), _after(text, end)
    if before in _WORD or after in _WORD or before in b".-" or after == 45:
        return False
    if before == 58 and start > 1 and (text[start - 2] in _DIGITS or text[start - 2] == 58):
        return False  # the tail of an IPv6 address or of a time
    if after == 46 and end + 1 < len(text) and text[end + 1] in _DIGITS:
        return False
    if _VERSION_WORDS.search(text[max(0, start - 24) : start]):
        return False
    try:
        return ipaddress.ip_address(text[start:end].decode()).is_global
    except ValueError:
        return False


VALIDATORS = {"EMAIL": email, "RRN": rrn, "CARD": card, "PHONE": phone, "IP": ip}
