"""Office Open XML: what DOCX, PPTX and XLSX share. The elements are those of ECMA-376."""

import posixpath
from dataclasses import dataclass

from lxml import etree

from pipeline.readers.apart import BROKEN, UnreadableError
from pipeline.readers.packages import Package, attribute, first_text, local

CORE = "docProps/core.xml"


@dataclass(frozen=True)
class Relation:
    """A part that another part refers to: the last word of its type, and its name in the package."""

    kind: str
    target: str


def relations(package: Package, part: str) -> dict[str, Relation]:
    """The relations of a part by their ids; those of the package itself for an empty name."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in package:
        return {}
    found: dict[str, Relation] = {}
    for element in package.xml(listed):
        target, key = attribute(element, "Target"), attribute(element, "Id")
        if target is None or key is None or attribute(element, "TargetMode") == "External":
            continue
        absolute = target.startswith("/")
        path = target[1:] if absolute else posixpath.normpath(posixpath.join(folder, target))
        found[key] = Relation((attribute(element, "Type") or "").rpartition("/")[2], path)
    return found


def main_part(package: Package) -> str:
    """The name of the part with the document. Raises UnreadableError if there is none."""
    for relation in relations(package, "").values():
        if relation.kind == "officeDocument" and relation.target in package:
            return relation.target
    raise UnreadableError(BROKEN)


def stated(package: Package) -> tuple[str | None, str | None, dict[str, str]]:
    """(title, date of the last change, meta) as the document states them."""
    if CORE not in package:
        return None, None, {}
    root = package.xml(CORE)
    author = first_text(root, "creator")
    date = first_text(root, "modified") or first_text(root, "created")
    return first_text(root, "title"), date, {"author": author} if author else {}


def preferred(element: etree._Element) -> list[etree._Element]:
    """The content of an element AlternateContent: its first alternative, and not the older form beside it."""
    for alternative in element:
        if local(alternative) in ("Choice", "Fallback"):
            return list(alternative)
    return []
