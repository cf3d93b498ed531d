"""What one passage of a page or text states about the rights of its document."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.stages.rights import (
    bans,
    frames,
    machines,
    permissions,
    reservations,
    software,
)
from pipeline.stages.rights.applying import SAYS, strength_of
from pipeline.stages.rights.letters import plain
from pipeline.stages.rights.licence import Licence
from pipeline.stages.rights.mentions import mentions_in
from pipeline.stages.rights.places import BODY, FOOTER, HEAD, LINE, OWN_LINE, TAIL, TITLE
from pipeline.stages.rights.quoting import is_quoted
from pipeline.stages.rights.reservations import FORMAL, PROHIBITED, holds
from pipeline.stages.rights.reserving import is_element, reserves

LICENCE = "licence"
# A line that bans trade or change, and its strength where it reserves what no licence frees.
BAN, PROHIBITS = "ban", "prohibits"
# Characters of a line under a heading of licences that may be the bare name of one: `MIT`.
SHORT = 80
# `CC BY 4.0 (120)`: an entry of a search by licence, with the number of its results. `(2024)` is a year.
_FACET = re.compile(r"^.{2,70}\s\((?!(?:19|20)\d\d\))\d[\d,]*\)$")


@dataclass(frozen=True)
class Statement:
    """One statement: LICENCE, PROHIBITED, FORMAL or CLAIM, its words, and the licence if it names one."""

    kind: str
    text: str
    licence: Licence | None = None
    strength: str = SAYS


@lru_cache(maxsize=1 << 14)
def statements(passage: str, place: str, section: str = "") -> tuple[Statement, ...]:
    """The statements of a passage about its own document.

    `section` is what the heading above it announces: `licence`, `others` (licences of other works) or ""."""
    if _FACET.search(passage):
        return ()
    passage = plain(passage)
    if passage.count(" / ") > 2:
        passage = passage.replace(" / ", " | ")  # the items of a menu
    mentions = mentions_in(passage)
    if not mentions and section == "licence" and len(passage) <= SHORT:
        mentions = tuple((a, b, one, False) for a, b, one in software.bare(passage))
    found = [
        Statement(LICENCE, _words(passage, a, b), _kept(passage, a, b, licence, is_grant), strength)
        for a, b, licence, is_grant in mentions
        if (strength := strength_of(passage, a, b, licence, is_grant, place, section))
    ]
    if not found and place in (HEAD, TAIL, FOOTER) and section != "others":
        found = _allowed(passage, mentions)
    if _is_original(passage, found):
        found = []
    named = {licence.id for a, _, licence, _ in mentions if not _is_denied(passage, a)}
    grants = any(is_grant for *_, is_grant in mentions) and bool(found)
    for start, stop, kind in reservations.find(passage):
        if grants or (found and kind == FORMAL):
            continue  # `All rights reserved` before a grant is a form: the grant says what is reserved
        if kind == PROHIBITED and (mentions or found) and is_element(passage, start, stop):
            continue
        if kind != PROHIBITED and len(named) > 1 and not found and not _OWNED.search(passage):
            continue  # `CC BY | Public domain | All rights reserved`: a choice of licences
        if all(s.kind != kind for s in found) and reserves(
            passage, start, stop, kind, place, section
        ):
            found.append(Statement(kind, _words(passage, start, stop)))
    if not mentions and section != "others" and place not in (TITLE, BODY):
        found = _with_ban(passage, found)
    if section != "others" and all(s.kind != PROHIBITED for s in found):
        is_licensed = bool(mentions or found) and place not in (LINE, BODY)
        for start, stop in machines.bans(passage, is_licensed):
            if not is_quoted(passage, start, stop) and not _is_deep(passage, start, stop, place):
                found.append(Statement(PROHIBITED, _words(passage, start, stop)))
                break
    return tuple(dict.fromkeys(found))


def _with_ban(passage: str, found: list[Statement]) -> list[Statement]:
    """The statements of a line without a licence; a ban of an element, such as trade, narrows the licence beside
    it, and reserves without one, if its words are those of a prohibition."""
    left = bans.alone(passage)
    if left is None or any(s.kind == LICENCE for s in found):
        return found
    rest = [s for s in found if s.kind != PROHIBITED]
    strength = PROHIBITS if len(rest) < len(found) else SAYS
    return [*rest, Statement(BAN, _words(passage, 0, len(passage)), left, strength)]


def _is_denied(passage: str, start: int) -> bool:
    """True for a licence that the words before it deny: `not in the public domain and not CC0`."""
    low, _ = frames.sentence_around(passage, start, start + 1)
    return frames.NEGATED_BEFORE.search(passage[low:start]) is not None


def _is_deep(passage: str, start: int, stop: int, place: str) -> bool:
    """True for a ban inside a long paragraph in the middle of a text, which reports one."""
    return place == BODY or (len(passage) > 3 * OWN_LINE and place == LINE)


# The claim of an owner, by year: not one of several licences to choose.
_OWNED = re.compile(r"(?:©|ⓒ|\(c\)|copyright)[^|]{0,12}?(?:19|20)\d\d", re.IGNORECASE)


# `원문은 저작권이 만료되었으나 번역문의 저작권은 옮긴이에게 있습니다`
_ORIGINAL = re.compile(
    r"(?:원문|원작|원저|원전|시|소설|원시|악보)(?:은|는|의)\s|\b(?:original|source|poem|novel|melody|tune|score)\b",
    re.IGNORECASE,
)


def _is_original(passage: str, found: list[Statement]) -> bool:
    """True if what is in the public domain is the original alone, and somebody claims the text made of it."""
    if not found or any(s.licence is None or s.licence.id != "public-domain" for s in found):
        return False
    claimed = [a for a, _, kind in reservations.find(passage) if kind != PROHIBITED]
    return bool(claimed) and _ORIGINAL.search(passage) is not None


def _kept(text: str, start: int, stop: int, licence: Licence, is_grant: bool) -> Licence:
    return licence if is_grant else bans.added(text, start, stop, licence)


def _allowed(passage: str, mentions: tuple[tuple[int, int, Licence, bool], ...]) -> list[Statement]:
    """What a passage allows in the owner's own words; the strictest if several sentences do. A sentence that names
    a licence explains it."""
    if not holds(passage.lower(), permissions.MAY_ALLOW):
        return []
    found, at = [], 0
    while at < len(passage):
        low, high = frames.sentence_around(passage, at, at + 1)
        is_named = any(low <= a < high for a, *_ in mentions)
        licence = None if is_named else permissions.find(passage, low, high)
        if licence is not None:
            found.append(Statement(LICENCE, _words(passage, low, high), licence))
        at = max(high, at) + 1
    return found


def _words(text: str, start: int, stop: int) -> str:
    """The sentence around a span, at most 200 characters of it."""
    a, b = frames.sentence_around(text, start, stop)
    a, b = max(a, start - 80), min(b, max(stop, a + 200))
    return " ".join(text[a:b].split())
