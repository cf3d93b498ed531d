"""MediaWiki XML dumps: one record an article, its wikitext reduced to prose. Redirects and pages of other
namespaces are rejects of their own kind; a page above twice the limit stops the file.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree import ElementTree

import mwparserfromhell
from mwparserfromhell.nodes import Tag, Wikilink

from pipeline.readers import RAW, Batch, DamagedError, Request
from pipeline.readers.records import Columns

MAGIC = ((0, b"<mediawiki"),)
EXPECTED_REJECTS = ("not_an_article", "redirect")

# Pages of a batch.
PAGES = 64
# Links that show a picture or sort a page, in English and Korean; their text is not prose.
_NOT_PROSE = re.compile(
    r"\s*:?(file|image|media|category|파일|그림|미디어|분류)\s*:", re.IGNORECASE
)
_REMOVED_TAGS = ("ref", "table", "gallery", "math", "score", "timeline", "graph", "imagemap")
# Templates that only name the language of their last parameter.
_LANGUAGE_TEMPLATES = ("lang", "llang")
_HEADING = re.compile(r"^(=+)[ \t]*(.*?)[ \t]*\1[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"^([*#:;]+)[ \t]+", re.MULTILINE)
_EMPTY_BRACKETS = re.compile(r" ?\([\s,;·]*\)|(?<=\()[\s,;·]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of 64 pages. Raises DamagedError for XML that is cut short, and for a page without end."""
    columns, number = Columns(request), 0
    try:
        for page in _pages(_Bounded(stream, 2 * request.max_record)):
            number += 1
            _add(page, number, columns)
            if number % PAGES == 0:
                yield columns.batch()
                columns = Columns(request)
    except ElementTree.ParseError as error:
        raise DamagedError(f"after page {number}: not XML: {error}") from None
    yield columns.batch()


class _Bounded:
    """A stream that raises DamagedError once `limit` bytes were read since the last page ended.

    The XML parser holds a page in memory until its end tag; without a limit a page without end would
    hold the whole file.
    """

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self.stream, self.limit, self.since = stream, limit, 0

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.since += len(data)
        if self.since > self.limit:
            raise DamagedError(f"a page of more than {self.limit} bytes")
        return data


def _pages(stream: _Bounded) -> Iterator[dict[str, Any]]:
    """The fields of each page. Each element is freed once it is read."""
    root, page = None, {}
    for event, element in ElementTree.iterparse(stream, events=("start", "end")):
        if root is None:
            root = element
        if event == "start":
            continue
        name = element.tag.rpartition("}")[2]
        if name in ("title", "ns", "text", "timestamp", "sha1"):
            page[name] = element.text or ""
        elif name == "id":
            # The first id is that of the page; those of its revision follow.
            page.setdefault("id", element.text or "")
        elif name == "redirect":
            page["redirect"] = element.get("title", "")
        elif name == "page":
            yield page
            page, stream.since = {}, 0
            root.clear()


def _add(page: dict[str, Any], number: int, columns: Columns) -> None:
    wikitext = page.get("text", "")
    raw = wikitext[:RAW].encode()
    if page.get("ns", "0") != "0":
        columns.reject(number, "not_an_article", raw)
    elif "redirect" in page:
        columns.reject(number, "redirect", raw)
    elif len(wikitext) > columns.request.max_record:
        columns.reject(number, "record_too_large", raw)
    else:
        fields = columns.request.fields
        record = {fields.text: stripped(wikitext), "page_id": page.get("id", "")}
        if fields.title:
            record[fields.title] = page.get("title", "")
        columns.add(record, number, raw, date=page.get("timestamp"))


def stripped(wikitext: str) -> str:
    """The prose of an article, without templates, tables, references, pictures and categories."""
    wikitext = _ITEM.sub(r"\1", _HEADING.sub(r"\1\2\1", wikitext))
    tree = mwparserfromhell.parse(wikitext)
    for template in tree.filter_templates(
        matches=lambda t: str(t.name).strip() in _LANGUAGE_TEMPLATES
    ):
        if template.params:
            tree.replace(template, template.params[-1].value)
    for node in tree.ifilter(
        recursive=True,
        matches=lambda n: (
            (isinstance(n, Wikilink) and bool(_NOT_PROSE.match(str(n.title))))
            or (isinstance(n, Tag) and str(n.tag).strip().lower() in _REMOVED_TAGS)
        ),
    ):
        try:
            tree.remove(node)
        # The node was inside one that is removed already.
        except ValueError:
            continue
    text = tree.strip_code(normalize=True, collapse=True, keep_template_params=False)
    return _BLANK_LINES.sub("\n\n", _EMPTY_BRACKETS.sub("", text)).strip()
