"""Creative Commons in all its spellings, and KOGL (공공누리)."""

import re

from pipeline.stages.rights import kogl
from pipeline.stages.rights.licence import CC0, PUBLIC_DOMAIN, Licence, creative_commons

_CC = r"creative\s*commons|크리에이티브\s*커먼[즈스]|씨씨엘|CCL"
_URL = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<kind>(?:by|nc|nd|sa)(?:[-_](?:nc|nd|sa|by))*)(?:/(?P<version>\d\.\d))?"
    r"(?:/(?P<port>[a-z]{2})\b)?|(?P<zero>publicdomain/zero)|(?P<mark>publicdomain/mark|licenses/publicdomain))",
    re.IGNORECASE,
)
# The picture of a licence: licensebuttons.net/l/by-nc/4.0/88x31.png, /cc-by-sa.png
_BUTTON = re.compile(
    r"(?:licensebuttons\.net/[lp]/|i\.creativecommons\.org/[lp]/)(?P<kind>zero|mark|(?:by|nc|nd|sa)(?:-(?:nc|nd|sa))*)"
    r"(?:/(?P<version>\d\.\d))?(?:/(?P<port>[a-z]{2})\b)?",
    re.IGNORECASE,
)
# A Korean particle may follow: `(?a:\b)` ends a word before it, `CC BY로`, `CC0으로`.
_BEGIN = re.compile(
    rf"(?P<name>{_CC})|(?P<short>(?a:\b)CC(?=[\s\-‑–_]*BY(?:(?a:\b)|_))|(?a:\b)cc(?=[-‑_ ]*by[\s\-‑_]*(?:nc|nd|sa|\d)|[-‑_]by(?a:\b)))|"
    r"(?P<element>\bAttribution(?=[\s\-–]*(?:Non|No|Share|Pas|Partage|\d\.\d|International))|저작자\s*(?:표시|명시)|\bBY[-‑](?:NC|SA|ND)(?![a-z]))",
)
_BEGIN_ANY = re.compile(_BEGIN.pattern, re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s\-–—‐‑−_/·ㆍ・,.:;+&()\[\]|<>'\"“”‘’*]*(?:and\s+|및\s*|인\s+)?")
_ELEMENTS = (
    (
        "BY",
        re.compile(
            r"BY(?![a-z])|attribution|atribuci[óo]n|reconocimiento|namensnennung|저작자\s*(?:표시|명시)(?:\s*필수)?|출처\s*표시",
            re.IGNORECASE,
        ),
    ),
    (
        "NC",
        re.compile(
            r"NC(?![a-z])|non\s*-?\s*commercial|nicht\s*-?\s*kommerziell|no\s*-?\s*comercial|pas\s+d[’\']utilisation\s+commerciale|keine\s+kommerzielle\s+nutzung|비\s*영리|비\s*상업(?:적)?(?:\s*이용)?|(?:영리적?|상업적?)\s*(?:인\s*)?(?:사용|이용)?\s*(?:불가|금지|허용\s*안\s*함)",
            re.IGNORECASE,
        ),
    ),
    (
        "ND",
        re.compile(
            r"ND(?![a-z])|keine\s+bearbeitung(?:en)?|sin\s*-?\s*(?:obra\s*-?\s*)?derivadas?|pas\s+de\s+modification|no\s*-?\s*deriv(?:ative|ative\s*work|s|atives)*s?(?:\s*works?)?|(?:콘텐츠\s*|컨텐츠\s*|내용\s*)?(?:변경|개작)\s*(?:금지|불가|허용\s*안\s*함)",
            re.IGNORECASE,
        ),
    ),
    (
        "SA",
        re.compile(
            r"SA(?![a-z])|share\s*-?\s*alike|compartir\s*-?\s*igual|partage\s+(?:dans\s+les|à\s+l[’\']identique(?:\s+dans\s+les)?)?\s*(?:mêmes\s+)?conditions|partage\s+à\s+l[’\']identique|weitergabe\s+unter\s+gleichen\s+bedingungen|(?:동일\s*조건|동일조건)\s*(?:변경\s*허락|공유|유지)?",
            re.IGNORECASE,
        ),
    ),
)
# Words between the name and its elements, and between elements and version.
_NOISE = re.compile(
    r"(?:(?:public\s+)?licen[sc]es?|licencia|lizenz|라이선스|라이센스|이용\s*허락|코리아|조건|internationale?|internacional|IGO\b|국제|generic|unported|일반|CC(?![a-z0])|표시|의|필수|(?:영리적?|상업적?)\s*(?:사용|이용)\s*(?:허용|가능)|(?:콘텐츠|컨텐츠|내용)?\s*변경\s*(?:허용|가능))",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?:version|ver\.?|v\.?|버전)?\s*(\d\.\d)(?!\d)", re.IGNORECASE)
_PORT = re.compile(
    r"[\s,]*(?:(대한민국|korea|kr\b)|(united\s+states|us\b)|(united\s+kingdom|uk\b)|(japan|jp\b))",
    re.IGNORECASE,
)
_PORTS = ("KR", "US", "GB", "JP")
_ZERO = re.compile(
    r"(?a:\b)CC[\s‑-]?0(?:\s*1\.0)?(?a:\b)|\bCC[\s-]Zero(?a:\b)|creative\s*commons\s*(?:cc\s*)?zero",
    re.IGNORECASE,
)
_MARK = re.compile(r"public\s+domain\s+mark", re.IGNORECASE)


def find(text: str) -> list[tuple[int, int, Licence]]:
    """(start, end, licence) of every licence of Creative Commons or KOGL that a text names."""
    found = _urls(text)
    inside = [(a, b) for a, b, _ in found]
    named = _commons(text)
    # The address of a licence names its elements once more.
    found += [n for n in named if all(n[1] <= a or n[0] >= b for a, b in inside)]
    found += kogl.find(text)
    found += [(m.start(), m.end(), CC0) for m in _ZERO.finditer(text)]
    found += [(m.start(), m.end(), PUBLIC_DOMAIN) for m in _MARK.finditer(text)]
    return found


def _urls(text: str) -> list[tuple[int, int, Licence]]:
    found = []
    for match in _URL.finditer(text):
        if match["zero"] or match["mark"]:
            found.append((*match.span(), CC0 if match["zero"] else PUBLIC_DOMAIN))
            continue
        found.append((*match.span(), _of(match["kind"], match["version"], match["port"])))
    for match in _BUTTON.finditer(text):
        if match["kind"] in ("zero", "mark"):
            found.append((*match.span(), CC0 if match["kind"] == "zero" else PUBLIC_DOMAIN))
        else:
            found.append((*match.span(), _of(match["kind"], match["version"], match["port"])))
    return found


def _of(kind: str, version: str | None, port: str | None) -> Licence:
    elements = set(re.split("[-_]", kind.upper()))
    return creative_commons(elements, version, _country(port))


def _country(port: str | None) -> str | None:
    """The country of a port; the language of a deed (`deed.ko`) does not match."""
    return {"uk": "GB"}.get(port.lower(), port.upper()) if port else None


def _commons(text: str) -> list[tuple[int, int, Licence]]:
    """Names in words: a beginning, then elements, and whatever words stand between them."""
    found, behind = [], 0
    for match in _BEGIN_ANY.finditer(text):
        if match.start() < behind:
            continue
        if match["short"] and not _BEGIN.match(text, match.start()):
            continue  # `cc by` in lower case is an address line, unless more elements follow
        at = match.start() if match["element"] else match.end()
        elements, stop = _walk(text, at)
        if not elements or (
            match["element"] and len(elements) < 2 and not _VERSION.match(text, _skip(text, stop))
        ):
            continue
        version, port, stop = _tail(text, stop)
        found.append((match.start(), stop, creative_commons(elements, version, port)))
        behind = stop
    return found


def _skip(text: str, at: int) -> int:
    """Behind separators and words that say nothing."""
    while True:
        separators = _SEPARATORS.match(text, at)
        at = separators.end() if separators else at
        noise = _NOISE.match(text, at)
        if noise is None or noise.end() == at:
            return at
        at = noise.end()


def _walk(text: str, at: int) -> tuple[set[str], int]:
    """(elements from a place on, the place behind the last)."""
    elements: set[str] = set()
    stop = at
    while True:
        at = _skip(text, at)
        if not elements and (version := _VERSION.match(text, at)):
            at = _skip(text, version.end())  # `CCL 4.0 BY`: the version first
        hit = next(((name, m) for name, form in _ELEMENTS if (m := form.match(text, at))), None)
        if hit is None:
            return elements, stop
        elements.add(hit[0])
        at = stop = hit[1].end()


def _tail(text: str, at: int) -> tuple[str | None, str | None, int]:
    """(version, country, place behind them)."""
    start = _skip(text, at)
    version = _VERSION.match(text, start)
    if version is None:
        return None, None, at
    port = _PORT.match(text, version.end())
    country = (
        next((c for c, g in zip(_PORTS, port.groups(), strict=True) if g), None) if port else None
    )
    return version[1], country, port.end() if port else version.end()
