"""A tar archive of pages or texts: one document a member, read by the format of its name."""

import io
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

import orjson

from pipeline.readers import Batch, DamagedError, Request, load
from pipeline.readers.detect import HEAD, format_of
from pipeline.readers.records import Columns

SINGLE = ("html", "text")  # formats of one document a file


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """A batch for each member that is a file; its name goes to meta.member."""
    number = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                if not member.isfile():
                    continue
                number += 1
                yield _batch(archive, member, number, request)
    except (tarfile.TarError, EOFError) as error:
        raise DamagedError(f"after member {number}: not a whole tar archive: {error}") from None


def _batch(
    archive: tarfile.TarFile, member: tarfile.TarInfo, number: int, request: Request
) -> Batch:
    columns = Columns(request)
    content = archive.extractfile(member)
    if member.size > request.max_record or content is None:
        columns.reject(number, "record_too_large")
        return columns.batch()
    data = content.read()
    name = format_of(member.name, data[:HEAD])
    if name not in SINGLE:
        columns.reject(number, "unknown_format", data)
        return columns.batch()
    one = replace(request, first=number)
    (batch,) = load(name).read(io.BytesIO(data), one)
    if batch.number:
        batch.meta = [orjson.dumps({"member": member.name}).decode()]
    return batch
