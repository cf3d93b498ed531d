"""EMAIL: mail addresses, plain or with the signs spelt as words."""

import re
from collections.abc import Iterator

from pipeline.kernels.pii.gates import AT, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.mailboxes import is_role
from pipeline.kernels.pii.reserved import redrawn
from pipeline.kernels.pii.surroundings import WORD, after, before, near
from pipeline.kernels.pii.vocabulary import Words

# top levels of two letters are countries; of the longer ones, those in common use (IANA root zone)
_TLD = frozenset(
    b"com net org edu gov mil int info biz name pro aero coop museum jobs mobi tel travel asia cat post app dev page xyz "
    b"top site online shop store club tech blog cloud live life email world news space website link click studio design "
    b"agency digital media group company solutions team tools systems network center academy fun icu vip "
    b"one work kim seoul".split()
)  # fmt: skip
_COMMON_TLD = frozenset(
    b"com net org edu gov int info biz io co kr jp cn uk us de fr eu me dev ai app xyz".split()
)
# particles and the copula that are glued to an address
_ENDINGS = tuple(
    e.encode()
    for e in "으로 로 에 은 는 이 가 을 를 입니다 이다 와 과 의 도 까지 메일".split()  # noqa: SIM905
)
# how the top levels are read in Korean
_SPOKEN_TLD = ("컴", "넷", "케이알", "코케이알", "오알지", "닷컴", "닷넷")
# reserved by RFC 2606, 2, and RFC 6762: they belong to nobody
_RESERVED_TLD = (b"invalid", b"local", b"localhost", b"example", b"test")
# RFC 2606, 3: documentation writes them; the demo plants addresses at names below them
_OF_DOCUMENTATION = (b"example.com", b"example.net", b"example.org")
# mailboxes of roles (RFC 2142, and others that firms use); at a service for everybody a person has them
_FREE = re.compile(
    rb"(?:naver|gmail|daum|hanmail|nate|hotmail|yahoo|outlook|kakao|icloud|live|msn|aol|korea|empas|paran|protonmail"
    rb"|gmx|web|mail|yandex|qq|163|126)\.(?:com|net|co\.kr|co\.uk|de|ru|me)"
)
# names of algorithms in SSH (RFC 4251, 4.2) have the form of an address
_NO_MAIL = (b"openssh.com", b"libssh.org", b"lysator.liu.se")
# the repository in git@github.com:owner/name, and the package in a URL
_GIT = re.compile(rb":(?:[A-Za-z0-9_~.\-]+/|//)|:[A-Za-z0-9_.\-]+\.git")
# icon@2x.png is a picture of double size
_SCALE = re.compile(rb"[1-4]x\.")
_OF_MESSAGE = Words("(?:message-?id|in-?reply-?to|references|content-id)[\"' :=<]*$")
_IDENTIFIER = re.compile(rb"[0-9]{8,}\.[a-z]{0,4}[0-9]{3,}@|pine\.[0-9.]{6}")
_MAIL = Words(
    "메일",
    "mail",
    "contact",
    "연락",
    "문의",
    "주소",
    "이멜",
    "write to",
    "reach",
    "계정",
    "제보",
    "아이디",
)
_PARTS = re.compile(rb"([A-Za-z0-9._%+\-]+)(?:[^A-Za-z0-9]+([A-Za-z0-9\-]+))?")
_LAST = re.compile(rb"[A-Za-z]+$")


def is_email(text: bytes, start: int, end: int) -> bool:
    """True if the local part is complete and the top level is in use and not reserved."""
    span = text[start:end].lower()
    left = before(text, start)
    # 이메일/kim@naver.com: a slash or a hyphen behind Hangul parts a label
    if left in b"/-" and before(text, start - 1) > 0x7F:
        left = 32
    if left in b"._%+-@/$" or b".." in span or before(text, start) in WORD:
        return False
    # RFC 5322, 3.6.4: an identifier of a message has the form of an address
    if _OF_MESSAGE.search(text[max(0, start - 24) : start]) or _IDENTIFIER.match(span):
        return False
    local, _, domain = span.partition(b"@")
    if domain in _NO_MAIL + _OF_DOCUMENTATION or domain.startswith(b"-"):
        return False
    if _SCALE.match(domain):
        return False
    if is_role(local) and not _FREE.fullmatch(domain):
        return False
    # git@host is the login of a server of repositories
    if _GIT.match(text, end) or local == b"git":
        return False
    if text[max(0, start - 6) : start].lower().endswith((b"ssh://", b"git://")):
        return False
    top = domain.rpartition(b".")[2]
    return top not in _RESERVED_TLD and (len(top) == 2 or top in _TLD)


