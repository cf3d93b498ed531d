"""Licences as recipes spell them, and what others call them."""

from dataclasses import dataclass

# Identifiers of licences that a data set hub knows, by the SPDX identifier in lower case. Source: its list of
# repository licences.
_HUB = {
    "afl-3.0", "agpl-3.0", "apache-2.0", "artistic-2.0", "bsd-2-clause", "bsd-3-clause", "bsl-1.0",
    "cc-by-2.0", "cc-by-2.5", "cc-by-3.0", "cc-by-4.0", "cc-by-nc-2.0", "cc-by-nc-3.0", "cc-by-nc-4.0",
    "cc-by-nc-nd-3.0", "cc-by-nc-nd-4.0", "cc-by-nc-sa-2.0", "cc-by-nc-sa-3.0", "cc-by-nc-sa-4.0",
    "cc-by-nd-4.0", "cc-by-sa-3.0", "cc-by-sa-4.0", "cc0-1.0", "cdla-permissive-1.0",
    "cdla-permissive-2.0", "cdla-sharing-1.0", "gfdl", "gpl-2.0", "gpl-3.0", "isc", "lgpl-2.1",
    "lgpl-3.0", "mit", "mpl-2.0", "odbl", "odc-by", "pddl", "unlicense", "wtfpl", "zlib",
}  # fmt: skip
_ALSO = {
    "cc0": "cc0-1.0",
    "odbl-1.0": "odbl",
    "odc-by-1.0": "odc-by",
    "pddl-1.0": "pddl",
}
# Beginnings of identifiers whose licences ask to name the author or to keep the notice.
_ATTRIBUTION = (
    *("cc-by", "kogl", "mit", "bsd", "apache", "gfdl", "gpl", "lgpl", "agpl", "mpl", "isc", "psf"),
    *("odc-by", "odbl", "artistic", "zlib", "cdla"),
)
_TEXTS = "https://spdx.org/licenses/"
_KOGL = "https://www.kogl.or.kr/info/license.do"


@dataclass(frozen=True)
class Licence:
    """A licence: its name as the recipe spells it, its identifier on a hub, whether it asks for attribution,
    and the address of its text (None where none is known)."""

    name: str
    hub: str
    attribution: bool
    url: str | None


def licence(name: str) -> Licence:
    """What is known of a licence by its name."""
    key = name.strip().lower().replace(" ", "-").replace("_", "-")
    key = _ALSO.get(key, key)
    hub = key if key in _HUB else _without_version(key)
    return Licence(name, hub, key.startswith(_ATTRIBUTION), _url(name.strip(), key))


def _without_version(key: str) -> str:
    """`gfdl-1.2` -> `gfdl`; `other` for what the hub does not know."""
    stem = key.removesuffix("-only").removesuffix("-or-later").rpartition("-")[0]
    for known in (key.removesuffix("-only").removesuffix("-or-later"), stem):
        if known in _HUB:
            return known
    return "other"


def _url(name: str, key: str) -> str | None:
    if key.startswith("kogl"):
        return _KOGL
    if key == "cc0-1.0":
        return f"{_TEXTS}CC0-1.0"
    has_version = any(character.isdigit() for character in name)
    known = key in _HUB or _without_version(key) != "other"
    return f"{_TEXTS}{name}" if known and (has_version or key in ("mit", "isc", "zlib")) else None
