"""The items of evaluation sets, from JSON, JSON lines, Parquet, CSV and TSV, compressed or not."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.readers.compression import ERRORS, Members, codec_of

SEPARATORS = {".csv": ",", ".tsv": "\t"}
ENDINGS = (".parquet", ".jsonl", ".json", *SEPARATORS)
UNREADABLE = (ValueError, RecursionError, csv.Error, pa.ArrowException, *ERRORS)


def ending(name: str) -> str:
    """The ending that tells the format of a file, compressed or not; "" for a file of another one."""
    endings = [e for e in Path(name).suffixes[-2:] if e in ENDINGS]
    return endings[-1] if endings else ""


def records(path: Path, below: str = "") -> Iterator[Any]:
    """The items of a file, in order. `below` is their path in a .json file, with dots, through lists inside
    lists: data.paragraphs.qas. An item has the values of the objects that it stands in, beside its own.

    Raises one of UNREADABLE if the file is not what its name says."""
    raw, name = path.read_bytes(), path.name
    if codec := codec_of(raw[:8]):
        raw = Members(io.BytesIO(raw), codec).read()
    kind = ending(name)
    if kind == ".parquet":
        yield from pq.read_table(pa.BufferReader(raw)).to_pylist()
    elif kind == ".jsonl":
        for number, line in enumerate(raw.decode().split("\n"), 1):
            if line.strip():
                yield _record(line, number)
    elif kind == ".json":
        yield from _nested(json.loads(raw), below.split(".") if below else [], {})
    elif kind in SEPARATORS:
        rows = io.StringIO(raw.decode("utf-8-sig"), newline="")
        yield from csv.DictReader(rows, delimiter=SEPARATORS[kind], strict=True)
    else:
        raise ValueError(f"expected a file ending in {', '.join(ENDINGS)}")


def _record(line: str, number: int) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise ValueError(f"record {number}: {error}") from None


def _nested(value: Any, parts: list[str], around: dict[str, Any]) -> Iterator[Any]:
    """The records below a path; lists on the way are flattened. `around` are values of the objects that they
    stand in."""
    if isinstance(value, list):
        for one in value:
            yield from _nested(one, parts, around)
    elif not parts:
        yield {**around, **value} if around and isinstance(value, dict) else value
    elif isinstance(value, dict) and parts[0] in value:
        here = {k: v for k, v in value.items() if not isinstance(v, dict | list)}
        yield from _nested(value[parts[0]], parts[1:], {**around, **here})