def is_korean_email(text: bytes, start: int, end: int) -> bool:
    """True if no word goes on behind a domain under .한국 (RFC 6531): particles may, 회사.한국어 may not."""
    left = before(text, start)
    goes_on = 0xEA <= after(text, end) <= 0xED and not text.startswith(_ENDINGS, end)
    return left not in b"._%+-@/$" and not goes_on and b".." not in text[start:end]


def is_spelt_email(text: bytes, start: int, end: int) -> bool:
    """True if an address with its at sign or point in words has a common top level or a known service."""
    if before(text, start) in WORD or before(text, start) in b"./@#":
        return False
    span = text[start:end].lower()
    # issue (#) 12.com
    if b"#" in span and not (_KNOWN.search(span) or near(_MAIL, text, start, end)):
        return False
    # a word that goes on behind a service is another word: 네이버쇼핑
    if 0xEA <= after(text, end) <= 0xED and not text.startswith(_ENDINGS, end):
        return False
    if span.endswith(_SPOKEN) or any(name in span for name in _SERVICES_IN_KOREAN):
        return True
    top = _LAST.search(span.rstrip(b")]} "))
    return top is not None and top[0] in _COMMON_TLD


def is_email_with_spaces(text: bytes, start: int, end: int) -> bool:
    """True for a common top level; a space before the at sign alone needs a word such as mail nearby."""
    if before(text, start) in WORD or before(text, start) in b"._@/":
        return False
    span = text[start:end].lower()
    top = span.rpartition(b".")[2].strip()
    if top not in _COMMON_TLD:
        return False
    if _KNOWN.search(span.replace(b" ", b"")):
        return True
    balanced = b" @ " in span or b" @" not in span
    return (balanced and top in (b"com", b"net", b"kr", b"org")) or near(_MAIL, text, start, end)


def is_at_service(text: bytes, start: int, end: int) -> bool:
    """True for `name at gmail.com` and `name#naver.com` if the name has a digit or mark, or mail is named."""
    if before(text, start) in WORD or before(text, start) in b"./@#":
        return False
    name = re.split(rb"[ #]", text[start:end], maxsplit=1)[0]
    marked = any(c in b"0123456789._-" for c in name)
    known = _KNOWN.search(text, start, end) is not None
    return (
        (b"#" in text[start:end] and (known or marked))
        or (known and marked)
        or near(_MAIL, text, start, end, behind=24)
    )


def pseudonym(value: bytes, source: Iterator[int]) -> bytes:
    """Other letters at the top level `invalid` (RFC 2606). A spelt address becomes a plain one."""
    local, domain = _PARTS.match(value).groups(b"")  # type: ignore[union-attr]
    return redrawn(local, source) + b"@" + redrawn(domain or b"aaaaaa", source) + b".invalid"


