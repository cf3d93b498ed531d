"""A licence as a value, and the order of what it lets others do."""

from dataclasses import dataclass

# What others may do with a document, the freest first. `unknown` says that nothing was found.
REUSE = ("free", "attribution", "noncommercial", "no_derivatives", "reserved")
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Licence:
    """One licence.

    `id` is its SPDX name where SPDX has one, `CC-BY` or `KOGL-1` without a version, `public-domain` for what
    nobody owns; None for a licence whose name is not known. `jurisdiction` is a country in ISO 3166, if the
    licence or the law belongs to one."""

    id: str | None
    reuse: str
    share_alike: bool = False
    jurisdiction: str | None = None


def strictness(reuse: str) -> int:
    """The place of a reuse in the order of strictness; -1 for unknown."""
    return REUSE.index(reuse) if reuse in REUSE else -1


def creative_commons(
    elements: set[str], version: str | None = None, port: str | None = None
) -> Licence:
    """The licence of Creative Commons with these elements: BY, NC, ND, SA."""
    names = [e for e in ("BY", "NC", "ND", "SA") if e in elements or e == "BY"]
    name = "-".join(["CC", *names, *([version] if version else [])])
    return Licence(name, _reuse(elements), "SA" in elements, port)


def kogl(number: int) -> Licence:
    """The Korea Open Government License of a type: 0 to 4."""
    elements = [set(), set(), {"NC"}, {"ND"}, {"NC", "ND"}][number]
    return Licence(f"KOGL-{number}", "free" if number == 0 else _reuse(elements), False, "KR")


def _reuse(elements: set[str]) -> str:
    if "ND" in elements:
        return "no_derivatives"
    return "noncommercial" if "NC" in elements else "attribution"


PUBLIC_DOMAIN = Licence("public-domain", "free")
CC0 = Licence("CC0-1.0", "free")
# What the law frees from the start, by the word with which a source declares it.
BY_LAW = {
    "statute": Licence("public-domain", "free", False, "KR"),
    "ruling": Licence("public-domain", "free", False, "KR"),
    "official_notice": Licence("public-domain", "free", False, "KR"),
}
