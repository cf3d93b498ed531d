"""Packages: the zip archives of XML files that HWPX, OOXML, OpenDocument and EPUB are."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from pipeline.readers.apart import BROKEN, TOO_LARGE, UnreadableError

# Bytes that may come out of the members of one document that are read.
EXPANDED = 256 << 20
# Members of an archive.
MEMBERS = 100_000
# The first bytes of an OLE file. OOXML with a password is one, with the stream EncryptedPackage.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


class Package:
    """The members of a document by name. Raises UnreadableError if the zip archive is not whole."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(OLE):
            raise UnreadableError("encrypted" if _is_encrypted(data) else BROKEN)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ERRORS:
            raise UnreadableError(BROKEN) from None
        self.names = self._zip.namelist()
        if len(self.names) > MEMBERS:
            raise UnreadableError(TOO_LARGE)
        self._left = EXPANDED

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """The bytes of a member.

        Raises UnreadableError: `encrypted`, `broken` for a damaged or missing one, `too_large` if more than
        EXPANDED bytes have come out of the archive.
        """
        try:
            if self._zip.getinfo(name).flag_bits & 1:
                raise UnreadableError("encrypted")
            with self._zip.open(name) as member:
                data = member.read(self._left + 1)
        except (KeyError, *_ERRORS):
            raise UnreadableError(BROKEN) from None
        if len(data) > self._left:
            raise UnreadableError(TOO_LARGE)
        self._left -= len(data)
        return data

    def xml(self, name: str) -> etree._Element:
        """The root element of a member. Raises UnreadableError as `read` does, and if it is not XML."""
        return parsed(self.read(name))


def parsed(data: bytes) -> etree._Element:
    """The root element of XML without its comments. Entities of its own are not expanded, and nothing is
    loaded.

    Raises UnreadableError if the bytes are not XML; the parser allows 256 levels.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise UnreadableError(BROKEN) from None


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for a node of another kind, such as an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The attribute of that name in whatever namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children with one of these local names."""
    return (child for child in element if local(child) in names)


def first_text(root: etree._Element, *names: str) -> str | None:
    """The text of the first element that has one of these local names and text."""
    for element in root.iter():
        if local(element) in names and (text := "".join(element.itertext()).strip()):
            return text
    return None


def _is_encrypted(data: bytes) -> bool:
    """True for an OLE file with the stream EncryptedPackage, whose name its directory holds in UTF-16."""
    return "EncryptedPackage".encode("utf-16-le") in data
