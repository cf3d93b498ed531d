"""A JSON file with one array of objects, or with an object a line (then it is read as jsonl)."""

from collections.abc import Iterator
from typing import BinaryIO

import orjson

from pipeline.readers import Batch, DamagedError, Request
from pipeline.readers.records import Columns

MAX_FILE = 256 << 20  # bytes: an array is read as a whole


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch for every 4,096 objects of the array. Raises DamagedError for a file above 256 MiB."""
    data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise DamagedError(
            f"an array of more than {MAX_FILE >> 20} MiB is not read as a whole; write one object a line"
        )
    try:
        values = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise DamagedError(f"not JSON: {error}") from None
    if not isinstance(values, list):
        raise DamagedError("the file holds no array of objects")
    for start in range(0, len(values), 4096):
        columns = Columns(request)
        for number, value in enumerate(values[start : start + 4096], start + 1):
            raw = orjson.dumps(value, default=str)[:200]
            if isinstance(value, dict):
                columns.add(value, number, raw)
            else:
                columns.reject(number, "not_an_object", raw)
        yield columns.batch()
