"""A test set as the recipe names it, and the texts of its items."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, Field

from pipeline.core import inputs
from pipeline.core.errors import DataError
from pipeline.core.inputs import InputFile
from pipeline.core.paths import RecipePath
from pipeline.readers.compression import ERRORS, Members, codec_of

ENDINGS = (".parquet", ".jsonl", ".json")


class TestSet(BaseModel):
    """Items that a model will be asked, of which no document may be trained on."""

    __test__ = False  # no test of pytest's

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str = Field(min_length=1)
    """How evidence calls its items: <name>#<number>, from 0; <name>/<file>#<number> where there are
    several files."""
    path: RecipePath
    """A .jsonl, .json or .parquet file, compressed or not; a path, a pattern or an address."""
    fields: tuple[str, ...] = Field(min_length=1)
    """What is matched: names of fields, of nested ones with dots: question, answers.text."""
    records: str = ""
    """Where the items of a .json file lie, with dots, lists inside lists taken apart: data.paragraphs.qas.
    Default: the file is a list of them."""


@dataclass(frozen=True)
class Items:
    """A set with one of its files; what a phase is made from."""

    testset: TestSet
    file: InputFile
    name: str  # what its items are called by

    def identity(self) -> dict[str, Any]:
        fields = self.testset.model_dump(exclude={"path"})
        fields = json.loads(json.dumps(fields))
        return {"testset": fields, "items": self.name, **self.file.identity()}


def of(testsets: tuple[TestSet, ...]) -> list[Items]:
    """Every set with every file of it. Raises DataError where there is none."""
    found = [(t, inputs.find(t.path)) for t in testsets]
    return [
        Items(t, f, t.name if len(files) == 1 else f"{t.name}/{f.name}")
        for t, files in found
        for f in files
    ]


def texts(items: Items) -> Iterator[list[str]]:
    """The texts of each item: one for each value that its fields hold. Raises DataError for a file that
    cannot be read, and for one of which no item has any of the fields."""
    found = False
    for record in _records(items):
        values = [v for field in items.testset.fields for v in _values(record, field.split("."))]
        found = found or bool(values)
        yield values
    if not found:
        names = ", ".join(items.testset.fields)
        raise DataError(
            f"test set {items.testset.name}: {items.file.uri}: no item has any of: {names}"
        )


def _records(items: Items) -> Iterator[Any]:
    path = inputs.local(items.file)
    try:
        yield from _parsed(path, items.testset.records)
    except (ValueError, pa.ArrowException, *ERRORS) as error:
        where = f"test set {items.testset.name}: {items.file.uri}"
        raise DataError(f"{where}: cannot be read: {str(error)[:200]}") from None


def _parsed(path: Path, records: str) -> Iterator[Any]:
    raw, name = path.read_bytes(), path.name
    if codec := codec_of(raw[:8]):
        raw, name = Members(io.BytesIO(raw), codec).read(), Path(name).stem
    if name.endswith(".parquet"):
        yield from pq.read_table(pa.BufferReader(raw)).to_pylist()
    elif name.endswith(".jsonl"):
        for number, line in enumerate(raw.decode().split("\n"), 1):
            if line.strip():
                yield _record(line, number)
    elif name.endswith(".json"):
        yield from _nested(json.loads(raw), records.split(".") if records else [])
    else:
        raise ValueError(f"expected a file ending in {', '.join(ENDINGS)}")


def _record(line: str, number: int) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise ValueError(f"record {number}: {error}") from None


def _nested(value: Any, parts: list[str]) -> Iterator[Any]:
    """The records below a path; lists on the way are taken apart."""
    if isinstance(value, list):
        for one in value:
            yield from _nested(one, parts)
    elif not parts:
        yield value
    elif isinstance(value, dict) and parts[0] in value:
        yield from _nested(value[parts[0]], parts[1:])


def _values(value: Any, parts: list[str]) -> Iterator[str]:
    """The texts below a path; lists on the way, and of texts, are taken apart."""
    if isinstance(value, list):
        for one in value:
            yield from _values(one, parts)
    elif parts:
        if isinstance(value, dict) and parts[0] in value:
            yield from _values(value[parts[0]], parts[1:])
    elif isinstance(value, str) and value.strip():
        yield value