# Local part and domain as people write them (RFC 5321 atoms); the last label has no digits.
_LOCAL = r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}"
_DOMAIN = r"(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24}"
_LABEL = r"[A-Za-z0-9\-]{2,63}"
# Domains of the top level .한국, and local parts in Hangul.
_HANGUL = r"(?:[A-Za-z0-9]|[\xea-\xed][\x80-\xbf][\x80-\xbf])"
_KOREAN = rf"{_HANGUL}(?:{_HANGUL}|[._%+\-]){{0,31}}@(?:(?:{_HANGUL}|-){{1,31}}\.){{1,4}}한국"
# mail services in Korean letters
_SERVICES = "네이버|한메일|지메일|구글 ?메일|다음|네이트|카카오(?:메일)?|핫메일|야후|아웃룩|아이클라우드|엠팔|파란|코리아닷컴"
_SERVICES_IN_KOREAN = tuple(
    s.encode() for s in "네이버 한메일 지메일 구글 다음 네이트 카카오 핫메일 야후 아웃룩 아이클라우드 엠팔 파란 코리아닷컴".split()  # noqa: SIM905
)  # fmt: skip
_SPOKEN = tuple(t.encode() for t in _SPOKEN_TLD)
_SERVICE = (
    r"(?:naver|gmail|daum|hanmail|nate|hotmail|yahoo|outlook|kakao|icloud|live)\.(?:com|net|co\.kr)"
)
_BRACKETED = r"[\[({<] ?(?:at|AT|At|@|#|a|골뱅이|앳|엣) ?[\])}>]"
_SPELT_SIGN = rf"(?:{_BRACKETED}|_at_|_AT_|-at-|\*at\*|골뱅이|앳|엣)"
_AT_IN_WORDS = rf" {{0,2}}{_SPELT_SIGN} {{0,2}}"
_SPELT_DOT = r"(?:\.| ?[\[({<] ?(?:dot|DOT|Dot|점|닷|쩜|\.) ?[\])}>] ?|_dot_|-dot-| (?:dot|DOT) | ?(?:점|닷|쩜) ?| \. )"
# a name whose points are spelt too: minji 점 kim 골뱅이
_SPELT_LOCAL = rf"(?:[A-Za-z0-9]{{1,32}}(?: ?[\[({{<] ?(?:dot|DOT|Dot|점|닷|쩜|\.) ?[\])}}>] ?|_dot_| (?:dot|DOT|점|닷|쩜) )){{0,2}}{_LOCAL}"
_TOP = r"(?:[A-Za-z0-9\-]{2,24}|코케이알|케이알|오알지|컴|넷)"
# a blank behind a plain point goes on in small letters: ajc. com, and not in the capital of the next sentence
_POINT = rf"(?:{_SPELT_DOT}{_TOP}|\. [a-z0-9\-]{{2,24}})"
# 다음넷: the top level may follow a service without a word for the point
_SPELT_DOMAIN = rf"(?:(?:{_SERVICES})(?:넷|컴|(?:{_POINT}){{0,2}})|{_LABEL}(?:{_POINT}){{1,3}})"
_SPELT_AT = Gate(rf"[A-Za-z0-9][\])}}]? {{0,2}}{_SPELT_SIGN} {{0,2}}[A-Za-z0-9\xea-\xed]", 160, 200)
_IN_KOREAN = Gate(rf"[A-Za-z0-9] ?@ ?(?:{_SERVICES})", 160, 200)
_AT_DOT = Gate(r"[A-Za-z0-9] (?:at|AT|At) [A-Za-z0-9\-]{2,63} (?:dot|DOT|Dot) [A-Za-z]", 80, 200)
_UNDER_KOREA = Gate(r"\.한국", 512, 32)
_SPACED = Gate(r"[A-Za-z0-9](?: {1,2}@ {0,2}| {0,2}@ {1,2})[A-Za-z0-9\-]{2,63} ?\.", 80, 200)
_DOMAINS = rf"(?:{_SERVICE}|[A-Za-z0-9\-]{{2,40}}\.(?:com|net|org|co\.kr|ac\.kr|or\.kr|go\.kr|re\.kr|kr|io))"
_KNOWN = re.compile(_SERVICE.encode())
_SIGNLESS = Gate(rf"[A-Za-z0-9](?: (?:at|AT|At) | ?# ?){_DOMAINS}".replace("{2,40}", "+"), 80, 48)

_HIDDEN_NAME = Gate(r"\*\*@[A-Za-z0-9]", 56, 120)
# the at sign in the query of an address
_ESCAPED_AT = Gate(r"[A-Za-z0-9]%40[A-Za-z0-9]", 80, 120)
# minji@nate,com and minji@nate .com: a comma or a blank beside the point of a known service
_KNOWN_NAMES = "(?:naver|gmail|daum|hanmail|nate|hotmail|yahoo|outlook|kakao|icloud)"
_SLIPPED = Gate(rf"[A-Za-z0-9] ?@ ?{_KNOWN_NAMES} ?[,. ] ?(?:com|net|co)", 80, 24)


