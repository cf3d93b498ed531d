"""The format of a file: its first bytes count more than its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.readers import charset, compression, inside
from pipeline.readers.registry import Formats

# Bytes of a file that are compared: the farthest magic, that of tar, ends at byte 262.
HEAD = 4096
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class _Index:
    """The facts of a set of formats, by what is looked up."""

    # extension -> formats, those with a required start first
    extensions: dict[str, tuple[str, ...]]
    # extension -> compression
    compressed: dict[str, str]
    # (offset, bytes, format)
    magic: tuple[tuple[int, bytes, str], ...]
    # stream of an OLE file or member of a zip archive -> format
    inside: dict[str, str]
    # (beginning, format) of archives
    archives: tuple[tuple[bytes, str], ...]
    # (beginning in lower case, format)
    weak: tuple[tuple[bytes, str], ...]
    # format -> beginnings
    required: dict[str, tuple[bytes, ...]]


@cache
def _index(formats: Formats) -> _Index:
    facts = {f.name: f.facts for f in formats.formats if not f.facts.markers}
    by_extension: dict[str, list[str]] = {}
    for name, stated in sorted(facts.items(), key=lambda item: not item[1].required_start):
        for extension in (*stated.extensions, *(e for e, _ in stated.compressed_extensions)):
            by_extension.setdefault(extension, []).append(name)
    magic = [(offset, sign, name) for name, f in facts.items() for offset, sign in f.magic]
    return _Index(
        {extension: tuple(names) for extension, names in by_extension.items()},
        {e: codec for f in facts.values() for e, codec in f.compressed_extensions},
        tuple(sorted(magic, key=lambda m: (m[0], -len(m[1])))),
        {part: name for name, f in facts.items() for part in f.inside},
        tuple((s, name) for name, f in facts.items() if f.archive for s in f.required_start),
        tuple((sign, name) for name, f in facts.items() for sign in f.weak_magic),
        {name: f.required_start for name, f in facts.items()},
    )


def formats_by_name(formats: Formats, name: str) -> tuple[str, ...]:
    """The formats that a file name fits by its longest known extension, compression aside."""
    stem = name.lower().rpartition("/")[2]
    for ending in compression.EXTENSIONS:
        stem = stem.removesuffix(ending)
    by_extension = _index(formats).extensions
    return next((by_extension[e] for e in _extensions(stem) if e in by_extension), ())


def _extensions(name: str) -> list[str]:
    """The endings of a name that begin with a dot, the longest first."""
    return [name[i:] for i, character in enumerate(name) if character == "."]


def format_of(formats: Formats, name: str, head: bytes, names: tuple[str, ...] = ()) -> str | None:
    """The format of a file with this name and these first (decompressed) bytes; None if unknown.

    `names` are those that `inside.names_in` finds in the file; without them, the name of the file decides
    between the documents that are OLE files or zip archives.
    """
    index = _index(formats)
    starts = _starts(head)
    for offset, sign, format_name in index.magic:
        if _any_begins(starts, (sign,)) if offset == 0 else head.startswith(sign, offset):
            return format_name
    if found := _by_names(index, formats_by_name(formats, name), head, names):
        return found
    for named in formats_by_name(formats, name):
        if not index.required[named] or _any_begins(starts, index.required[named]):
            return named
    lower = tuple(start.lower() for start in starts)
    return next((weak for sign, weak in index.weak if _any_begins(lower, (sign,))), None)


def _by_names(
    index: _Index, named: tuple[str, ...], head: bytes, names: tuple[str, ...]
) -> str | None:
    """The format of an OLE file or zip archive by what it holds; None if that says nothing.

    An archive stays an archive if only its name is that of a document.
    """
    claims = [index.inside[n] for n in names if n in index.inside]
    if claims:
        return next((claim for claim in claims if claim in named), claims[0])
    if named and names and not inside.is_package(names):
        return next((archive for sign, archive in index.archives if head.startswith(sign)), None)
    return None


def _starts(head: bytes) -> tuple[bytes, ...]:
    """The first bytes behind a mark and white space; of text in UTF-16 also as UTF-8."""
    starts = [head]
    if found := charset.wide(head):
        mark, encoding = found
        starts.append(head[mark:].decode(encoding, "ignore").encode("utf-8", "ignore"))
    return tuple(start.removeprefix(BYTE_ORDER_MARK).lstrip() for start in starts)


def _any_begins(starts: tuple[bytes, ...], signs: tuple[bytes, ...]) -> bool:
    return any(start.startswith(signs) for start in starts)


def format_of_folder(formats: Formats, names: Sequence[str]) -> str | None:
    """The format that marks the folder with these files (relative names) as its own; None if none does."""
    for entry in formats.formats:
        markers, extensions = entry.facts.markers, entry.facts.extensions
        if (
            markers
            and any(n.rpartition("/")[2] in markers for n in names)
            and any(n.endswith(extensions) for n in names)
        ):
            return entry.name
    return None


def odd_name(formats: Formats, name: str, detected: str | None, codec: str | None) -> str | None:
    """A warning if a file's name contradicts its bytes, else None.

    `codec` is the compression by magic, `detected` the format by its bytes, None if the recipe
    states the format.
    """
    claimed = _codec_by_name(formats, name)
    if claimed != codec:
        return f"named_{claimed or 'plain'}_is_{codec or 'plain'}"
    named = formats_by_name(formats, name)
    if detected and named and detected not in named:
        plain = next((n for n in named if name.lower().endswith(f".{n}")), named[0])
        return f"named_{plain}_is_{detected}"
    return None


def _codec_by_name(formats: Formats, name: str) -> str | None:
    endings = compression.EXTENSIONS | _index(formats).compressed
    return next((codec for e, codec in endings.items() if name.lower().endswith(e)), None)
