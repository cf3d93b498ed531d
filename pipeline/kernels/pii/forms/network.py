"""E-mail, addresses of machines, names and passwords inside URLs."""

import ipaddress

from pipeline.kernels.pii.forms import Form
from pipeline.kernels.pii.surroundings import (
    DIGITS,
    WORD,
    after,
    before,
    continues,
    near,
    words,
)

_IP_WORDS = words(
    "ip", "아이피", "서버", "주소", "접속", "차단", "server", "host", "address", "dns", "ping", "from", "port",
    "http", "gateway", "client", "block", "request"
)  # fmt: skip
_VERSION_WORDS = words(
    "(?:(?:^|[^a-z])v|ver\\.?|version[=:]?|(?:버전|판본|릴리스|펌웨어)(?:은|는|이|을|를|:)?|§|제|절|항|장|표|그림|부록|조항"
    "|규격|표준|빌드|sect?\\.|sections?|clauses?|chapter|figure|table|appendix|release|standard|build|driver"
    "|RFC|ANSI|ISO(?:/IEC)?|IEC|IEEE|C(?:9|1)[0-9]|@)$"
)
_COMMON_TLD = frozenset(
    b"com net org edu gov int info biz io co kr jp cn uk us de fr eu me dev ai app xyz".split()
)
_HOSTS = (b"invalid", b"local", b"localhost")  # RFC 2606 and 6762: nobody's


def email(text: bytes, start: int, end: int) -> bool:
    """A local part that is not the tail of something longer, at a domain that exists."""
    span = text[start:end]
    if before(text, start) in b"._%+-@/" or b".." in span or before(text, start) in WORD:
        return False
    return span.rpartition(b".")[2].lower() not in _HOSTS


def spelt_email(text: bytes, start: int, end: int) -> bool:
    """An address with the at sign or the point in words, at a common top level."""
    last = text[start:end].lower()
    for word in (b"dot", "점".encode(), "닷".encode(), b")", b"]", b" "):
        last = last.rpartition(word)[2] if word in last else last
    return before(text, start) not in WORD and last.rpartition(b".")[2] in _COMMON_TLD


def userinfo(text: bytes, start: int, end: int) -> bool:
    """Name and password before the host of a URL; not the variables of a template."""
    span = text[start:end]
    return not any(c in span for c in b"<>{}$*") and b"PI:" not in span


def ip(text: bytes, start: int, end: int) -> bool:
    """A public address that is no version, clause or part of a longer dotted number."""
    left, right = before(text, start), after(text, end)
    if left in WORD or right in WORD or left in b".-_" or right in b"-_":
        return False
    if left == 58 and start > 1 and (text[start - 2] in DIGITS or text[start - 2] == 58):
        return False  # the tail of an IPv6 address or of a time
    if right == 46 and end + 1 < len(text) and text[end + 1] in DIGITS:
        return False
    span = text[start:end]
    try:
        address = ipaddress.ip_address(span.decode())
    except ValueError:
        return False
    if not address.is_global or address.is_multicast:
        return False
    nearby = text[max(text.rfind(b"\n", 0, start) + 1, start - 24) : start].rstrip(b" ([\"'=:")
    if _VERSION_WORDS.search(nearby):
        return False
    small = b":" not in span and all(int(octet) < 40 for octet in span.split(b"."))
    return not small or near(_IP_WORDS, text, start, end)  # 4.9.9.4 is a section


def mac(text: bytes, start: int, end: int) -> bool:
    """The address of a network card; not of a group, nor reserved (RFC 7042)."""
    span = text[start:end].lower().replace(b"-", b":")
    if continues(text, start, end, b"-:") or after(text, end) in b":":
        return False
    if span.startswith((b"00:00:00", b"00:00:5e", b"ff:ff:ff")) or len(set(span)) < 4:
        return False
    return any(c in b"abcdef" for c in span)


_LOCAL = r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}"
_LABELS = r"(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24}"
_AT = (
    r"(?: ?(?:\(at\)|\[at\]|\{at\}|\(AT\)|\[AT\]|\( ?@ ?\)|\[ ?@ ?\]) ?"
    r"| ?[\[(]?골뱅이[\])]? ?)"
)
_DOT = (
    r"(?:\.| ?(?:\(dot\)|\[dot\]|\{dot\}|\(DOT\)|\[DOT\]) ?"
    r"| (?:dot|DOT) | ?(?:점|닷) ?)"
)

FORMS = (
    Form("USERINFO", r"://([^/\s:@\"'?#]{1,64}:[^/\s@\"'?#]{1,128})@", userinfo, ("at",), group=1),
    # Local part and domain as people write them (RFC 5321 atoms); the last label has no digits.
    Form("EMAIL", _LOCAL + r"@" + _LABELS, email, ("at",)),
    Form(
        "EMAIL",
        _LOCAL + _AT + r"[A-Za-z0-9\-]{2,63}(?:" + _DOT + r"[A-Za-z0-9\-]{2,24}){1,3}",
        spelt_email,
        ("spelt_at",),
    ),
    Form(
        "EMAIL",
        _LOCAL + r" (?:at|AT) [A-Za-z0-9\-]{2,63}(?: (?:dot|DOT) [A-Za-z0-9\-]{2,24}){1,3}",
        spelt_email,
        ("at_dot",),
    ),
    Form(
        "IP",
        r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}|[23][0-9A-Fa-f]{3}:(?:[0-9A-Fa-f]{0,4}:){1,6}[0-9A-Fa-f]{0,4}",
        ip,
        ("number", "quad", "colon"),
    ),
    Form(
        "MAC",
        r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}",
        mac,
        ("mac",),
    ),
)
