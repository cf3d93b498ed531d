"""MAC: addresses of network cards."""

import re
from collections.abc import Iterator

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.surroundings import (
    DIGITS,
    WORD,
    after,
    before,
    continues,
    near,
    separators_of,
)
from pipeline.kernels.pii.vocabulary import Words

_HEX_LETTERS = frozenset(b"abcdefABCDEF")
_HEX_BYTES = DIGITS | _HEX_LETTERS
_HEX = "[0-9A-Fa-f]"
_GATE = Gate(
    rf"(?:(?m:^)|[^0-9A-Za-z\n])(?:{_HEX}{{1,2}}(?:[:\-_.\x7f]{_HEX}{{2}}){{3}}[:\-_.\x7f]|{_HEX}{{2}}(?: {_HEX}{{2}}){{5}}|{_HEX}{{2}}(?: : {_HEX}{{2}}){{5}})",
    2,
    24,
)
_GROUPS = Gate(
    rf"(?:(?m:^)|[^0-9A-Za-z\n])(?:{_HEX}{{4}}[.:\-]{_HEX}{{4}}[.:\-]{_HEX}{{4}}|{_HEX}{{6}}[\-:]{_HEX}{{6}})",
    2,
    4,
)
_OCTET_BEFORE = re.compile(rb"(?:^|[^0-9A-Za-z])[0-9A-Fa-f]{2} $")
_NAME = r"(?:[Mm][Aa][Cc]|맥|[Pp]hysical|물리(?:적)?|[Hh][Ww]addr|ether|BSSID|bssid|[Bb]luetooth|블루투스|[Ww]i-?[Ff]i|랜카드)"
_NAMED = (
    rf"{_NAME}[ _\-]?(?:[Aa]ddr(?:ess)?|ADDR(?:ESS)?|주소|번호|어드레스)?(?:는|은|가|이)?[ :=|.\t\"'(]{{0,8}}(?:0x)?"
    rf"({_HEX}{{2}}(?:(?: ?[:\-._ \x7f/,|] ?)?{_HEX}{{2}}){{5}}|{_HEX}{{4}}(?:[:\-. ]{_HEX}{{4}}){{2}})"
)
_BARE = Gate(_NAMED.replace("{0,8}", "*"), 2, 4)


_TWELVE = Gate(rf"(?:(?m:^)|[^0-9A-Za-z\n]){_HEX}{{12}}(?:[^0-9A-Za-z]|$)", 2, 4)
_OCTET = rf"(?:{_HEX}{{2}}|\*\*|XX|xx)"
_HIDDEN = Gate(rf"{_HEX}[:\-](?:\*\*|XX|xx)[:\-]|(?:\*\*|XX|xx)[:\-]{_HEX}{{2}}[:\-]", 24, 24)
_MAC = Words(
    "(?:^|[^a-z])mac", "맥 ?주소", "물리(?:적)? ?주소", "hwaddr", "ether", "bssid", "랜카드", "무선랜", "공유기", "단말기", "블루투스", "bluetooth", "wi-?fi", "하드웨어 ?주소", "hardware ?addr", "calling-?_?station", "called-?_?station", "client-?_?mac", "(?:^|[^a-z])sta(?:tion)?(?:[^a-z]|$)", "radius", "dhcp", "wlan", "associat"
)  # fmt: skip


# unassigned, the IETF's, broadcast; groups of IPv4, IPv6, bridges and Cisco (RFC 7042, 2.1)
_OF_NOBODY = (b"000000", b"00005e", b"ffffff", b"01005e", b"3333", b"0180c2", b"01000c")


def is_network_card(text: bytes, start: int, end: int) -> bool:
    """True unless the address is reserved (RFC 7042), has no letter and no name, or is part of something longer."""
    span = text[start:end].lower().replace(b"-", b":")
    return not _is_part(text, start, end) and _is_assigned(text, start, end, span)


_IN_FOURS = re.compile(rb"[0-9A-Fa-f]{4}(?:[:\-][0-9A-Fa-f]{4}){2}")


def is_in_groups(text: bytes, start: int, end: int) -> bool:
    """True for the ways of Cisco (001a.2b3c.4d5e), HP (001a2b-3c4d5e) and others; spaces need letters and a name."""
    span = text[start:end]
    if (
        _is_part(text, start, end)
        or len(separators_of(span.replace(b" : ", b":")) - _HEX_LETTERS) != 1
    ):
        return False
    if b" " in span and b":" not in span:
        beside = _OCTET_BEFORE.search(text, max(0, start - 4), start) is not None
        return (
            not beside
            and near(_MAC, text, start, end, behind=24)
            and _is_assigned(text, start, end, span)
        )
    # abcd-1234-abcd and ::ffff:0a0b:0c01 are words of other things; only Cisco's points need no name
    if _IN_FOURS.fullmatch(span) and not near(_MAC, text, start, end, behind=24):
        return False
    mixed = sum(c in _HEX_LETTERS for c in span) > 1 and any(c in DIGITS for c in span)
    return (mixed or near(_MAC, text, start, end, behind=24)) and _is_assigned(
        text, start, end, span
    )


