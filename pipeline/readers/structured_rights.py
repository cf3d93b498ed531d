"""What the linked data (JSON-LD) of a page states about rights."""

from collections.abc import Iterator
from typing import Any

import orjson

FIELDS = (
    "license",
    "usageInfo",
    "acquireLicensePage",
    "copyrightHolder",
    "copyrightNotice",
    "copyrightYear",
)
# Types whose statements are about a part of the page, or about somebody else.
PARTS = (
    "ImageObject",
    "VideoObject",
    "AudioObject",
    "Comment",
    "SoftwareApplication",
    "Review",
    "BreadcrumbList",
)


# A type that a page may hold or only cite: it is that of the page if the titles of the page name it.
CITED = ("Dataset", "DataCatalog")


def in_json_ld(script: bytes, titles: str = "") -> list[str]:
    """`field: value` of each statement about the page itself; an empty list if the script is not JSON.

    `titles` are the title and the headings of the page."""
    try:
        data = orjson.loads(script.strip())
    except ValueError:
        return []
    return list(dict.fromkeys(_statements(data, 0, " ".join(titles.split()))))


def _statements(value: Any, depth: int, titles: str) -> Iterator[str]:
    if depth > 3:
        return
    if isinstance(value, list):
        for one in value:
            yield from _statements(one, depth + 1, titles)
    if not isinstance(value, dict):
        return
    kinds = value.get("@type", "")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if any(kind in PARTS for kind in kinds):
        return
    if any(kind in CITED for kind in kinds) and str(value.get("name") or "-") not in titles:
        return
    for field in FIELDS:
        if (text := _text(value.get(field))) is not None:
            yield f"{field}: {text}"
    for inner in ("@graph", "mainEntity", "mainEntityOfPage"):
        yield from _statements(value.get(inner), depth + 1, titles)


def _text(value: Any) -> str | None:
    """The address or name that a value stands for."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("url") or value.get("@id") or value.get("name")
    if isinstance(value, int):
        return str(value)
    return value.strip() if isinstance(value, str) and value.strip() else None
