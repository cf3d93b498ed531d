"""Patience with stores: a request that a busy store refuses, or that is lost on the way, is made again.

pyarrow's S3 makes a request three times. Under throttling, or while a store restarts, that is not enough, and
an error in the middle of a file would look like a damaged file.
"""

import io
import logging
import random
import re
import time
from collections.abc import Callable
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.fs as pafs

# A request is made so often, after .2, .4, ... 12.8 s, and not again after SECONDS: pyarrow itself takes 8 s
# to find that nothing answers.
TRIES = 8
FIRST_WAIT = 0.2
SECONDS = 25.0
# Messages of pyarrow about busy and failing stores and about broken connections.
TRANSIENT = re.compile(
    r"SLOW_?DOWN|THROTTL|INTERNAL_FAILURE|InternalError|SERVICE_UNAVAILABLE|REQUEST_TIME"
    r"|ServerBusy|OperationTimedOut|NETWORK_CONNECTION"
    r"|HTTP status(?: code)?:? (?:429|5\d\d)|embedded in a 200"
    r"|[Cc]onnection (?:reset|closed|refused|aborted)|timed? ?out|Timeout|curlCode",
)
# Attempts that fail without a word.
SILENT = 2
LOG = logging.getLogger("malmoi.store")
T = TypeVar("T")


def patiently(call: Callable[[], T]) -> T:
    """The result of a call that may be made again. Raises its error if that is of another kind, or stays."""
    begun = time.monotonic()
    for attempt in range(TRIES):
        try:
            return call()
        except OSError as error:
            is_last = attempt == TRIES - 1 or time.monotonic() - begun > SECONDS
            if is_last or not TRANSIENT.search(str(error)):
                raise
            if attempt >= SILENT:
                LOG.warning("a store does not answer well (%s); asked again", _short(str(error)))
            # workers that were refused together must not come back together
            time.sleep(FIRST_WAIT * 2**attempt * random.uniform(0.5, 1))
    raise AssertionError("unreachable")


def _short(message: str) -> str:
    """The end of a message, which says what is wrong; its beginning names the request."""
    line = " ".join(message.split())
    return line if len(line) <= 120 else f"... {line[-120:]}"


def patient(fs: pafs.FileSystem) -> pafs.FileSystem:
    """The file system, with every call but writing made patiently. Who writes begins a file again himself."""
    return pafs.PyFileSystem(PatientHandler(fs))


class PatientHandler(pafs.FileSystemHandler):
    """The calls of a file system, each made patiently."""

    def __init__(self, fs: pafs.FileSystem) -> None:
        self.fs = fs

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PatientHandler) and self.fs == other.fs

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.get_type_name())

    def get_type_name(self) -> str:
        """The name of the file system below."""
        return self.fs.type_name

    def normalize_path(self, path: str) -> str:
        """The path as the file system below spells it."""
        return self.fs.normalize_path(path)

    def get_file_info(self, paths: list[str]) -> list[pafs.FileInfo]:
        """The facts of files and folders."""
        return patiently(lambda: self.fs.get_file_info(paths))

    def get_file_info_selector(self, selector: pafs.FileSelector) -> list[pafs.FileInfo]:
        """The facts of what lies in a folder."""
        return patiently(lambda: self.fs.get_file_info(selector))

    def create_dir(self, path: str, recursive: bool) -> None:
        """Make a folder."""
        patiently(lambda: self.fs.create_dir(path, recursive=recursive))

    def delete_dir(self, path: str) -> None:
        """Remove a folder with its content."""
        patiently(lambda: self.fs.delete_dir(path))

    def delete_dir_contents(self, path: str, missing_dir_ok: bool = False) -> None:
        """Empty a folder."""
        patiently(lambda: self.fs.delete_dir_contents(path, missing_dir_ok=missing_dir_ok))

    def delete_root_dir_contents(self) -> None:
        """Empty the store."""
        patiently(lambda: self.fs.delete_dir_contents("/", accept_root_dir=True))

    def delete_file(self, path: str) -> None:
        """Remove a file; one that an attempt without an answer has removed is gone."""
        patiently(lambda: self.fs.delete_file(path))

    def move(self, src: str, dest: str) -> None:
        """Move a file."""
        self.fs.move(src, dest)

    def copy_file(self, src: str, dest: str) -> None:
        """Copy a file."""
        patiently(lambda: self.fs.copy_file(src, dest))

    def open_input_stream(self, path: str) -> pa.PythonFile:
        """A file to read from its beginning."""
        return self.open_input_file(path)

    def open_input_file(self, path: str) -> pa.PythonFile:
        """A file to read from any place."""
        return pa.PythonFile(PatientFile(self.fs, path), mode="r")

    def open_output_stream(self, path: str, metadata: dict[str, str] | None) -> Any:
        """A file to write; errors are those of the file system below."""
        return self.fs.open_output_stream(path, metadata=metadata)

    def open_append_stream(self, path: str, metadata: dict[str, str] | None) -> Any:
        """A file to add to."""
        return self.fs.open_append_stream(path, metadata=metadata)


class PatientFile(io.RawIOBase):
    """A file whose reads are made patiently, each by a new request after an error."""

    def __init__(self, fs: pafs.FileSystem, path: str) -> None:
        self._fs, self._path, self._place = fs, path, 0
        self._file: Any = None
        self._size = patiently(lambda: self._opened().size())

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def size(self) -> int:
        """The number of bytes."""
        return self._size

    def tell(self) -> int:
        """The place of the next byte."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = base + offset
        return self._place

    def read(self, size: int | None = -1) -> bytes:
        """The next bytes: `size` of them, or all that follow."""
        left = max(self._size - self._place, 0)
        wanted = left if size is None or size < 0 else min(size, left)
        data = patiently(lambda: self._read(wanted)) if wanted else b""
        self._place += len(data)
        return data

    def readinto(self, buffer: Any) -> int:
        """The next bytes, into a buffer."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the file below."""
        if self._file is not None:
            self._file.close()
            self._file = None
        super().close()

    def _opened(self) -> Any:
        if self._file is None:
            self._file = self._fs.open_input_file(self._path)
        return self._file

    def _read(self, size: int) -> bytes:
        try:
            return self._opened().read_at(size, self._place)
        except OSError:
            self._file = None
            raise