def is_named_card(text: bytes, start: int, end: int) -> bool:
    """True for twelve hexadecimal digits, in groups or not, right behind the name: MAC00:1a:2b:3c:4d:5e."""
    right = after(text, end)
    return (
        right not in WORD
        and right not in b":"
        and _is_assigned(text, start, end, text[start:end].lower())
    )


def is_bare(text: bytes, start: int, end: int) -> bool:
    """True for twelve hexadecimal digits, letters and figures among them, where a network card is named."""
    span = text[start:end].lower()
    left, right = before(text, start), after(text, end)
    if left in WORD or right in WORD or left in b"-_./:?&" or right in b"-_:":
        return False
    mixed = any(c in DIGITS for c in span) and any(c in _HEX_LETTERS for c in span)
    return (
        mixed and near(_MAC, text, start, end, behind=24) and _is_assigned(text, start, end, span)
    )


def is_partly_hidden(text: bytes, start: int, end: int) -> bool:
    """True for six octets, at least three of them shown and one hidden, where a network card is named."""
    shown = sum(c in _HEX_BYTES for c in text[start:end])
    if continues(text, start, end, b"-:.") or shown not in (6, 8, 10):
        return False
    return near(_MAC, text, start, end, behind=24)


_LABEL = re.compile(rb"(?:^|[^0-9A-Za-z])[0-9a-z]*[g-z][0-9a-z]*:$", re.IGNORECASE)


def _is_part(text: bytes, start: int, end: int) -> bool:
    """True if another octet or group stands beside the span, as in the escaped bytes of a URL: EC.82.AC."""
    right = after(text, end)
    if (
        right in b".-_ "
        and after(text, end + 1) in _HEX_BYTES
        and after(text, end + 2) in _HEX_BYTES
    ):
        return right not in b" "
    # #.EC.B6.9C is the rest of a longer one; addr:98:e7:43:bc:cd:c6 has a label before its colon
    joints = b"-." if _LABEL.search(text, max(0, start - 16), start) else b"-:."
    return before(text, start) in b"." or continues(text, start, end, joints) or right in b":"


def _is_assigned(text: bytes, start: int, end: int, span: bytes) -> bool:
    """False for reserved addresses, and for digits alone that nothing names."""
    plain = bytes(c for c in span.lower() if c in _HEX_BYTES)
    if plain.startswith(_OF_NOBODY) or len(set(plain)) < 4:
        return False
    return any(c in b"abcdef" for c in plain) or near(_MAC, text, start, end, behind=24)


def pseudonym(value: bytes, source: Iterator[int]) -> bytes:
    """An address of the documentation range (RFC 7042)."""
    return b"00:00:5e:00:53:%02x" % next(source)


KIND = Kind(
    name="MAC",
    precedence=220,
    looks="six octets with any separator, 001a.2b3c.4d5e, 001a2b-3c4d5e, in any groups or none behind "
    "MAC, partly hidden (3c:5a:b4:**:**:e2)",
    evidence="RFC 7042: reserved ranges are rejected",
    forms=(
        Form(
            r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}",
            is_network_card,
            (_GATE,),
        ),
        Form(
            rf"(?:{_HEX}{{1,2}}:){{5}}{_HEX}{{1,2}}|{_HEX}{{2}}(?: : {_HEX}{{2}}){{5}}|{_HEX}{{2}}(?:[._ \x7f]{_HEX}{{2}}){{5}}"
            rf"|{_HEX}{{4}}[.:\-]{_HEX}{{4}}[.:\-]{_HEX}{{4}}|{_HEX}{{6}}[\-:]{_HEX}{{6}}",
            is_in_groups,
            (_GATE, _GROUPS),
        ),
        Form(
            _NAMED,
            is_named_card,
            (_BARE,),
            group=1,
        ),
        Form(rf"{_HEX}{{12}}", is_bare, (_TWELVE,)),
        Form(rf"{_OCTET}(?:[:\-]{_OCTET}){{5}}", is_partly_hidden, (_HIDDEN,)),
    ),
    pseudonym=pseudonym,
)
