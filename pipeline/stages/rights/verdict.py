"""From evidence to one verdict on a document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.stages.rights import manifests, reservations, software
from pipeline.stages.rights.applying import GRANTS, MENU, SHOWS
from pipeline.stages.rights.entries import listed
from pipeline.stages.rights.judge import (
    BAN,
    LICENCE,
    PROHIBITS,
    Statement,
    statements,
)
from pipeline.stages.rights.licence import BY_LAW, UNKNOWN, Licence, kogl, strictness
from pipeline.stages.rights.mentions import licences_in
from pipeline.stages.rights.pages import CLAIMED, DECLARED, STATED, Evidence, is_bare
from pipeline.stages.rights.passages import passages
from pipeline.stages.rights.places import HEAD
from pipeline.stages.rights.reservations import CLAIM, FORMAL, PROHIBITED

# Licences of one family that a text must name to be taken for one about licences.
ABOUT_LICENCES = 3
# Bytes between `All rights reserved` and a licence that belong together.
TOGETHER = 500
# Bytes of the text of a grant, such as that of BSD.
LONG_GRANT = 3_000
BADGES = (SHOWS, MENU)
RESERVED = Licence(None, "reserved")
_LEVELS = {STATED: "document", DECLARED: "source", CLAIMED: "claim"}


@dataclass(frozen=True)
class Verdict:
    """What holds for a document, and what contradicts it."""

    licence: Licence | None = None
    conflict: str | None = None
    evidence: tuple[Evidence, ...] = field(default=())


@lru_cache(maxsize=1 << 12)
def declared_licence(word: str | None) -> Licence | None:
    """The licence that a source declares; None for a word that names none."""
    if not word or not word.strip():
        return None
    plain = word.strip()
    if is_by_law(plain):
        return BY_LAW.get(plain.lower(), BY_LAW["statute"])
    if any(kind == PROHIBITED for *_, kind in reservations.find(plain)):
        return RESERVED
    # `Apache-2.0 (texts remain their publishers')`: the licence is that of the collection.
    if _OF_COLLECTION.search(plain):
        return None
    if plain.lower() in ("all rights reserved", "proprietary", "copyrighted", "reserved"):
        return RESERVED
    if type_ := _KOGL.fullmatch(plain):
        return kogl(int(type_[1]))
    if named := licences_in(plain):
        return max(named, key=lambda one: strictness(one.reuse))
    if plain.upper() in _SHORT:
        return software.of_spdx(plain)
    return None


def is_by_law(word: str | None) -> bool:
    """True if a source declares what the law frees from the start."""
    if not word:
        return False
    return word.strip().lower() in BY_LAW or _ARTICLE_7.search(word) is not None


_KOGL = re.compile(r"(?:KOGL|공공누리)[-\s]*(?:type|제)?\s*([0-4])\s*(?:유형)?", re.IGNORECASE)

# `저작권법 제7조(보호받지 못하는 저작물)`, and so in English.
_ARTICLE_7 = re.compile(
    r"저작권법\s*제?\s*7\s*조|보호\s*받지\s*못하는\s*저작물|"
    r"\b(?:korean?\s+copyright\s+(?:act|law)[\s,(]*(?:article|art\.?)\s*7\b|(?:article|art\.?)\s*7\b[^.]{0,30}copyright\s+(?:act|law))",
    re.IGNORECASE,
)
_OF_COLLECTION = re.compile(
    r"\b(?:remain|belong|owned\s+by|subject\s+to\s+(?:their|the)\s+original|respective\s+(?:owners|authors|publishers)|database\s+only|metadata\s+only|annotations?\s+only)\b|각\s*(?:저작권자|저자|언론사|권리자)|원저작|(?:본문|원문|글)(?:은|의\s*권리)\s",
    re.IGNORECASE,
)


# Names of SPDX without a word that says licence.
_SHORT = {
    "MIT", "MIT-0", "ISC", "ZLIB", "BSL-1.0", "PSF-2.0", "BSD-2-CLAUSE", "BSD-3-CLAUSE", "0BSD", "UNLICENSE",
    "APACHE-2.0", "MPL-2.0", "GPL-2.0", "GPL-3.0", "LGPL-2.1", "LGPL-3.0", "AGPL-3.0", "GFDL-1.2", "GFDL-1.3",
    "CC0-1.0", "ODBL-1.0", "ARTISTIC-2.0", "EPL-2.0",
}  # fmt: skip


def in_text(text: bytes, quoted: list[str] | None = None) -> list[Evidence]:
    """The evidence in a text, but for the words of quotations."""
    found: list[Evidence] = []
    shown: set[str | None] = set()
    parts = list(passages(text))
    items = listed(p.text for p in parts if p.section != "broken") if len(parts) > 1 else set()
    lines = {p.line for p in parts if p.text in items}
    quotations: set[int] = set()
    for passage in parts:
        if passage.line in lines:
            continue
        stated = statements(passage.text, passage.place, passage.section)
        shown |= {one.id for one in licences_in(passage.text)}
        for one in stated:
            if any(one.text in words for words in quoted or ()):
                quotations.add(passage.line)
            if passage.line in quotations:
                continue
            if passage.section == "broken" and any(e.block == passage.line for e in found):
                continue  # the line alone said so
            level = CLAIMED if one.kind == CLAIM else STATED
            found.append(Evidence("text", passage.place, one, level, passage.line))
    if (manifest := manifests.declared(text)) is not None:
        at, words, licence = manifest
        found.append(Evidence("text", HEAD, Statement(LICENCE, words, licence), STATED, at))
    if len(shown) < ABOUT_LICENCES:
        # Two licences in the lines of a list: those of its entries.
        kept = found if len(shown) == 1 else [e for e in found if e.statement.strength != MENU]
        return kept
    return [e for e in found if e.statement.kind != LICENCE or e.statement.strength not in BADGES]


def verdict(evidence: Iterable[Evidence], declared: Licence | None, by_law: bool) -> Verdict:
    """The verdict: what the law frees, then what the page and the text state, the source's declaration, and a
    bare claim of copyright; at each level the strictest."""
    found = _with_licence(_without_talk(list(evidence)))
    claims = [e for e in found if e.statement.kind == CLAIM]
    if by_law and not any(_is_of_outsider(e, claims) for e in found):
        return Verdict(declared, None, tuple(found))
    levels = {level: _strictest(found, level) for level in _LEVELS}
    levels[DECLARED] = declared
    known = [(level, one) for level, one in levels.items() if one is not None]
    if not known:
        return Verdict(None, None, tuple(found))
    level, chosen = known[0]
    if chosen.id is None and chosen.reuse == UNKNOWN:
        chosen = None
    others = [(n, one) for n, one in known[1:] if n != CLAIMED and _differ(chosen, one)]
    said = [*_inside(found, level, chosen), *(f"{_LEVELS[n]}: {_name(one)}" for n, one in others)]
    where = _where(found, level, chosen)
    conflict = f"{where}: {_name(chosen)}; {'; '.join(said)}" if said and chosen else None
    return Verdict(chosen, conflict, tuple(found))


# `이 글은 외부 기고문으로 저작권은 필자에게 있으며 무단 전재를 금합니다`, in the gazette of an office.
_OUTSIDER = re.compile(
    r"기고|외부\s*필자|(?:필자|저자|글쓴이)에게\s*있|\b(?:guest\s+(?:column|author|post)|contributed\s+by|copyright\s+of\s+the\s+author)",
    re.IGNORECASE,
)


# `ⓒ 가람신문. 무단 전재 및 재배포 금지.`: a paper on a law; offices put the same words under the law itself.
_PRESS = re.compile(
    r"[가-힣A-Za-z]{1,12}\s*(?:신문사?|일보|뉴스|타임[스즈]|방송|미디어|저널|매거진|통신사?|출판사?|투데이|헤럴드|경제)\b|\b(?:news(?:paper)?|press|times|herald|daily|journal|media|magazine|publish\w+|gazette|post)\b|변호사|법무법인|로펌|세무|\blaw\s+(?:firm|office)|\bLLP\b|연구소|학회|협회",
    re.IGNORECASE,
)


def _is_of_outsider(one: Evidence, claims: list[Evidence]) -> bool:
    """True for a prohibition that an author, paper or firm puts under words of its own about a law."""
    stated = one.statement
    if stated.kind not in (PROHIBITED, FORMAL):
        return False
    if one.kind == "text" and stated.kind == PROHIBITED and _OUTSIDER.search(stated.text):
        return True
    words = [stated.text, *(c.statement.text for c in claims if _near(c, one))]
    return any(_PRESS.search(w) for w in words)


def _without_talk(found: list[Evidence]) -> list[Evidence]:
    """The evidence without badges of a document that shows many licences: its subject is licences."""
    named = {e.statement.licence.id for e in found if e.statement.licence}
    if len(named) < ABOUT_LICENCES:
        return found
    return [
        e
        for e in found
        if not is_bare(e.statement.kind, e.statement.text)
        and (e.statement.kind != LICENCE or e.statement.strength not in BADGES)
    ]


def _with_licence(found: list[Evidence]) -> list[Evidence]:
    """The evidence with the bans of elements as what they are: part of a licence beside them, else a prohibition
    or nothing."""
    licences = [e for e in found if e.statement.kind == LICENCE]
    kept = []
    for one in found:
        stated = one.statement
        if stated.kind != BAN:
            kept.append(one)
        elif any(_near(one, other) for other in licences):
            kept.append(replace(one, statement=replace(stated, kind=LICENCE)))
        elif stated.strength == PROHIBITS:
            kept.append(replace(one, statement=replace(stated, kind=PROHIBITED, licence=None)))
    return kept


def _near(ban: Evidence, licence: Evidence) -> bool:
    if ban.block >= 0 and licence.block >= 0:
        return abs(ban.block - licence.block) <= TOGETHER
    # The badge of a page stands beside the first or the last lines of its text.
    return "line" not in (ban.place, licence.place)


def _strictest(found: list[Evidence], level: int) -> Licence | None:
    """What a level says: its strictest statement."""
    here = [e for e in found if e.level == level]
    licences = [e for e in here if e.statement.kind == LICENCE and e.statement.licence]
    reserving = [e for e in here if e.statement.kind != LICENCE]
    reserving = [e for e in reserving if not any(_voids(other, e) for other in licences)]
    if reserving:
        return RESERVED
    # A badge in the text beside a sentence on the document is that of something else.
    says = any(e.kind == "text" and e.statement.strength not in BADGES for e in licences)
    stated = [
        e for e in licences if not (says and e.kind == "text" and e.statement.strength in BADGES)
    ]
    named = [e.statement.licence for e in stated if e.statement.licence]
    # CC0 says more than the public domain to which it dedicates, and a version more than none.
    return max(
        named,
        key=_weight,
        default=None,
    )


def _weight(licence: Licence) -> tuple[int, bool, int]:
    """The order of licences by strictness; of equal ones, that of a text before that of software, and a version
    before none."""
    is_of_text = (licence.id or "").startswith(("CC-", "CC0", "KOGL"))
    size = len(licence.id or "") if is_of_text else 0
    return strictness(licence.reuse), licence.id != "public-domain", size


def _voids(licence: Evidence, reserving: Evidence) -> bool:
    """True if a licence says what the other reserves: `All rights reserved` beside it is a form, in a footer it
    is that of the site if a sentence licenses the content, and the text of a grant has prohibitions of its own.
    Any other prohibition stands."""
    if licence.statement.strength == GRANTS and licence.block >= 0 and reserving.block >= 0:
        return -TOGETHER < reserving.block - licence.block < LONG_GRANT
    if reserving.statement.kind != FORMAL:
        return False
    in_words = (
        licence.kind in ("text", "notice", "link") and licence.statement.strength not in BADGES
    )
    # A statement in the text is nearer to it than one on the site.
    if reserving.kind == "text" and licence.kind != "text":
        return False
    return in_words or _together(licence, reserving)


def _together(one: Evidence, other: Evidence) -> bool:
    if one.block < 0 or other.block < 0:
        return one.block < 0 and other.block < 0 and one.place == other.place
    return abs(one.block - other.block) <= TOGETHER


def _page_or_text(one: Evidence) -> str:
    return "text" if one.kind == "text" else "page"


def _where(found: list[Evidence], level: int, chosen: Licence | None) -> str:
    """Where what was chosen is stated: page, text or source."""
    here = [e for e in found if e.level == level]
    if level != STATED or not here:
        return _LEVELS[level]
    if chosen == RESERVED:
        return _page_or_text(next(e for e in here if e.statement.kind != LICENCE))
    return next((_page_or_text(e) for e in here if e.statement.licence == chosen), "page")


def _inside(found: list[Evidence], level: int, chosen: Licence | None) -> list[str]:
    """What the same level says beside what was chosen."""
    said = []
    for one in found:
        stated = one.statement
        if one.level != level:
            continue
        if stated.licence and _differ(chosen, stated.licence):
            said.append(f"{_page_or_text(one)}: {_name(stated.licence)}")
        if stated.kind == PROHIBITED and chosen != RESERVED:
            said.append(f"{_page_or_text(one)}: reserved")
    return sorted(set(said))


def _differ(one: Licence | None, other: Licence | None) -> bool:
    if one is None or other is None:
        return False
    if one.reuse != other.reuse:
        return True
    # CC-BY and CC-BY-4.0 agree, so do GPL and GPL-2.0-only.
    return bool(one.id and other.id) and not (
        str(one.id).startswith(str(other.id)) or str(other.id).startswith(str(one.id))
    )


def _name(licence: Licence | None) -> str:
    return UNKNOWN if licence is None else licence.id or licence.reuse
