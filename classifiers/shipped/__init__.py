"""Models that come with Malmoi: `malmoi://NAME` in the place of a folder, in a recipe and for `load`.

scripts/ship_model.py makes them; the README.md of each is its card, with its sources and their licences."""

from pathlib import Path

FOLDER = Path(__file__).parent
SCHEME = "malmoi://"


def names() -> list[str]:
    """The models that are here."""
    return sorted(p.parent.name for p in FOLDER.glob("*/model.json"))


def folder(address: str) -> str:
    """The folder of `malmoi://NAME`; another address or path unchanged.

    Raises ValueError for a name that no shipped model has."""
    if not address.startswith(SCHEME):
        return address
    name = address.removeprefix(SCHEME)
    if name not in names():
        raise ValueError(f"{address}: no such model; the shipped ones are {', '.join(names())}")
    return str(FOLDER / name)
