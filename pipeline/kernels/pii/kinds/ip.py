"""IP: public addresses of machines."""

import ipaddress
import re
from collections.abc import Iterator

from pipeline.kernels.pii.gates import NUMBER, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.lines import line_begin
from pipeline.kernels.pii.surroundings import DIGITS, WORD, after, before, near
from pipeline.kernels.pii.tables import head
from pipeline.kernels.pii.vocabulary import Words

_QUAD = Gate(r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]", 8, 16)
_COLON = Gate(r"[23][0-9A-Fa-f]{3}:[0-9A-Fa-f]{0,4}:", 2, 48)

_IP_WORDS = Words(
    "ip", "아이피", "서버", "주소", "접속", "차단", "server", "host", "address", "dns", "ping", "from", "port",
    "http", "gateway", "client", "block", "request"
)  # fmt: skip
_VERSION_WORDS = Words(
    "(?:[a-z]version|(?:^|[^a-z])(?:v|ver\\.?|version[=:]?|bios|firmware|kernel|patch|sdk|ios)|(?:버전|판본|릴리스|펌웨어|바이오스|드라이버|에디션|패치)(?:은|는|이|을|를|:)?|§|제|절|항|장|표|그림|부록|조항"
    "|규격|표준|빌드|sect?\\.|sections?|clauses?|chapter|figure|table|appendix|release|standard|build|driver|(?:^|[^A-Za-z])EC"
    "|(?:upgraded|updated|downgraded|bumped|rolled back) to|RFC|ANSI|ISO(?:/IEC)?|IEC|IEEE|C(?:9|1)[0-9]|@|[<>=~!]=|[\\^])$"
)
_OR_NEWER = re.compile(rb"['\"`)]{0,2},? (?:or|and) (?:newer|later|higher|above|greater|earlier)")
_PROGRAM = re.compile(rb"[A-Z][A-Za-z]*[a-z]/$")
_LOG = re.compile(rb" - |,? \\[|, [0-9]")
# IPv4 numbers with every octet below this are mostly section numbers: 4.9.9.4
_SMALL_OCTET = 40
# distinct octets, all of one digit, of resolvers for the public
_MOST_DISTINCT, _SHORT = 2, 8


def is_public_address(text: bytes, start: int, end: int) -> bool:
    """True for a public address; version and section numbers and parts of longer numbers are rejected."""
    if _is_part(text, start, end):
        return False
    span = text[start:end]
    nearby = text[line_begin(text, start, 24) : start].rstrip(b" ([\"':>")
    if _VERSION_WORDS.search(nearby) or _VERSION_WORDS.search(nearby.rstrip(b" =")):
        return False
    # Edg/118.0.149.128, and a column of versions
    if _PROGRAM.search(nearby) or _VERSION_WORDS.search(head(text, start)):
        return False
    # '2.8.5.201' or newer
    if _OR_NEWER.match(text, end):
        return False
    try:
        address = ipaddress.ip_address(span.decode())
    except ValueError:
        return False
    if not address.is_global or address.is_multicast:
        return False
    # 8.8.8.8, 1.0.0.1: firms choose such addresses for services to the public
    octets = span.split(b".")
    if len(set(octets)) <= _MOST_DISTINCT and len(span) < _SHORT:
        return False
    # a log of requests begins its lines with the address of the client
    if before(text, start) in b"\n " and _LOG.match(text, end) and _begins_line(text, start):
        return True
    small = b":" not in span and all(int(octet) < _SMALL_OCTET for octet in octets)
    return not small or near(_IP_WORDS, text, start, end)


def _begins_line(text: bytes, start: int) -> bool:
    """True if nothing but blanks stands before the span in its line."""
    return not text[line_begin(text, start) : start].strip()


def _is_part(text: bytes, start: int, end: int) -> bool:
    """True if a word, a longer number, a time or a longer IPv6 address goes on around the span."""
    left, right = before(text, start), after(text, end)
    # two hyphens are a dash: --222.106.148.161 in a signature
    is_dash = text[max(0, start - 2) : start] == b"--"
    if left in WORD or right in WORD or (left in b".-_" and not is_dash) or right in b"-_":
        return True
    # Received: from [IPv6:2600:1700::1], RFC 5321
    if text[max(0, start - 5) : start].lower() == b"ipv6:":
        return right in b":"
    if (
        left == ord(":")
        and start > 1
        and (text[start - 2] in DIGITS or text[start - 2] == ord(":"))
    ):
        return True
    if text.startswith(b".in-addr", end):
        return True
    return right == ord(".") and end + 1 < len(text) and text[end + 1] in DIGITS


def pseudonym(value: bytes, source: Iterator[int]) -> bytes:
    """An address of the documentation range (RFC 5737, RFC 3849)."""
    if b":" in value:
        return b"2001:db8::" + f"{next(source) << 8 | next(source):x}".encode()
    return b"192.0.2.%d" % next(source)


def is_parted(text: bytes, start: int, end: int) -> bool:
    """True for a public address with points in brackets or between blanks: 8[.]8[.]4[.]4, 211 . 45 . 12 . 5."""
    span = text[start:end]
    plain = span.replace(b".", b"").isdigit()
    if plain or not (b"[" in span or b"(" in span or near(_IP_WORDS, text, start, end)):
        return False
    if before(text, start) in WORD or before(text, start) in b"." or after(text, end) in WORD:
        return False
    try:
        parsed = ipaddress.ip_address(b".".join(_NUMBERS.findall(span)).decode())
    except ValueError:
        return False
    return parsed.is_global and not parsed.is_multicast


_NUMBERS = re.compile(rb"[0-9]+")
_POINT = r"(?: ?[\[({] ?(?:\.|dot|DOT|점) ?[\])}] ?| ?\. ?)"
_PARTED_FORM = rf"[0-9]{{1,3}}(?:{_POINT}[0-9]{{1,3}}){{3}}"
_PARTED = Gate(rf"[0-9](?:{_POINT}[0-9]{{1,3}}){{2}}{_POINT}[0-9]", 12, 24)

KIND = Kind(
    name="IP",
    precedence=210,
    looks="public IPv4 and IPv6",
    evidence="`ipaddress.is_global`, no multicast; version numbers, section numbers and parts of longer "
    "dotted numbers are rejected; octets that are all below 40 need a word such as 서버 nearby",
    forms=(
        Form(
            r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}|[23][0-9A-Fa-f]{3}:(?:[0-9A-Fa-f]{0,4}:){1,6}[0-9A-Fa-f]{0,4}",
            is_public_address,
            (NUMBER, _QUAD, _COLON),
        ),
        Form(_PARTED_FORM, is_parted, (_PARTED,)),
    ),
    pseudonym=pseudonym,
)
