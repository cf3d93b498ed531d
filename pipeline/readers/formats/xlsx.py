"""XLSX, the workbooks of Excel: one record a file, a line for the name of each sheet and for each row;
columns without text are left out. Dates are ISO 8601; formulas are their last values.
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import BinaryIO

from lxml import etree

from pipeline.readers import Batch, Request
from pipeline.readers.apart import BROKEN, Document, UnreadableError, one_document
from pipeline.readers.ooxml import main_part, relations, stated
from pipeline.readers.packages import Package, attribute, children, local
from pipeline.readers.sheets import sheet

EXTENSIONS = (".xlsx", ".xlsm", ".xltx")
INSIDE = ("xl/workbook.xml",)
ONE_RECORD = True
EXPECTED_REJECTS = ("encrypted",)

# Numbers of the built-in formats that show dates and times, the Korean ones included.
DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
# A code that shows a date holds one of these outside of quotes, brackets and escapes.
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|General', re.IGNORECASE)
_COLUMN = re.compile(r"[A-Z]{1,3}")


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, date, meta.author) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The document in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    package = Package(data)
    part = main_part(package)
    related = relations(package, part)
    by_kind = {r.kind: r.target for r in related.values() if r.target in package}
    strings = _strings(package.read(by_kind["sharedStrings"])) if "sharedStrings" in by_kind else []
    styles = _date_styles(package.xml(by_kind["styles"])) if "styles" in by_kind else set()
    workbook = package.xml(part)
    epoch = datetime(1904, 1, 1) if _counts_from_1904(workbook) else datetime(1899, 12, 30)
    texts: list[str] = []
    for element in workbook.iter():
        if local(element) != "sheet":
            continue
        relation = related.get(attribute(element, "id") or "")
        if relation and relation.kind == "worksheet" and relation.target in package:
            rows = _rows(package.read(relation.target), strings, styles, epoch)
            texts.append(sheet(attribute(element, "name") or "", rows))
    title, date, meta = stated(package)
    return Document("\n\n".join(t for t in texts if t), title, date, meta)


def _parts(data: bytes, name: str) -> Iterator[etree._Element]:
    """The elements of a name, each freed once it is read."""
    try:
        events = etree.iterparse(
            io.BytesIO(data), tag=f"{{*}}{name}", resolve_entities=False, no_network=True
        )
        for _, element in events:
            yield element
            element.clear()
            while (previous := element.getprevious()) is not None:
                element.getparent().remove(previous)
    except etree.XMLSyntaxError:
        raise UnreadableError(BROKEN) from None


def _strings(data: bytes) -> list[str]:
    return [_text(element) for element in _parts(data, "si")]


def _text(element: etree._Element) -> str:
    """The text of a string of several formats, without the reading aids of East Asian ones."""
    parts: list[str] = []
    for child in element:
        if local(child) == "t":
            parts.append(child.text or "")
        elif local(child) == "r":
            parts += [t.text or "" for t in children(child, "t")]
    return "".join(parts)


def _date_styles(root: etree._Element) -> set[int]:
    """The numbers of the cell styles that show dates or times."""
    codes = {
        int(attribute(e, "numFmtId") or 0): attribute(e, "formatCode") or ""
        for e in root.iter()
        if local(e) == "numFmt"
    }
    own = {number for number, code in codes.items() if _DATE.search(_QUOTED.sub("", code))}
    dates = (DATES - codes.keys()) | own
    styles: list[int] = []
    for group in children(root, "cellXfs"):
        styles += [int(attribute(e, "numFmtId") or 0) for e in children(group, "xf")]
    return {i for i, number in enumerate(styles) if number in dates}


def _counts_from_1904(workbook: etree._Element) -> bool:
    found = (attribute(e, "date1904") for e in children(workbook, "workbookPr"))
    return next(found, None) in ("1", "true")


def _rows(
    data: bytes, strings: list[str], styles: set[int], epoch: datetime
) -> Iterator[list[tuple[int, str]]]:
    """(column, text) of the cells of each row."""
    for row in _parts(data, "row"):
        cells: list[tuple[int, str]] = []
        column = 0
        for cell in children(row, "c"):
            place = _COLUMN.match(attribute(cell, "r") or "")
            column = _number(place.group()) if place else column + 1
            cells.append((column, _value(cell, strings, styles, epoch)))
        yield cells


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _value(cell: etree._Element, strings: list[str], styles: set[int], epoch: datetime) -> str:
    """The text that a cell shows, but for formats of numbers; empty for an error."""
    kind = attribute(cell, "t") or "n"
    if kind == "inlineStr":
        return "".join(_text(e) for e in children(cell, "is"))
    value = next((e.text or "" for e in children(cell, "v")), "")
    if kind == "s":
        at = int(value) if value.isdecimal() else len(strings)
        return strings[at] if at < len(strings) else ""
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind != "n" or not value:
        return "" if kind == "e" else value
    return _shown(float(value), int(attribute(cell, "s") or 0) in styles, epoch)


def _shown(number: float, is_date: bool, epoch: datetime) -> str:
    """A number with up to 15 digits, as Excel keeps them, or the date that it stands for."""
    if is_date and 0 <= number < 2_958_466:
        moment = (epoch + timedelta(days=number) + timedelta(milliseconds=500)).replace(
            microsecond=0
        )
        if number < 1:
            return moment.time().isoformat()
        return moment.date().isoformat() if number == int(number) else moment.isoformat(" ")
    return format(number, ".15g")
