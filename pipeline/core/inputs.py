"""Input files: found by path or glob, named relative to their source, identified by content."""

import glob
import os
import re
import shlex
import stat
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.fs as pafs
import xxhash

from pipeline.core.errors import DataError
from pipeline.core.filesystem import addressed, located
from pipeline.core.store import Store

BLOCK = 4 << 20  # bytes read at a time
MEMORY = ".inputs.json"


@dataclass(frozen=True)
class InputFile:
    """One file of a source. `name` is its path below the source's fixed part, with slashes."""

    uri: str
    name: str
    size: int
    # Time of modification in nanoseconds: shows that a file changed during the run.
    modified: int = 0
    # Hash of the bytes: a changed file is another input, a moved one is not.
    content: str = ""

    def identity(self) -> dict[str, Any]:
        return {"file": self.name, "content": self.content}


def find(pattern: str, hidden: bool = False) -> list[InputFile]:
    """The files that a path, folder, glob or s3://, gs:// address names, sorted by name.

    `*` stays inside a folder, `**` crosses folders; hidden files are excluded unless `hidden`, pipes, sockets
    and devices always. Raises DataError if no file matches, or if one that is not hidden cannot be read.
    """
    fs, path = located(pattern)
    is_local = isinstance(fs, pafs.LocalFileSystem)
    files = _local(path, hidden) if is_local else _reached(pattern, fs, path, hidden)
    if "://" in pattern:
        files = [replace(f, uri=addressed(pattern, f.uri)) for f in files]
    if not files:
        offline = f", or it cannot be reached; fetch it first: curl -LO {pattern}"
        hint = offline if pattern.startswith(("http://", "https://")) else ""
        raise DataError(f"{pattern}: no such file, or the pattern matches none{hint}")
    return sorted(files, key=lambda f: f.name)


def _local(path: str, hidden: bool) -> list[InputFile]:
    base = Path(path)
    if base.is_dir():
        fixed, paths = path, [str(p) for p in _walk(base)]
    else:
        # A file may be named a[1].jsonl: a path that exists is not a pattern.
        fixed = str(base.parent) if base.exists() else _fixed_part(path)
        paths = [path] if base.exists() else _matched(path)
        paths = [p for p in paths if not os.path.isdir(p)]
    files = []
    for one in paths:
        name = os.path.relpath(one, fixed).replace(os.sep, "/")
        is_hidden = _hidden(name)
        if is_hidden and not hidden:
            continue
        try:
            status = os.stat(one)
        except OSError as error:
            if is_hidden:
                continue
            what = "a link that leads nowhere" if os.path.islink(one) else error.strerror
            mend = "remove it, or give a pattern that leaves it out"
            raise DataError(f"{one}: cannot be read: {what}; {mend}") from None
        if not stat.S_ISREG(status.st_mode):
            if one == path:
                what = "a pipe, a socket or a device"
                raise DataError(f"{one}: is {what}, not a file; write what it gives into a file")
            continue
        if not is_hidden and not os.access(one, os.R_OK):
            raise DataError(f"{one}: cannot be read: permission denied")
        _refuse_undecoded(one, path)
        files.append(InputFile(os.path.abspath(one), name, status.st_size, status.st_mtime_ns))
    return files


def _refuse_undecoded(path: str, under: str) -> None:
    """Raise DataError for a name that is not UTF-8, as CP949 ones of old archives and shares are: neither ids
    nor Arrow's file system can hold it."""
    try:
        path.encode()
    except UnicodeEncodeError:
        above, name = (os.fsencode(part) for part in os.path.split(path))
        shown = (
            f"{above.decode(errors='backslashreplace')}/{name.decode('cp949', 'backslashreplace')}"
        )
        folder = os.fsencode(under).decode(errors="backslashreplace")
        raise DataError(
            f"{shown}: its name is not UTF-8 (shown here as CP949); rename such files: "
            f"convmv -f cp949 -t utf-8 -r --notest {shlex.quote(folder)}"
        ) from None


def _walk(base: Path) -> Iterator[Path]:
    """Every file below a folder. Linked folders are followed after the others, each folder once by whatever
    names; not those that hold the base, as the files beside it belong to others."""
    visited, top, roots = set(), os.path.realpath(base), [str(base)]
    while roots:
        links = []
        for root in sorted(roots):
            for folder, folders, files in os.walk(root):
                real = os.path.realpath(folder)
                if real in visited:
                    folders.clear()
                    continue
                visited.add(real)
                inner = (os.path.join(folder, f) for f in folders)
                links += [f for f in inner if os.path.islink(f)]
                yield from (Path(folder, f) for f in files)
        roots = [link for link in links if not _is_above(os.path.realpath(link), top)]


def _matched(pattern: str) -> list[str]:
    """The paths that a pattern matches. Below `**` a link to a folder above would match for ever."""
    if "**" not in Path(pattern).parts:
        return glob.glob(pattern)
    fixed = _fixed_part(pattern)
    rest = "/".join(Path(pattern).parts[len(Path(fixed).parts) :])
    matches = re.compile(_regex(rest), re.DOTALL).match
    below = ((p, os.path.relpath(p, fixed)) for p in _walk(Path(fixed)))
    return [str(p) for p, name in below if matches(name) and not _hidden(name)]


def _is_above(folder: str, other: str) -> bool:
    """True if the other folder lies in this one."""
    return os.path.commonpath([folder, other]) == folder


