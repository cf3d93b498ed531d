"""Files that may hold text and that no reader opens: a reason each, and what mends it.

They are known by their first bytes, else by their extension, and count as rejects: behind an archive may lie
thousands of documents.
"""

from dataclasses import dataclass

from pipeline.readers.skipped import extension_of

# The reason of files that neither bytes nor name explain.
UNKNOWN = "unknown_format"
# libarchive's bsdtar reads these archives and writes zip, member by member.
_REPACK = "no reader opens these archives; repack each: bsdtar -cf a.zip --format zip @a{}"
_UNPACK = "no reader opens these archives; unpack them with {}, and read the folder"


@dataclass(frozen=True)
class Unread:
    """A kind of file: the reason of its rejects, its extension, its first bytes, and what mends it."""

    reason: str
    extension: str
    magic: bytes
    mend: str


KINDS = (
    # archives of 7z are read, but for those packed by PPMd, zstd or several streams
    Unread("7z_unsupported", ".7z", b"7z\xbc\xaf\x27\x1c", _REPACK.format(".7z")),
    Unread("rar_unsupported", ".rar", b"Rar!\x1a\x07", _REPACK.format(".rar")),
    Unread("cab_unsupported", ".cab", b"MSCF", _REPACK.format(".cab")),
    Unread("alz_unsupported", ".alz", b"ALZ\x01", _UNPACK.format("ALZip, or unalz")),
    Unread("egg_unsupported", ".egg", b"EGGA", _UNPACK.format("ALZip, or unegg")),
    Unread("pst_unsupported", ".pst", b"!BDN", _UNPACK.format("readpst -e")),
)


def reason_of(name: str, head: bytes) -> str:
    """The reason of a file that has no format, by its first bytes, else by its name."""
    extension = extension_of(name)
    by_bytes = (kind.reason for kind in KINDS if head.startswith(kind.magic))
    by_name = (kind.reason for kind in KINDS if kind.extension == extension)
    return next(by_bytes, next(by_name, UNKNOWN))


def mends() -> dict[str, str]:
    """Reason -> what mends it."""
    return {kind.reason: kind.mend for kind in KINDS}
