"""Storage: the only file that opens it. Local paths and whatever pyarrow.fs understands (s3://, gs://).

A file appears whole or not at all: locally under a temporary name, synced, then renamed; on an object store
by one put.
"""

import hashlib
import json
import os
import re
import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pyarrow.fs as pafs
import xxhash

from pipeline.core.disk import writing
from pipeline.core.errors import DataError
from pipeline.core.filesystem import located
from pipeline.core.patience import patiently

TEMPORARY = ".tmp-"
# The only files that `sweep` removes.
OURS = re.compile(rf"{re.escape(TEMPORARY)}[0-9a-f]{{12}}-")


@dataclass(frozen=True)
class Store:
    """A folder on some file system; every path below is relative to it."""

    uri: str
    # True to write and delete nothing: for a look at what a run would do.
    is_read_only: bool = False

    @cached_property
    def _opened(self) -> tuple[pafs.FileSystem, str]:
        if "://" in self.uri:
            return located(self.uri)
        path = str(Path(self.uri).absolute())
        try:
            path.encode()
        except UnicodeEncodeError:
            raise DataError(f"{path}: this path is not UTF-8; rename the folder") from None
        return pafs.LocalFileSystem(), path

    def __getstate__(self) -> dict[str, Any]:
        # handles do not travel to workers, whose current folder is another one
        uri = self.uri if "://" in self.uri else str(Path(self.uri).absolute())
        return {"uri": uri, "is_read_only": self.is_read_only}

    @property
    def fs(self) -> pafs.FileSystem:
        """The file system of the address, opened at first use. Raises DataError for an unknown scheme."""
        return self._opened[0]

    @property
    def local(self) -> bool:
        """True if the folder is on a file system of this machine."""
        return isinstance(self.fs, pafs.LocalFileSystem)

    def at(self, path: str) -> str:
        """The path in `fs` of a path of this store; "" is the folder itself."""
        return f"{self._opened[1]}/{path}" if path else self._opened[1]

    def exists(self, path: str) -> bool:
        """True if a file or folder has that path."""
        return self.fs.get_file_info(self.at(path)).type != pafs.FileType.NotFound

    def sizes(self, folder: str) -> dict[str, int]:
        """File name -> bytes of a folder, without sub-folders; {} if the folder does not exist."""
        selector = pafs.FileSelector(self.at(folder), allow_not_found=True)
        return {i.base_name: i.size for i in self.fs.get_file_info(selector) if i.is_file}

    def folders(self, folder: str) -> list[str]:
        """Names of the sub-folders of a folder, sorted; [] if the folder does not exist."""
        selector = pafs.FileSelector(self.at(folder), allow_not_found=True)
        entries = self.fs.get_file_info(selector)
        return sorted(i.base_name for i in entries if i.type == pafs.FileType.Directory)

    def read_bytes(self, path: str) -> bytes:
        """The bytes of a file. Raises OSError if it cannot be read."""
        with self.fs.open_input_stream(self.at(path)) as stream:
            return stream.read()

    def read_json(self, path: str) -> Any | None:
        """The JSON value of a file; None if the file does not exist."""
        try:
            return json.loads(self.read_bytes(path))
        except FileNotFoundError:
            return None

    def write_json(self, path: str, value: Any) -> None:
        """Write a value as JSON with sorted keys, so that equal values give equal bytes."""
        data = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
        self.write(path, lambda out: out.write(data))

    def write(self, path: str, fill: Callable[[Any], Any]) -> int:
        """Write one file atomically through `fill(stream)`, which may be called again; returns its bytes."""
        if self.is_read_only:
            return 0
        with writing(f"{self.uri}/{path}"):
            return self._write(self.at(path), fill)

    def _write(self, target: str, fill: Callable[[Any], Any]) -> int:
        if not self.local:
            return patiently(lambda: self._send(target, fill))
        folder, name = os.path.split(target)
        os.makedirs(folder, exist_ok=True)
        temporary = os.path.join(folder, f"{TEMPORARY}{uuid.uuid4().hex[:12]}-{name}")
        try:
            with open(temporary, "wb") as stream:
                fill(stream)
                stream.flush()
                os.fsync(stream.fileno())
                size = stream.tell()
            os.replace(temporary, target)
        finally:
            if os.path.exists(temporary):
                os.unlink(temporary)
        return size

    def _send(self, target: str, fill: Callable[[Any], Any]) -> int:
        with self.fs.open_output_stream(target) as stream:
            fill(stream)
            return stream.tell()

    def put_folder(self, local: Path, path: str) -> dict[str, tuple[int, str]]:
        """Move the files of a local folder to `path`; returns name -> (bytes, hash of them)."""
        written: dict[str, tuple[int, str]] = {}
        if self.is_read_only:
            return written
        for file in sorted(p for p in local.rglob("*") if p.is_file()):
            name = file.relative_to(local).as_posix()
            with file.open("rb") as source:
                size = self.write(f"{path}/{name}", partial(_copy, source))
                source.seek(0)
                written[name] = size, hashlib.file_digest(source, xxhash.xxh3_128).hexdigest()
        return written

    def restrict(self, folder: str) -> None:
        """Let the owner alone enter a folder, which is made if need be. A bucket has its own rights."""
        if self.local and not self.is_read_only:
            os.makedirs(self.at(folder), exist_ok=True)
            os.chmod(self.at(folder), 0o700)

    def delete(self, path: str) -> None:
        """Remove a file, or a folder with its content; a path that does not exist is ignored."""
        if self.is_read_only:
            return
        info = self.fs.get_file_info(self.at(path))
        if info.type == pafs.FileType.Directory:
            self.fs.delete_dir(self.at(path))
        elif info.type == pafs.FileType.File:
            self.fs.delete_file(self.at(path))

    def sweep(self) -> None:
        """Remove the temporary files of killed writers. Only the holder of the root's lock may call it."""
        if self.local:
            for folder, _, files in os.walk(self.at("")):
                for name in files:
                    if OURS.match(name):
                        os.unlink(os.path.join(folder, name))


def _copy(source: Any, target: Any) -> None:
    source.seek(0)  # a write may begin again
    shutil.copyfileobj(source, target)
