"""Evidence in what a page and its HTTP header state outside the text: the column `page_rights` of ingest."""

import re
from dataclasses import dataclass, replace

import orjson

from pipeline.stages.rights import bans, commons, machines
from pipeline.stages.rights.applying import MENU, SHOWS
from pipeline.stages.rights.entries import listed
from pipeline.stages.rights.frames import TEXT_ITSELF, sentence_around
from pipeline.stages.rights.judge import (
    FOOTER,
    LICENCE,
    Statement,
    statements,
)
from pipeline.stages.rights.licence import Licence
from pipeline.stages.rights.mentions import licences_in
from pipeline.stages.rights.passages import is_part_label
from pipeline.stages.rights.reservations import CLAIM, FORMAL, PROHIBITED
from pipeline.stages.rights.subjects import is_of_other

# Levels of precedence, the first decides; docs/rights.md gives the order in words.
STATED, DECLARED, CLAIMED = range(3)
_NO_AI = re.compile(r"\b(noai|noimageai)\b", re.IGNORECASE)
_PICTURES = re.compile(
    r"\b(?:photos?|photographs?|images?|pictures?|icons?|fonts?|logos?|illustrations?|music|videos?|flickr|wikimedia)\b|"
    r"사진|이미지|그림|삽화|아이콘|글꼴|폰트|음악|동영상",
    re.IGNORECASE,
)
# What a site is made with.
_CREDITS = re.compile(
    r"\b(?:theme|template|skin|design(?:ed)?|powered|built|code|data|source|software|engine)\b|테마|스킨|디자인|코드|데이터|소프트웨어",
    re.IGNORECASE,
)
_AGENT = re.compile(r"^([\w-]+)\s*:\s*(.*)$")
# Directives of robots that are written like the name of an agent.
_DIRECTIVES = ("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after")


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence: its kind, where it stands, what it states at which level."""

    kind: str
    place: str
    statement: Statement
    level: int
    # Where its block begins, to tell neighbours: an offset in the text, -1 for what stands in a page's footer.
    block: int = -1


@dataclass(frozen=True)
class OptOut:
    """A signal that the owner wants no use by machines."""

    kind: str
    place: str
    text: str


def of_page(stored: str, agents: tuple[str, ...]) -> tuple[list[Evidence], list[OptOut]]:
    """(evidence, opt-outs) in the JSON of a page."""
    evidence: list[Evidence] = []
    opt_outs: list[OptOut] = []
    ones = [
        tuple(str(one.get(k, "")) for k in ("kind", "place", "text"))
        for one in orjson.loads(stored)
    ]
    items = listed(text for kind, _, text in ones if kind in ("notice", "link", "rel_license"))
    for kind, place, text in ones:
        if text in items:
            continue
        if kind in ("header", "meta"):
            name, _, value = text.partition(": ")
            if (words := _opting_out(name, value, agents)) is not None:
                opt_outs.append(OptOut(kind, place, words))
                continue
        evidence += _evidence(kind, place, text)
    if len({one.id for kind, _, text in ones if kind == "notice" for one in licences_in(text)}) > 2:
        # `All rights reserved` without an owner: an entry among licences to choose from
        evidence = [e for e in evidence if not is_bare(e.statement.kind, e.statement.text)]
    return evidence, opt_outs


def _opting_out(name: str, value: str, agents: tuple[str, ...]) -> str | None:
    """The words of an opt-out; None if a header or meta tag states none."""
    name = name.lower()
    if name == "tdm-reservation":
        return f"{name}: {value}" if value.strip() == "1" else None
    if (
        name == "x-robots-tag"
        and (match := _AGENT.match(value))
        and match[1].lower() not in _DIRECTIVES
    ):
        if match[1].lower() not in {a.lower() for a in agents}:
            return None
    elif name not in ("robots", "x-robots-tag") and name not in {a.lower() for a in agents}:
        return None
    return f"{name}: {value}" if _NO_AI.search(value) else None


def _evidence(kind: str, place: str, text: str) -> list[Evidence]:
    if place in ("figure", "quote"):
        return []  # the licence of a picture; the words of somebody else
    if kind == "notice":
        found = _noticed(kind, place, text)
        # the title of another page may name a licence
        return [e for e in found if place != "linked" or e.statement.kind != LICENCE]
    if kind == "link":
        # `... under a licence . <address>`: the address belongs to the sentence.
        text = re.sub(r"\s*\.?\s*<(?=http)", " <", text)
        found = [s for s in statements(text, FOOTER) if s.kind == LICENCE]
        return [Evidence(kind, place, s, STATED) for s in found]
    if kind == "image":
        return _of_image(kind, place, text)
    if kind == "rel_license":
        words, _, address = text.rpartition("<")
        # `Photo by Jane, CC BY 2.0`: the licence of a picture.
        if _PICTURES.search(words) and not TEXT_ITSELF.search(words):
            return []
        if _names_part(words):
            return []
        named = _machine(kind, place, address, text)
        return [*_narrowed(named, words), *_banned(place, words)]
    if kind == "header":
        return _machine(kind, place, text, text) if text.lower().startswith("link:") else []
    field, _, value = text.partition(": ")
    if kind == "json_ld" and field in ("copyrightHolder", "copyrightYear"):
        return [Evidence(kind, place, Statement(CLAIM, text), CLAIMED)]
    if kind == "json_ld" and field == "acquireLicensePage":
        return [Evidence(kind, place, Statement(CLAIM, text), CLAIMED)]
    if found := _machine(kind, place, value, text):
        return found
    stated = [s for s in statements(value, FOOTER) if s.kind != LICENCE]
    if stated:
        strong = next((s for s in stated if s.kind in (PROHIBITED, FORMAL)), None)
        if strong:
            return [Evidence(kind, place, Statement(strong.kind, text), STATED)]
    if "right" in field.lower() and not value.startswith("http"):
        return [Evidence(kind, place, Statement(CLAIM, text), CLAIMED)]
    return []


def _narrowed(named: list[Evidence], words: str) -> list[Evidence]:
    """Licences of links, or what the bans of the words beside them leave: `<link>, but no commercial use`."""
    found = []
    for one in named:
        licence = one.statement.licence
        left = bans.added(words, len(words), len(words), licence) if licence else licence
        found.append(replace(one, statement=replace(one.statement, licence=left)))
    return found


def _banned(place: str, words: str) -> list[Evidence]:
    """The bans on training that stand beside a link to a licence."""
    found = [
        Statement(PROHIBITED, " ".join(words[a:b].split())) for a, b in machines.bans(words, True)
    ]
    return [Evidence("notice", place, one, STATED) for one in found[:1]]


def _names_part(words: str) -> bool:
    """True if the words around a link to a licence say that it is that of a part: `Comments are CC BY 4.0.`"""
    spans = [(a, b) for a, b, _ in commons.find(words)]
    for a, b in spans:
        low, high = sentence_around(words, a, b)
        if not is_of_other(words[low:high], a - low, b - low):
            return False
    return bool(spans)


def _machine(kind: str, place: str, value: str, text: str) -> list[Evidence]:
    """The licences that a field for machines names."""
    named: list[Licence] = list(
        dict.fromkeys(licences_in(value.replace("_", " ") if "wikipedia.org" in value else value))
    )
    return [Evidence(kind, place, Statement(LICENCE, text, one), STATED) for one in named]


def _of_image(kind: str, place: str, text: str) -> list[Evidence]:
    """The licence whose picture an image is: by its address, or by words that say nothing else."""
    words, _, address = text.rpartition(" <")
    found = [one for one in licences_in(address) if one.id]
    found = found or [s.licence for s in statements(words, FOOTER) if s.licence]
    return [
        Evidence(kind, place, Statement(LICENCE, text, one, SHOWS), STATED) for one in found[:1]
    ]


def _noticed(kind: str, place: str, text: str) -> list[Evidence]:
    # What stands in no footer may be a teaser of another page: it must be a line of its own, or say `this`.
    where = FOOTER if place == "footer" else "line"
    seen = list(statements(text, where))
    if place == "head":
        return []
    lines = text.split("\n") if where == FOOTER else []
    for above, line in zip(["", *lines], lines, strict=False):
        own = statements(line, where, "end" if line.count(" | ") > 1 else "")
        # `Photo by Jane` above `CC BY 4.0`: the licence of a picture.
        if (
            _PICTURES.search(above) or _CREDITS.search(above) or is_part_label(above)
        ) and not TEXT_ITSELF.search(above):
            own = tuple(s for s in own if s.strength not in (SHOWS, MENU))
        seen += [s for s in own if s not in seen]
    return [Evidence(kind, place, s, CLAIMED if s.kind == CLAIM else STATED) for s in seen]


def quoted(stored: str | None) -> list[str]:
    """The passages of a page that are readers' comments or quotations: their words are not the document's."""
    if not stored or '"quote"' not in stored:
        return []
    return [str(one["text"]) for one in orjson.loads(stored) if one.get("place") == "quote"]


def is_bare(kind: str, words: str) -> bool:
    """True for `All rights reserved` without an owner: an entry among licences to choose from."""
    return kind == FORMAL and _BARE.fullmatch(words) is not None


_BARE = re.compile(r"\W*all\s+rights?\s+reserved\W*", re.IGNORECASE)
