"""Pseudonyms: another value of the same shape, which belongs to nobody.

Digits and letters come from HMAC-SHA256 over the kind and the value without its separators: equal values
have equal pseudonyms under one key. A pseudonym lies where the forms of its kind match nothing (unassigned
blocks, impossible dates, reserved ranges), so that scrubbing twice changes nothing. Each kind states its
own rule in its file.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator

import numpy as np

from pipeline.kernels.pii.kinds import BY_PRECEDENCE
from pipeline.kernels.pii.numerals import with_digits
from pipeline.kernels.pii.surroundings import DIGITS
from pipeline.kernels.pii.view import MIDDLE, View

MIN_KEY = 16  # bytes
_RULES = {kind.name: kind.pseudonym for kind in BY_PRECEDENCE if kind.pseudonym}
_HIDDEN = re.compile(rb"[0-9*#xX_ \-./~()+\x7f]+")
_BLANKS = re.compile(rb"_{2,}")
_SHOWN = bytes.maketrans(b"*#xX", b"0000")
# the other kinds have no range that belongs to nobody: they can only be masked
KINDS = tuple(_RULES)


def stream(key: bytes, kind: str, value: bytes) -> Iterator[int]:
    """Endless bytes, a function of key, kind and the letters and digits of the value alone."""
    plain = bytes(b for b in value.lower() if chr(b).isalnum() or b >= 0x80)
    counter = 0
    while True:
        message = kind.encode() + b"\0" + counter.to_bytes(4, "big") + plain
        yield from hmac.new(key, message, hashlib.sha256).digest()
        counter += 1


def pseudonym(key: bytes, kind: str, value: bytes) -> bytes:
    """The pseudonym of a value. Raises KeyError if `kind` is not in KINDS.

    All spellings of a value have one pseudonym: full-width digits and digits in words count as ASCII ones. A
    digit that its writer hid counts as 0, so that no rule finds the pseudonym again.
    """
    plain = _plain(value)
    return _RULES[kind](plain, stream(key, kind, plain))


def _plain(value: bytes) -> bytes:
    """The value as the forms read it."""
    view = View(np.array([0, len(value)]), np.frombuffer(value, np.uint8)).text(0)[:-1]
    changed = with_digits(view)
    plain = changed[0] if changed else view
    if _HIDDEN.fullmatch(plain) and sum(b in DIGITS for b in plain) > 1:
        plain = _BLANKS.sub(lambda run: b"0" * len(run[0]), plain.translate(_SHOWN))
    return plain.replace(bytes([MIDDLE]), "·".encode())
