"""Input files: found by path or glob, named relative to their source, identified by content."""

import fnmatch
import glob
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.fs as pafs
import xxhash

from pipeline.core.dataset import Store
from pipeline.core.errors import DataError

BLOCK = 4 << 20  # bytes read at a time


@dataclass(frozen=True)
class InputFile:
    """One file of a source. `name` is its path below the source's fixed part, with slashes."""

    uri: str
    name: str
    size: int
    content: str = ""  # xxh3_128 of the bytes: a changed file is another input, a moved one is not

    def identity(self) -> dict[str, Any]:
        return {"file": self.name, "content": self.content}


def find(pattern: str) -> list[InputFile]:
    """The files that a path, folder, glob or s3://, gs:// address names, sorted by name.

    Raises DataError at once if there is none, or one that cannot be read.
    """
    scheme, _, rest = pattern.partition("://")
    query = rest[rest.index("?") :] if "?" in rest else ""  # an endpoint, for a store of one's own
    fs, path = _file_system(pattern)
    fixed = _fixed_part(path)
    if isinstance(fs, pafs.LocalFileSystem):
        paths = [p for p in glob.glob(path, recursive=True) if Path(p).is_file()]
        if Path(path).is_dir():
            paths = [str(p) for p in Path(path).rglob("*") if p.is_file()]
        fixed = path if Path(path).is_dir() else fixed
    else:
        paths = _remote(fs, path, fixed)
        fixed = path if fs.get_file_info(path).type == pafs.FileType.Directory else fixed
    found = []
    for one in sorted(paths):
        name = Path(one).relative_to(fixed).as_posix() if one != fixed else Path(one).name
        if not any(part.startswith(".") for part in name.split("/")):
            found.append(
                InputFile(one if "://" not in pattern else f"{scheme}://{one}{query}", name, 0)
            )
    if not found:
        raise DataError(f"{pattern}: no such file, or the pattern matches none")
    return [InputFile(f.uri, f.name, _size(f.uri)) for f in found]


def _fixed_part(path: str) -> str:
    """The folder above the first wildcard; for a plain path its own folder."""
    parts = Path(path).parts
    plain = next((i for i, part in enumerate(parts) if glob.has_magic(part)), len(parts) - 1)
    return str(Path(*parts[:plain])) if plain else "."


def _remote(fs: pafs.FileSystem, path: str, fixed: str) -> list[str]:
    info = fs.get_file_info(path)
    if info.type == pafs.FileType.File:
        return [path]
    base = path if info.type == pafs.FileType.Directory else fixed
    listed = fs.get_file_info(pafs.FileSelector(base, recursive=True, allow_not_found=True))
    files = [i.path for i in listed if i.is_file]
    return files if base == path else [p for p in files if fnmatch.fnmatch(p, path)]


def _file_system(uri: str) -> tuple[pafs.FileSystem, str]:
    if "://" in uri:
        return pafs.FileSystem.from_uri(uri)
    return pafs.LocalFileSystem(), uri


def _size(uri: str) -> int:
    fs, path = _file_system(uri)
    try:
        with fs.open_input_file(path) as stream:
            return stream.size()
    except (OSError, pa.ArrowException) as error:
        raise DataError(f"{uri}: cannot be read: {error}") from None


@contextmanager
def opened(uri: str) -> Iterator[BinaryIO]:
    """The raw bytes of an input file."""
    fs, path = _file_system(uri)
    with fs.open_input_file(path) as stream:
        yield stream


def identified(files: Iterable[InputFile], store: Store) -> list[InputFile]:
    """The same files with the hash of their content, remembered by size and time for local ones."""
    remembered = store.read_json(MEMORY) or {} if store.local else {}
    files = list(files)
    with ThreadPoolExecutor(4) as pool:  # xxhash and file reads release the interpreter
        hashed = list(pool.map(lambda f: _content(f, remembered.get(f.uri)), files))
    if store.local:
        known = {f.uri: [*_stamp(f.uri), content] for f, content in zip(files, hashed, strict=True)}
        if known != remembered:
            store.write_json(MEMORY, known)
    return [InputFile(f.uri, f.name, f.size, c) for f, c in zip(files, hashed, strict=True)]


MEMORY = ".inputs.json"


def _stamp(uri: str) -> list[int]:
    if "://" in uri:
        return []
    status = Path(uri).stat()
    return [status.st_size, status.st_mtime_ns]


def _content(file: InputFile, remembered: list[Any] | None) -> str:
    if remembered and len(remembered) == 3 and remembered[:2] == _stamp(file.uri):
        return remembered[2]
    state = xxhash.xxh3_128()
    with opened(file.uri) as stream:
        while block := stream.read(BLOCK):
            state.update(block)
    return state.hexdigest()


def group(files: Iterable[InputFile], target: int) -> list[list[InputFile]]:
    """Consecutive files coalesced until a group holds `target` bytes; a large file stays alone."""
    groups: list[list[InputFile]] = []
    room = 0
    for file in files:
        if not groups or file.size > room:
            groups.append([])
            room = target
        groups[-1].append(file)
        room -= file.size
    return groups
