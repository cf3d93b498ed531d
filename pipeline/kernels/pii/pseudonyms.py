"""Pseudonyms: the same shape, the same for the same value and key, and never a value of anyone.

Digits and letters come from HMAC-SHA256 over the kind and the value without its separators. Each kind
keeps its separators and lies where its form finds nothing: in blocks that are not assigned, dates that
are none, ranges that are reserved. So a pseudonym is nobody's, and scrubbing twice changes nothing.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterator

MIN_KEY = 16  # bytes
_ADDRESS = re.compile(rb"([A-Za-z0-9._%+\-]+)(?:@([A-Za-z0-9\-]+))?")
_RUN = re.compile(rb"[0-9]+")


def stream(key: bytes, kind: str, value: bytes) -> Iterator[int]:
    """Bytes without end, a function of key, kind and the letters and digits of the value alone."""
    plain = bytes(b for b in value.lower() if chr(b).isalnum() or b >= 0x80)
    counter = 0
    while True:
        message = kind.encode() + b"\0" + counter.to_bytes(4, "big") + plain
        yield from hmac.new(key, message, hashlib.sha256).digest()
        counter += 1


def _alike(value: bytes, source: Iterator[int]) -> bytes:
    """Every ASCII digit and letter by another one; the rest stays."""
    made = bytearray()
    for byte in value:
        draw = next(source)
        if 0x30 <= byte <= 0x39:
            made.append(0x30 + draw % 10)
        elif 0x41 <= byte <= 0x5A:
            made.append(0x41 + draw % 26)
        elif 0x61 <= byte <= 0x7A:
            made.append(0x61 + draw % 26)
        else:
            made.append(byte)
    return bytes(made)


def _with_digits(value: bytes, source: Iterator[int], fixed: dict[int, str]) -> bytes:
    """The same with the digits at some positions (among the digits, from 0) given."""
    made, seen = bytearray(_alike(value, source)), 0
    for i, byte in enumerate(value):
        if 0x30 <= byte <= 0x39:
            if seen in fixed:
                made[i] = ord(fixed[seen])
            seen += 1
    return bytes(made)


def _email(value: bytes, source: Iterator[int]) -> bytes:
    """Other letters, at a top level that RFC 2606 reserves. A spelt address becomes a plain one."""
    local, domain = _ADDRESS.match(value).groups(b"")  # type: ignore[union-attr]
    return _alike(local, source) + b"@" + _alike(domain or b"aaaaaa", source) + b".invalid"


def _phone(value: bytes, source: Iterator[int]) -> bytes:
    """The prefix stays, and the block in the middle begins with 0, which none does."""
    groups = [m.span() for m in _RUN.finditer(value)]
    digits = sum(b - a for a, b in groups)
    if digits < 9:
        return b"010-0000-0000"  # spelt in Hangul
    if len(groups) > 2 or (len(groups) == 2 and groups[-1][1] - groups[-1][0] == 4):
        head = digits - 4 - (groups[-2][1] - groups[-2][0])
    else:
        head = 2 if value.startswith(b"02") else 3
    plain = bytes(b for b in value if 0x30 <= b <= 0x39)
    fixed = {i: chr(plain[i]) for i in range(head)}
    return _with_digits(value, source, {**fixed, head: "0"})


def _ip(value: bytes, source: Iterator[int]) -> bytes:
    """An address of the documentation range (RFC 5737, RFC 3849)."""
    if b":" in value:
        return b"2001:db8::" + f"{next(source) << 8 | next(source):x}".encode()
    return b"192.0.2.%d" % next(source)


# Digits, by their position among the digits, that put a number where none is given out.
_FIXED: dict[str, dict[int, str]] = {
    "CARD": {0: "0"},  # no issuer
    "RRN": {2: "0", 3: "0"},  # no month
    "FRN": {2: "0", 3: "0"},
    "DRIVER_LICENSE": {0: "0", 1: "0"},  # no region
    "HEALTH_INSURANCE": {0: "0", 1: "0"},
    "SSN": {0: "0", 1: "0", 2: "0"},
    "ACCOUNT": {0: "0", 1: "0", 2: "0"},
    "PLATE": {0: "0", 1: "0"},
}
_OWN: dict[str, Callable[[bytes, Iterator[int]], bytes]] = {
    "EMAIL": _email,
    "PHONE": _phone,
    "IP": _ip,
    "MAC": lambda value, source: b"00:00:5e:00:53:%02x" % next(source),  # RFC 7042
    "PASSPORT": lambda value, source: b"X" + _alike(value[1:], source),  # no such type
}
KINDS = (*_OWN, *_FIXED)  # the others have no range that is nobody's: mask them


def pseudonym(key: bytes, kind: str, value: bytes) -> bytes:
    """What stands for a value. Raises KeyError for a kind that has no reserved values."""
    source = stream(key, kind, value)
    if kind in _OWN:
        return _OWN[kind](value, source)
    return _with_digits(value, source, _FIXED[kind])
