"""From evidence to one verdict on a document."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.stages.rights import software
from pipeline.stages.rights.judge import GRANTS, LICENCE, SHOWS, licences_in, statements
from pipeline.stages.rights.licence import BY_LAW, UNKNOWN, Licence, strictness
from pipeline.stages.rights.pages import CLAIMED, DECLARED, MACHINE, TEXT, Evidence
from pipeline.stages.rights.passages import passages
from pipeline.stages.rights.reservations import CLAIM, FORMAL, PROHIBITED

# Licences of one family that a text must name to be taken for one about licences.
ABOUT_LICENCES = 3
# Bytes between `All rights reserved` and a licence that belong together.
TOGETHER = 500
# Bytes of the text of a grant, such as that of BSD.
LONG_GRANT = 3_000
RESERVED = Licence(None, "reserved")
_LEVELS = {MACHINE: "page", TEXT: "text", DECLARED: "source", CLAIMED: "claim"}


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
    if plain.lower() in BY_LAW:
        return BY_LAW[plain.lower()]
    if plain.lower() in ("all rights reserved", "proprietary", "copyrighted", "reserved"):
        return RESERVED
    if named := licences_in(plain):
        return max(named, key=lambda one: strictness(one.reuse))
    if plain.upper() in _SHORT:
        return software.of_spdx(plain)
    return None


def is_by_law(word: str | None) -> bool:
    """True if a source declares what the law frees from the start."""
    return bool(word) and str(word).strip().lower() in BY_LAW


# Names of SPDX without a word that says licence.
_SHORT = {
    "MIT", "MIT-0", "ISC", "ZLIB", "BSL-1.0", "PSF-2.0", "BSD-2-CLAUSE", "BSD-3-CLAUSE", "0BSD", "UNLICENSE",
    "APACHE-2.0", "MPL-2.0", "GPL-2.0", "GPL-3.0", "LGPL-2.1", "LGPL-3.0", "AGPL-3.0", "GFDL-1.2", "GFDL-1.3",
    "CC0-1.0", "ODBL-1.0", "ARTISTIC-2.0", "EPL-2.0",
}  # fmt: skip


def in_text(text: bytes) -> list[Evidence]:
    """The evidence in a text."""
    found = []
    for passage in passages(text):
        for one in statements(passage.text, passage.place, passage.section):
            level = CLAIMED if one.kind == CLAIM else TEXT
            found.append(Evidence("text", passage.place, one, level, passage.line))
    return found


def verdict(evidence: Iterable[Evidence], declared: Licence | None, by_law: bool) -> Verdict:
    """The verdict: what the law frees, then the page's statement for machines, the text, the source's
    declaration, and a bare claim of copyright; at each level the strictest."""
    found = _without_talk(list(evidence))
    if by_law:
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
    inside = _inside(found, level, chosen)
    said = [f"{_LEVELS[n]}: {_name(one)}" for n, one in others] + inside
    conflict = f"{_LEVELS[level]}: {_name(chosen)}; {'; '.join(said)}" if said and chosen else None
    return Verdict(chosen, conflict, tuple(found))


def _without_talk(found: list[Evidence]) -> list[Evidence]:
    """The evidence without badges of a document that shows many licences: its subject is licences."""
    named = {e.statement.licence.id for e in found if e.statement.licence}
    if len(named) < ABOUT_LICENCES:
        return found
    return [e for e in found if e.statement.kind != LICENCE or e.statement.strength != SHOWS]


def _strictest(found: list[Evidence], level: int) -> Licence | None:
    """What a level says: its strictest statement."""
    here = [e for e in found if e.level == level]
    licences = [e for e in here if e.statement.kind == LICENCE and e.statement.licence]
    reserving = [e for e in here if e.statement.kind != LICENCE]
    reserving = [e for e in reserving if not any(_voids(other, e) for other in licences)]
    if reserving:
        return RESERVED
    stated = [e for e in licences if e.statement.strength != SHOWS] or licences
    if not stated:
        return None
    named = [e.statement.licence for e in stated if e.statement.licence]
    # CC0 says more than the public domain to which it dedicates.
    return max(named, key=lambda one: (strictness(one.reuse), one.id != "public-domain"))


def _voids(licence: Evidence, reserving: Evidence) -> bool:
    """True if a licence says what the other reserves: `All rights reserved` beside it is a form, and the text of
    a grant has prohibitions of its own. Any other prohibition stands."""
    if licence.statement.strength == GRANTS and licence.block >= 0 and reserving.block >= 0:
        return -TOGETHER < reserving.block - licence.block < LONG_GRANT
    return reserving.statement.kind == FORMAL and _together(licence, reserving)


def _together(one: Evidence, other: Evidence) -> bool:
    if one.block < 0 or other.block < 0:
        return one.block < 0 and other.block < 0
    return abs(one.block - other.block) <= TOGETHER


def _inside(found: list[Evidence], level: int, chosen: Licence | None) -> list[str]:
    """What the same level says beside what was chosen."""
    here = [e.statement for e in found if e.level == level]
    names = {_name(s.licence) for s in here if s.licence and _differ(chosen, s.licence)}
    if chosen != RESERVED and any(s.kind == PROHIBITED for s in here):
        names.add("reserved")
    return [f"also {name}" for name in sorted(names)]


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
