"""Models that come with Malmoi: `malmoi://NAME` in the place of a folder, in a recipe and for `load`.

scripts/ship_model.py makes them; the README.md of each is its card, with its sources and their licences."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent
_ADDRESS = re.compile("malmoi://?(.*)")


def names() -> list[str]:
    """The models that are here."""
    return sorted(p.parent.name for p in FOLDER.glob("*/model.json"))


def folder(address: str) -> str:
    """The folder of `malmoi://NAME`; another address or path unchanged.

    Raises ValueError for a name that no shipped model has."""
    # a path on the command line loses the second slash
    found = _ADDRESS.fullmatch(address)
    if not found:
        return address
    name = found[1]
    if name not in names():
        raise ValueError(f"{address}: no such model; the shipped ones are {', '.join(names())}")
    return str(FOLDER / name)
