"""What follows from the content of source files, kept between processes in a file of the user's cache.

Reading the syntax of 260 files takes two seconds, which every command would spend. Entries are found by a
hash of the content they follow from, so none is ever out of date; a file that is damaged is made again.
"""

import atexit
import marshal
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import xxhash

# Entries of older sources are dropped beyond this number: a checkout has 300 files.
MOST = 3000
# Form of the files: a file of another one is another file. The second one holds each value as bytes.
FORM = 2


class Kept:
    """Values by hash, of the types that marshal writes: texts, numbers, tuples, sets, dictionaries.

    `made_by` are the bytes of the code that makes the values: other code has a file of its own."""

    def __init__(self, name: str, made_by: bytes) -> None:
        version = f"{sys.version_info.major}{sys.version_info.minor}"
        made = xxhash.xxh3_64_hexdigest(made_by)
        self._path = _folder() / "sources" / f"{name}-{version}-{made}-{FORM}"
        # Each value stays as bytes until it is asked for: a file holds those of many versions of the sources.
        self._values: dict[bytes, bytes] | None = None
        self._has_more = False

    def value(self, content: bytes, make: Callable[[], Any]) -> Any:
        """The value for a content, made if it is not there."""
        if self._values is None:
            self._values = self._read()
            atexit.register(self.write)
        key = xxhash.xxh3_128_digest(content)
        if key not in self._values:
            self._values[key] = marshal.dumps(make())
            self._has_more = True
        return marshal.loads(self._values[key])

    def write(self) -> None:
        """Write what was added; without a place to write, the next process makes it again."""
        if not self._has_more or self._values is None:
            return
        newest = dict(list(self._values.items())[-MOST:])
        data = marshal.dumps(newest)
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(dir=self._path.parent)
            with os.fdopen(number, "wb") as file:
                file.write(xxhash.xxh3_128_digest(data) + data)
            os.replace(name, self._path)
            self._has_more = False

    def _read(self) -> dict[bytes, bytes]:
        try:
            written = self._path.read_bytes()
        except OSError:
            return {}
        # marshal does not bear damaged data
        if xxhash.xxh3_128_digest(written[16:]) != written[:16]:
            return {}
        return marshal.loads(written[16:])


def _folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "malmoi"
