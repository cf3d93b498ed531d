"""MAC: addresses of network cards."""

from collections.abc import Iterator

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.surroundings import after, continues

_GATE = Gate(r"[0-9A-Fa-f]{2}(?:[:\-][0-9A-Fa-f]{2}){3}[:\-]", 2, 24)


def is_network_card(text: bytes, start: int, end: int) -> bool:
    """True unless the address is reserved (RFC 7042), has no letter, or is a part of something longer."""
    span = text[start:end].lower().replace(b"-", b":")
    if continues(text, start, end, b"-:") or after(text, end) in b":":
        return False
    if span.startswith((b"00:00:00", b"00:00:5e", b"ff:ff:ff")) or len(set(span)) < 4:
        return False
    return any(c in b"abcdef" for c in span)


def pseudonym(value: bytes, source: Iterator[int]) -> bytes:
    """An address of the documentation range (RFC 7042)."""
    return b"00:00:5e:00:53:%02x" % next(source)


KIND = Kind(
    name="MAC",
    precedence=220,
    looks="six octets",
    evidence="RFC 7042: reserved ranges are rejected",
    forms=(
        Form(
            r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}",
            is_network_card,
            (_GATE,),
        ),
    ),
    pseudonym=pseudonym,
)
