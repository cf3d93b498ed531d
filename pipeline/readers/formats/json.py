"""A JSON file with one array, up to 256 MiB: one record an object of the array. A file `.json` that does
not begin with `[` is read as jsonl.
"""

from collections.abc import Iterator
from typing import BinaryIO

import orjson

from pipeline.readers import RAW, Batch, DamagedError, Request
from pipeline.readers.records import Columns

EXTENSIONS = (".json",)
REQUIRED_START = (b"[",)

# Bytes of a file: the parser needs all of an array at once.
MAX_FILE = 256 << 20
ROWS = 4096


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch for every 4,096 objects of the array.

    Raises DamagedError for a file above 256 MiB, and for one that does not hold a JSON array.
    """
    data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise DamagedError(
            f"an array of more than {MAX_FILE >> 20} MiB does not fit into memory; write one object a line"
        )
    try:
        values = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise DamagedError(f"not JSON: {error}") from None
    if not isinstance(values, list):
        raise DamagedError("the file holds no array of objects")
    for start in range(0, len(values), ROWS):
        columns = Columns(request)
        for number, value in enumerate(values[start : start + ROWS], start + 1):
            raw = orjson.dumps(value, default=str)[:RAW]
            if isinstance(value, dict):
                columns.add(value, number, raw)
            else:
                columns.reject(number, "not_an_object", raw)
        yield columns.batch()
