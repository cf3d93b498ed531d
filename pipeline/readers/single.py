"""Files that are one record. Shared by text, html and documents of offices."""

from typing import BinaryIO

from pipeline.readers import Request
from pipeline.readers.records import Columns


def whole(stream: BinaryIO, request: Request, columns: Columns) -> bytes | None:
    """The bytes of a file; above the limit for a record, None and a reject in `columns`."""
    data = stream.read(request.max_record + 1)
    if len(data) <= request.max_record:
        return data
    columns.reject(request.first, "record_too_large", data, 0)
    return None
