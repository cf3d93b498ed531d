"""EPUB: one record a book, its chapters in the order of reading without the list of contents. All of a page
is taken: a book has nothing around its text.
"""

import posixpath
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote

from lxml import etree

from pipeline.readers import Batch, Request, charset
from pipeline.readers.apart import BROKEN, Document, UnreadableError, one_document
from pipeline.readers.markup import text_of
from pipeline.readers.packages import Package, attribute, children, first_text, local

EXTENSIONS = (".epub",)
MAGIC = ((30, b"mimetypeapplication/epub+zip"),)
ONE_RECORD = True
EXPECTED_REJECTS = ("encrypted", "no_content")

CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
# Encryption of fonts alone hides no text.
FONTS = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, date, meta.author) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The book in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    package = Package(data)
    if ENCRYPTION in package:
        stated = package.read(ENCRYPTION)
        if b"EncryptedData" in stated and not any(name in stated for name in FONTS):
            raise UnreadableError("encrypted")
    root = next((e for e in package.xml(CONTAINER).iter() if local(e) == "rootfile"), None)
    path = attribute(root, "full-path") if root is not None else None
    if path is None:
        raise UnreadableError(BROKEN)
    book = package.xml(path)
    chapters = [_chapter(package, name) for name in _spine(book, path)]
    text = "\n\n".join(chapter for chapter in chapters if chapter)
    if not text:
        raise UnreadableError("no_content")
    author = first_text(book, "creator")
    meta = {"author": author} if author else {}
    return Document(text, first_text(book, "title"), first_text(book, "date"), meta)


def _spine(book: etree._Element, path: str) -> list[str]:
    """The pages in reading order, without navigation and what is stated to be out of that order."""
    items: dict[str, str] = {}
    for element in book.iter():
        if local(element) == "item" and attribute(element, "media-type") in PAGES:
            is_navigation = "nav" in (attribute(element, "properties") or "").split()
            if not is_navigation:
                href = unquote(attribute(element, "href") or "")
                name = posixpath.normpath(posixpath.join(posixpath.dirname(path), href))
                items[attribute(element, "id") or ""] = name
    references = [
        attribute(element, "idref") or ""
        for spine in children(book, "spine")
        for element in children(spine, "itemref")
        if attribute(element, "linear") != "no"
    ]
    return [items[reference] for reference in references if reference in items]


def _chapter(package: Package, name: str) -> str:
    """The text of a page; empty for one that the book lists and lacks."""
    if name not in package:
        return ""
    data = package.read(name)
    decoded = charset.decode(data, (charset.declared_in(data),), True)
    return text_of(decoded.text) if decoded else ""
