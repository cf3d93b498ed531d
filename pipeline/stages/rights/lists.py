"""Lists of hosts, addresses, authors and ids whose documents are left out: read in bounded memory."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Any, Literal

import numpy as np
import polars as pl
import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field

from pipeline.core import inputs
from pipeline.core.dataset import Dataset
from pipeline.core.errors import DataError
from pipeline.core.inputs import InputFile
from pipeline.core.paths import RecipePath
from pipeline.kernels import hashing
from pipeline.readers.compression import ERRORS, decompressed
from pipeline.stages.rights import addresses

Kind = Literal["hosts", "urls", "authors", "ids"]
KINDS = ("hosts", "urls", "authors", "ids")
# The files of a UT1 folder, by what they list.
UT1 = {"domains": "hosts", "urls": "urls"}
# Bytes of a list that are read at once, and entries of a shard.
BLOCK, ROWS = 1 << 20, 1 << 20
# One row for each entry: the hash of its kind and value, and why it is listed.
ENTRY = pa.schema([("hash", pa.uint64()), ("reason", pa.string())])
_HOST = re.compile(r"^(?:[\w-]+\.)*[\w-]+(?::\d+)?$|^\[[0-9a-f:.]+\]$")


class RightsList(BaseModel):
    """A list whose documents are left out: one value a line, or `value<TAB>reason`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: RecipePath
    """A file, compressed or not, a folder, a pattern or an address. Of a folder in the format of UT1, the
    files `domains` and `urls` are read. Blank lines and lines that begin with # count for nothing."""
    of: Kind | None = None
    """What it lists: hosts (with all hosts below them), urls (all addresses below them), authors or ids.
    Default: by the name of the file, `domains`, `hosts`, `urls`, `authors` or `ids`."""
    reason: str | None = Field(default=None, min_length=1)
    """Why its documents are left out, which `malmoi explain` prints; default: the name of the file, or of the
    folder around `domains` and `urls`."""
    field: str = "author"
    """For authors: the field of `meta` that names the author."""


@dataclass(frozen=True)
class ListFile:
    """One file of a list: a unit of work."""

    of: str
    reason: str
    file: InputFile
    # The list in the recipe: `lists[0]`.
    key: str

    def identity(self) -> dict[str, Any]:
        return {"of": self.of, "reason": self.reason, **self.file.identity()}


def find_lists(lists: tuple[RightsList, ...]) -> list[ListFile]:
    """The files of all lists. Raises DataError for a path without files, or whose kind is not known."""
    return [file for number, one in enumerate(lists) for file in _files_of(one, f"lists[{number}]")]


def _files_of(one: RightsList, key: str) -> Iterator[ListFile]:
    try:
        files = inputs.find(one.path)
    except DataError as error:
        raise DataError(f"rights.{key}: {error}") from None
    is_ut1 = any(PurePosixPath(f.name).name in UT1 for f in files)
    found = False
    for file in files:
        path = PurePosixPath(file.uri)
        stem = path.name.split(".")[0].lower()
        kind = UT1.get(stem) or (stem if stem in KINDS else None)
        if (is_ut1 and stem not in UT1) or (
            one.of and kind in UT1.values() and is_ut1 and kind != one.of
        ):
            continue  # `usage`, `very_restrictive` and the like
        of = one.of or kind
        if of is None:
            raise DataError(
                f"rights.{key}: {file.uri}: what does it list? Write `of: hosts`, urls, authors or ids"
            )
        found = True
        yield ListFile(of, one.reason or (path.parent.name if is_ut1 else stem), file, key)
    if not found:
        raise DataError(f"rights.{key}: {one.path}: no file of this folder lists {one.of}")


def read_list(item: ListFile) -> Iterator[pa.Table]:
    """ENTRY rows of a file, ROWS or a few more at a time. Raises DataError naming file and line."""
    parts: list[pa.Table] = []
    num = 0
    for first, lines in _blocks(item):
        parts.append(_entries(item, first, lines))
        num += len(parts[-1])
        if sum(map(len, parts)) >= ROWS:
            yield pa.concat_tables(parts).combine_chunks()
            parts = []
    if parts:
        yield pa.concat_tables(parts).combine_chunks()
    if not num:
        raise DataError(f"rights.{item.key}: {item.file.uri}: this list has no entries")


def _blocks(item: ListFile) -> Iterator[tuple[int, list[str]]]:
    """(number of the first line, lines) of each block."""
    number, rest = 1, b""
    try:
        with inputs.opened(item.file) as raw:
            body, _ = decompressed(raw)
            while block := body.read(BLOCK):
                whole, newline, rest = (rest + block).rpartition(b"\n")
                if newline:
                    lines = _decoded(item, whole, number)
                    yield number, lines
                    number += len(lines)
        if rest:
            yield number, _decoded(item, rest, number)
    except ERRORS as error:
        raise DataError(
            f"rights.{item.key}: {item.file.uri}: cannot be read: {str(error)[:200]}"
        ) from None


