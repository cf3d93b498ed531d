"""A JSON file of up to 256 MiB: one record an object of its array, or of the list that `records` names, or
the object that the file is. A file `.json` with an object a line is read as jsonl. A broken file of up to
16 MiB is one reject, with its line and byte among the warnings.
"""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

import orjson

from pipeline.readers import RAW, Batch, DamagedError, Rejected, Request, charset, paths
from pipeline.readers.nesting import DEEPEST, depth_of_text, is_dense
from pipeline.readers.records import Columns, with_plain_numbers

EXTENSIONS = (".json",)
# An object that begins a line of its own is the whole file: in JSON lines it would end on that line.
REQUIRED_START = (b"[", b"{\n", b"{\r")

# Bytes of a file: the parser needs all of it at once.
MAX_FILE = 256 << 20
# Bytes of a broken file that may be lost as one reject: a larger one may hold thousands of documents.
MAX_BROKEN = 16 << 20
# Bytes before the place of damage that a reject keeps.
BEFORE = 60
ROWS = 4096


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch for every 4,096 records.

    Raises DamagedError for a file above 256 MiB, for a broken one above 16 MiB, and for one that holds
    neither objects nor the list that `records` names.
    """
    data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise DamagedError(
            f"an array of more than {MAX_FILE >> 20} MiB does not fit into memory; write one object a line"
        )
    if is_dense(data):
        raise DamagedError("its values do not fit into memory; write one object a line")
    columns = Columns(request)
    value, encoding = _parsed(data, request, columns)
    if columns.rejected:
        yield columns.batch()
        return
    records = enumerate(_records(value, request), 1)
    while rows := list(islice(records, ROWS)):
        columns = Columns(request)
        for number, record in rows:
            raw = _raw(record)
            if isinstance(record, dict):
                columns.add(record, number, raw, encoding=encoding)
            else:
                columns.reject(number, "not_an_object", raw)
        yield columns.batch()


def _raw(record: Any) -> bytes:
    """The first bytes of a record; none of one that nests too deep to be written."""
    try:
        return orjson.dumps(record, default=str)[:RAW]
    except orjson.JSONEncodeError:
        return b""


def _records(value: Any, request: Request) -> Iterator[Any]:
    """The records of a file. Raises DamagedError if it lacks the list that the source names."""
    wanted = request.fields.records
    if wanted is None:
        if not isinstance(value, list | dict):
            raise DamagedError("the file holds no array of objects, and no object")
        return iter(value if isinstance(value, list) else [value])
    whole = value if isinstance(value, list) else [value]
    if not any(True for item in whole for _ in paths.values(item, wanted.removesuffix("[]"))):
        lists = sorted(_lists(value, "", 0))
        raise DamagedError(
            f"there is no list {wanted!r} (records); lists are: {', '.join(lists) or 'none'}"
        )
    return (record for item in whole for record in paths.values(item, wanted))


def _lists(value: Any, path: str, level: int) -> Iterator[str]:
    """The paths of the lists of objects in a value, two levels deep."""
    if not isinstance(value, dict) or level > 1:
        return
    for name, inner in value.items():
        here = f"{path}.{name}" if path else str(name)
        if isinstance(inner, list) and any(isinstance(item, dict) for item in inner[:1]):
            yield f"{here}[]"
        yield from _lists(inner, here, level + 1)


def _parsed(data: bytes, request: Request, columns: Columns) -> tuple[Any, str]:
    """(the value of a file, its encoding). What cannot be parsed is a reject in `columns`."""
    encoding = "utf-8"
    try:
        return orjson.loads(data.removeprefix(b"\xef\xbb\xbf")), encoding
    except orjson.JSONDecodeError:
        pass
    decoded = charset.decode(data, (request.encoding,), request.replace)
    if decoded is None:
        columns.reject(0, "encoding", data, 0)
        return None, encoding
    if depth_of_text(decoded.text) > DEEPEST:
        columns.reject(0, "depth", data, 0)
        return None, encoding
    try:
        # Python's parser also reads NaN and integers above 64 bits.
        return with_plain_numbers(json.loads(decoded.text)), decoded.encoding
    except json.JSONDecodeError as error:
        _reject_broken(error, data, decoded.encoding, columns)
    return None, encoding


def _reject_broken(
    error: json.JSONDecodeError, data: bytes, encoding: str, columns: Columns
) -> None:
    """Reject a broken file, and name the place. Raises DamagedError for a large one."""
    offset = len(error.doc[: error.pos].encode(encoding, "replace"))
    where = f"not JSON at line {error.lineno:,}, byte {offset:,}: {error.msg}"
    if len(data) > MAX_BROKEN:
        raise DamagedError(where)
    columns.request.warnings.add(where)
    columns.rejected.append(
        Rejected(0, "json", data[max(0, offset - BEFORE) : offset + RAW - BEFORE], offset)
    )
