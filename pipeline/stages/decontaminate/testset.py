"""Test sets of a recipe, and the texts of their items."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from pipeline.core import inputs
from pipeline.core.errors import DataError
from pipeline.core.inputs import InputFile
from pipeline.core.paths import RecipePath
from pipeline.readers import evaluation

# In the name of a file, the split of a set that models are judged by.
_JUDGES = re.compile(r"(?<![a-z])(test|val|valid|validation|dev)(?![a-z])", re.IGNORECASE)


class TestSet(BaseModel):
    """Evaluation items that must not occur in training documents."""

    # pytest would collect the class by its name
    __test__ = False

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    """Name of the set. Evidence names items <name>#<number>, from 0, or <name>/<file>#<number> if the set has
    several files."""
    path: RecipePath
    """A .jsonl, .json, .parquet, .csv or .tsv file, compressed or not; a path, a pattern or an address. Of a
    folder, its files of a test or validation split, or all if no name says so."""
    fields: tuple[str, ...] = Field(min_length=1)
    """Names of the fields that are matched, nested ones with dots: question, answers.text."""
    answers: tuple[str, ...] = ()
    """Names of fields that count only where `fields` are too short to tell: options, solutions. A document
    with the question then contains the item without its options, and one with the options alone does not."""
    records: str = ""
    """Path of the items in a .json file, with dots, through lists inside lists: data.paragraphs.qas. Default:
    the file is a list of items."""


@dataclass(frozen=True)
class Items:
    """A set with one of its files: one unit of work."""

    testset: TestSet
    file: InputFile
    # Prefix of the names of its items.
    name: str

    def identity(self) -> dict[str, Any]:
        fields = self.testset.model_dump(exclude={"path"})
        fields = json.loads(json.dumps(fields))
        return {"testset": fields, "items": self.name, **self.file.identity()}


def find_items(testsets: tuple[TestSet, ...]) -> list[Items]:
    """Every set with each of its files. Raises DataError if a set has no files."""
    by_set = [(t, _files_of(t)) for t in testsets]
    return [
        Items(t, f, t.name if len(files) == 1 else f"{t.name}/{f.name}")
        for t, files in by_set
        for f in files
    ]


def _files_of(testset: TestSet) -> list[InputFile]:
    """The files of a set. Raises DataError if there are none."""
    path = testset.path
    is_local = "://" not in path
    is_folder = Path(path).is_dir() if is_local else not any(sign in path for sign in "*?[")
    if is_local and is_folder and not any(Path(path).iterdir()):
        raise DataError(f"test set {testset.name}: {path}: this folder is empty")
    files = inputs.find(path)
    if not is_folder or any(f.uri == path for f in files):
        return files
    readable = [f for f in files if evaluation.ending(f.name)]
    judging = [f for f in readable if _JUDGES.search(f.name)]
    if not readable:
        raise DataError(
            f"test set {testset.name}: {path}: no file in this folder ends in {', '.join(evaluation.ENDINGS)}"
        )
    return judging or readable


def texts(items: Items) -> Iterator[tuple[list[str], list[str]]]:
    """The texts of each item, one for each value: of its fields, and of its answers. Raises DataError if the
    file cannot be read, or if no item has any of the fields."""
    has_values = False
    for record in _records(items):
        question, answers = (
            [v for field in fields for v in _values(record, field.split("."))]
            for fields in (items.testset.fields, items.testset.answers)
        )
        has_values = has_values or bool(question)
        yield question, answers
    if not has_values:
        names = ", ".join(items.testset.fields)
        raise DataError(
            f"test set {items.testset.name}: {items.file.uri}: no item has any of: {names}"
        )


def _records(items: Items) -> Iterator[Any]:
    try:
        yield from evaluation.records(inputs.local(items.file), items.testset.records)
    except evaluation.UNREADABLE as error:
        where = f"test set {items.testset.name}: {items.file.uri}"
        raise DataError(f"{where}: cannot be read: {str(error)[:200]}") from None


def _values(value: Any, parts: list[str]) -> Iterator[str]:
    """The texts below a path; lists on the way, and lists of texts, are flattened."""
    if isinstance(value, list):
        for one in value:
            yield from _values(one, parts)
    elif parts:
        if isinstance(value, dict) and parts[0] in value:
            yield from _values(value[parts[0]], parts[1:])
    elif isinstance(value, str) and value.strip():
        yield value
