"""Facts: what a format's file states about itself, read from its source without importing it.

Each fact is a module constant of literals, named as the field here in capitals. All are optional.
"""

import ast
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from pipeline.core.errors import RecipeError
from pipeline.core.source import constants, parsed

Compression = Literal["plain", "gzip", "zstd", "bzip2", "xz"]


class Facts(BaseModel):
    """How files of a format are recognized, and in which ways they can be read."""

    model_config = ConfigDict(frozen=True)

    extensions: tuple[str, ...] = ()
    """Endings of file names, lower case with their dot; an ending of a compression may follow."""
    compressed_extensions: tuple[tuple[str, Compression], ...] = ()
    """Endings that stand for the format and a compression together, such as (".tgz", "gzip")."""
    required_start: tuple[bytes, ...] = ()
    """A file with a fitting extension is of this format only if it begins with one of these; other
    formats with the same extension get the rest. White space before it does not count."""
    magic: tuple[tuple[int, bytes], ...] = ()
    """(offset, bytes) that decide whatever the file's name. Offset 0 is the first byte after a UTF-8
    byte order mark and white space; any other offset counts from the first byte of the file."""
    inside: tuple[str, ...] = ()
    """Streams of an OLE file or members of a zip archive: a file that holds one of them is of this format,
    whatever its name. Where several formats claim a file, the one that its name fits is taken, else the one
    whose stream stands first in the file's directory."""
    weak_magic: tuple[bytes, ...] = ()
    """Beginnings, in lower case, that decide if the file's name fits no format."""
    markers: tuple[str, ...] = ()
    """Names of files that mark a folder as this format. Such a format is recognized by the folder, never
    by a file alone, and defines `data_files`."""
    splits: tuple[Compression, ...] = ()
    """Compressions in which a file can be read from the middle; the format defines `split`, `count`."""
    seekable: bool = False
    """True if the reader moves about in the file, which a compressed file does not allow."""
    one_record: bool = False
    """True if a file is one record; such files can be members of an archive."""
    archive: bool = False
    """True if a file holds files of other formats."""
    expected_rejects: tuple[str, ...] = ()
    """Reasons of rejects that are not damage: records that the format holds beside its texts."""
    extra: str = ""
    """The extra of Malmoi that installs the packages that the format's file imports."""
    about: str = ""
    """The first paragraph of the file's docstring; not a constant."""

    @field_validator("extensions")
    @classmethod
    def _dotted(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        bad = [e for e in value if not e.startswith(".") or e != e.lower()]
        if bad:
            raise ValueError(f"{bad[0]!r} must be lower case and begin with a dot")
        return value


@cache
def facts_in(path: Path) -> Facts:
    """The facts of a format's file. Raises RecipeError naming file and constant if one is malformed."""
    docstring = ast.get_docstring(parsed(path)) or ""
    about = " ".join(docstring.split("\n\n")[0].split())
    stated = {n.lower(): v for n, v in constants(path).items() if n.lower() in Facts.model_fields}
    try:
        return Facts(**{**stated, "about": about})
    except ValidationError as error:
        first = error.errors()[0]
        constant = str(first["loc"][0]).upper()
        raise RecipeError(
            f"{path}: {constant}: {first['msg'].removeprefix('Value error, ')}"
        ) from None
