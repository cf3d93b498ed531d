"""Files that are one record. Shared by text, html, subtitles and documents of offices."""

from typing import BinaryIO

from pipeline.readers import Request, charset
from pipeline.readers.charset import Decoded
from pipeline.readers.records import Columns


def whole(stream: BinaryIO, request: Request, columns: Columns) -> bytes | None:
    """The bytes of a file; above the limit for a record, None and a reject in `columns`."""
    data = stream.read(request.max_record + 1)
    if len(data) <= request.max_record:
        return data
    columns.reject(request.first, "record_too_large", data, 0)
    return None


def decoded(stream: BinaryIO, request: Request, columns: Columns) -> tuple[bytes, Decoded] | None:
    """(bytes of a file, their text); None and a reject in `columns` if no encoding explains them."""
    data = whole(stream, request, columns)
    if data is None:
        return None
    text = charset.decode(data, (request.encoding, charset.declared_in(data)), request.replace)
    if text is None:
        columns.reject(request.first, "encoding", data, 0)
        return None
    return data, text