def _decoded(item: ListFile, data: bytes, number: int) -> list[str]:
    try:
        return io.StringIO(data.decode("utf-8-sig"), newline="").read().split("\n")
    except UnicodeDecodeError as error:
        line = number + data.count(b"\n", 0, error.start)
        raise DataError(
            f"rights.{item.key}: {item.file.uri}, line {line}: this is not UTF-8; write the list as UTF-8"
        ) from None


def _entries(item: ListFile, first: int, lines: list[str]) -> pa.Table:
    """ENTRY rows of some lines."""
    frame = pl.DataFrame({"line": lines}).with_row_index("number", first)
    frame = frame.with_columns(pl.col("line").str.strip_chars("\r\n \ufeff"))
    frame = frame.filter((pl.col("line") != "") & ~pl.col("line").str.starts_with("#"))
    parts = frame["line"].str.splitn("\t", 2)
    value = parts.struct.field("field_0").str.strip_chars()
    reason = parts.struct.field("field_1").str.strip_chars()
    reason = reason.set(reason == "", None).fill_null(item.reason)
    values = _normal(item, value, frame["number"])
    return pa.table(
        {"hash": hashes(item.of, values), "reason": reason.to_arrow().cast(pa.string())},
        schema=ENTRY,
    )


def _normal(item: ListFile, value: pl.Series, number: pl.Series) -> pl.Series:
    """Normalized values. Raises DataError naming the line of one that cannot be."""
    if item.of == "hosts":
        value = value.str.replace(r"^(?:[a-zA-Z][\w+.-]*:)?//", "").str.replace(r"^\*?\.", "")
        value = value.str.to_lowercase().str.strip_chars_end("./")
        is_plain = value.str.contains(r"^[a-z0-9._:\[\]-]*$")
        if not is_plain.all():
            value = value.map_elements(addresses.ascii_host, pl.String)
        wrong = ~value.str.contains(_HOST.pattern)
        what = "a host, such as example.com; write one host a line, or `of: urls`"
    elif item.of == "urls":
        value = value.map_elements(addresses.plain, pl.String) if len(value) else value
        wrong = ~value.str.contains(r"^[^/?*\s]+(?:[/?][^*\s]*)?$")
        what = "an address, such as example.com/blog; all addresses below it are left out, so write no *"
    else:
        value = authors(value) if item.of == "authors" else value
        wrong, what = value == "", "a value"
    if wrong.any():
        line, text = number.filter(wrong)[0], str(value.filter(wrong)[0])[:60]
        raise DataError(f"rights.{item.key}: {item.file.uri}, line {line}: {text!r} is not {what}")
    return value


def authors(names: pl.Series) -> pl.Series:
    """Normalized names of authors: case and spaces do not count."""
    return (
        names.str.normalize("NFC").str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
    )


def hashes(of: str, values: pl.Series) -> np.ndarray:
    """uint64 of each value of a kind. Of a million entries and a billion values, 5e-5 meet by chance."""
    return hashing.hash64(
        values.to_arrow().cast(pa.large_string()), hashing.salted(0, f"rights {of}")
    )


@dataclass(frozen=True)
class Listed:
    """All entries: their hashes in order, 8 bytes each, and the number of their reason, 4 bytes each."""

    hashes: np.ndarray
    codes: np.ndarray
    reasons: list[str]

    def reason(self, of: str, values: pl.Series) -> list[str | None]:
        """Why each value is listed; None if it is not."""
        if not len(self.hashes) or not len(values):
            return [None] * len(values)
        wanted = hashes(of, values)
        at = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        hit = self.hashes[at] == wanted
        return [
            self.reasons[self.codes[i]] if h else None
            for i, h in zip(at.tolist(), hit.tolist(), strict=True)
        ]


@cache
def load(entries: Dataset, fingerprint: str) -> Listed:
    """The entries of all lists, once in a process."""
    numbers: dict[str, int] = {}
    every, codes = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
    for shard in range(entries.num_shards):
        table = entries.read(shard)
        reason = pa.concat_arrays(
            table.column("reason").dictionary_encode().unify_dictionaries().chunks
            or [pa.array([], pa.string()).dictionary_encode()]
        )
        of_shard = [numbers.setdefault(r, len(numbers)) for r in reason.dictionary.to_pylist()]
        every.append(table.column("hash").to_numpy())
        codes.append(
            np.array(of_shard, np.int32)[reason.indices.to_numpy()] if len(reason) else codes[0]
        )
    all_hashes, all_codes = np.concatenate(every), np.concatenate(codes)
    # Of an entry that is listed twice, the first reason counts.
    order = np.argsort(all_hashes, kind="stable")
    return Listed(all_hashes[order], all_codes[order], list(numbers))