def is_escaped(text: bytes, start: int, end: int) -> bool:
    """True for an address whose at sign is %40, between the borders of a value."""
    if before(text, start) in WORD or before(text, start) in b"._+-":
        return False
    # %7C, a bar, before it: the name begins behind the escaped byte
    if text[start - 1 : start] == b"%":
        return False
    top = text[start:end].lower().rpartition(b".")[2]
    return after(text, end) not in WORD and (len(top) == 2 or top in _TLD)


def is_partly_hidden(text: bytes, start: int, end: int) -> bool:
    """True for an address whose name is hidden but for its beginning: kim***@naver.com."""
    domain = text[start:end].lower().partition(b"@")[2]
    top = domain.rpartition(b".")[2]
    return before(text, start) not in WORD and after(text, end) not in WORD and top in _COMMON_TLD


def is_slipped(text: bytes, start: int, end: int) -> bool:
    """True for an address at a known service whose point is a comma or has a blank beside it."""
    return (
        before(text, start) not in WORD
        and before(text, start) not in b"._+-/"
        and after(text, end) not in WORD
    )


KIND = Kind(
    name="EMAIL",
    precedence=30,
    looks="plain, with spaces, `(at)`, `[at]`, `(#)`, ` at ` with ` dot `, 골뱅이, 앳, 점, 쩜, 닷, services in Korean "
    "(네이버, 지메일), domains under .한국",
    evidence="RFC 5321 atoms; a country or a top level in common use; names that RFC 2606 reserves (`.invalid`, `.test`, "
    "example.com), `.local`, SSH algorithms, git logins and mailboxes of roles (RFC 2142) are rejected",
    forms=(
        Form(_LOCAL + r"@" + _DOMAIN, is_email, (AT,)),
        Form(r"[A-Za-z0-9][A-Za-z0-9._+\-]{0,63}%40" + _DOMAIN, is_escaped, (_ESCAPED_AT,)),
        Form(
            rf"{_LOCAL} ?@ ?{_KNOWN_NAMES}(?:, ?| ?\. ?)(?:com|net|co ?\. ?kr)",
            is_slipped,
            (_SLIPPED,),
        ),
        Form(
            r"[A-Za-z0-9][A-Za-z0-9._\-]{0,31}\*{2,16}@" + _DOMAIN,
            is_partly_hidden,
            (_HIDDEN_NAME,),
        ),
        Form(_KOREAN, is_korean_email, (_UNDER_KOREA,)),
        Form(_SPELT_LOCAL + _AT_IN_WORDS + _SPELT_DOMAIN, is_spelt_email, (_SPELT_AT,)),
        Form(
            rf"{_LOCAL} ?@ ?(?:{_SERVICES})(?:{_SPELT_DOT}{_TOP}){{0,2}}",
            is_spelt_email,
            (_IN_KOREAN,),
        ),
        Form(
            r"(?:[A-Za-z0-9]{1,32} (?:dot|DOT|Dot) ){0,2}"
            + _LOCAL
            + r" (?:at|AT|At) [A-Za-z0-9\-]{2,63}(?: (?:dot|DOT|Dot) [A-Za-z0-9\-]{2,24}){1,3}",
            is_spelt_email,
            (_AT_DOT,),
        ),
        Form(
            rf"(?:[A-Za-z0-9]{{1,32}} \. )?{_LOCAL}(?: {{1,2}}@ {{0,2}}| {{0,2}}@ {{1,2}}){_LABEL}(?: ?\. ?{_LABEL}){{1,3}}",
            is_email_with_spaces,
            (_SPACED,),
        ),
        Form(_LOCAL + r"(?: (?:at|AT|At) | ?# ?)" + _DOMAINS, is_at_service, (_SIGNLESS,)),
    ),
    pseudonym=pseudonym,
)