def _hidden(name: str) -> bool:
    return any(part.startswith(".") and part != ".." for part in name.split("/"))


def anchor(pattern: str) -> str:
    """What must exist for a pattern to match: a plain path itself, else the folder above the wildcards."""
    return _fixed_part(pattern) if glob.has_magic(pattern) else pattern


def _fixed_part(path: str) -> str:
    """The folder above the first wildcard; for a plain path its own folder."""
    parts = Path(path).parts
    plain = next((i for i, part in enumerate(parts) if glob.has_magic(part)), len(parts) - 1)
    return str(Path(*parts[:plain])) if plain else "."


def _reached(pattern: str, fs: pafs.FileSystem, path: str, hidden: bool) -> list[InputFile]:
    """The files of a remote address. Raises DataError in one line: each client has errors of its own."""
    try:
        return _remote(fs, path, hidden)
    except Exception as error:
        told = str(error).splitlines() or [type(error).__name__]
        raise DataError(
            f"{pattern}: cannot be reached; check network, address and credentials: {told[0][:300]}"
        ) from error


def _remote(fs: pafs.FileSystem, path: str, hidden: bool) -> list[InputFile]:
    info = fs.get_file_info(path)
    if info.type == pafs.FileType.File:
        return [_info(info, info.base_name)]
    base = path if info.type == pafs.FileType.Directory else _fixed_part(path)
    matches = re.compile("" if base == path else _regex(path)).match
    selector = pafs.FileSelector(base, recursive=True, allow_not_found=True)
    return [
        _info(i, name)
        for i in fs.get_file_info(selector)
        if i.is_file and matches(i.path)
        for name in [os.path.relpath(i.path, base).replace(os.sep, "/")]
        if hidden or not _hidden(name)
    ]


def _regex(pattern: str) -> str:
    """The pattern of a glob, as local ones are read."""
    words = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    pieces = re.split(r"(\*\*/|\*\*|\*|\?|\[[^]]+\])", pattern)
    return (
        "".join(
            words.get(p)
            or (p.replace("[!", "[^") if p.startswith("[") and p[-1] == "]" else re.escape(p))
            for p in pieces
        )
        + r"\Z"
    )


def _info(info: pafs.FileInfo, name: str) -> InputFile:
    return InputFile(info.path, name, info.size, info.mtime_ns or 0)


@contextmanager
def opened(file: InputFile) -> Iterator[BinaryIO]:
    """The raw bytes of an input file. Raises DataError if the file has changed since it was listed."""
    fs, path = located(file.uri)
    _refuse_changed(file, fs, path)
    with fs.open_input_file(path) as stream:
        yield stream
    _refuse_changed(file, fs, path)


def _refuse_changed(file: InputFile, fs: pafs.FileSystem, path: str) -> None:
    """Raise DataError if the file changed: half of the old and half of the new one would be mixed."""
    info = fs.get_file_info(path)
    if info.type == pafs.FileType.NotFound:
        raise DataError(
            f"{file.uri}: vanished while the run went on; restore the file or run again without it"
        )
    if (info.size, info.mtime_ns or 0) != (file.size, file.modified):
        raise DataError(
            f"{file.uri}: changed while the run went on; run again to read its new content"
        )


def identified(files: Iterable[InputFile], store: Store) -> list[InputFile]:
    """The same files with their `content`: the hash of a local file, size and time of a remote one.

    A hash is remembered as long as size, time of modification, inode and time of change (ctime) are the same:
    a file of equal size that is moved into the place with the old time of modification is read again."""
    remembered = store.read_json(MEMORY) or {} if store.local else {}
    files = list(files)
    with ThreadPoolExecutor(4) as pool:  # xxhash and file reads release the interpreter
        hashed = list(pool.map(lambda f: _content(f, remembered.get(f.uri)), files))
    if store.local:
        updated = remembered | {
            f.uri: [*_state(f), content]
            for f, content in zip(files, hashed, strict=True)
            if "://" not in f.uri
        }
        if updated != remembered:
            store.write_json(MEMORY, updated)
    return [replace(f, content=c) for f, c in zip(files, hashed, strict=True)]


def _state(file: InputFile) -> list[int]:
    """What changes when a local file does."""
    try:
        found = os.stat(file.uri)
    except OSError:  # its reading says so
        return [file.size, file.modified, 0, 0]
    return [file.size, file.modified, found.st_ino, found.st_ctime_ns]


def _content(file: InputFile, remembered: list[Any] | None) -> str:
    if "://" in file.uri:
        return f"{file.size}-{file.modified}"
    if remembered and remembered[:-1] == _state(file):
        return remembered[-1]
    state = xxhash.xxh3_128()
    try:
        with opened(file) as stream:
            while block := stream.read(BLOCK):
                state.update(block)
    except (OSError, pa.ArrowException) as error:
        raise DataError(f"{file.uri}: cannot be read: {error}") from None
    return state.hexdigest()


@cache
def local(file: InputFile) -> Path:
    """A local path of a file: its own, or that of a copy for this process. Raises DataError if a remote file
    cannot be read."""
    fs, path = located(file.uri)
    if isinstance(fs, pafs.LocalFileSystem):
        return Path(path)
    copy = Path(tempfile.mkdtemp(prefix="malmoi-")) / file.name
    try:
        with opened(file) as stream:
            copy.write_bytes(stream.read())
    except (OSError, pa.ArrowException) as error:
        raise DataError(f"{file.uri}: cannot be read: {error}") from None
    return copy
