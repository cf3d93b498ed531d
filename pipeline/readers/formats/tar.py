"""A tar archive of pages or texts: one record a member, read by the format of its name and first bytes.
The member's name goes to `meta.member`.
"""

import io
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

import orjson

from pipeline.readers import Batch, DamagedError, Request
from pipeline.readers.detect import HEAD, format_of
from pipeline.readers.records import Columns
from pipeline.readers.registry import installed

EXTENSIONS = (".tar",)
COMPRESSED_EXTENSIONS = ((".tgz", "gzip"),)
MAGIC = ((257, b"ustar"),)
ARCHIVE = True


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """The batches of each member that is a file; its place in the archive is the record's number.

    Raises DamagedError for an archive that is cut short.
    """
    number = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                if not member.isfile():
                    continue
                number += 1
                yield from _batches(archive, member, number, request)
    except (tarfile.TarError, EOFError) as error:
        raise DamagedError(f"after member {number}: not a whole tar archive: {error}") from None


def _batches(
    archive: tarfile.TarFile, member: tarfile.TarInfo, number: int, request: Request
) -> Iterator[Batch]:
    content = archive.extractfile(member)
    if member.size > request.max_record or content is None:
        yield _rejected(number, "record_too_large", b"", request)
        return
    data = content.read()
    name = format_of(installed(), member.name, data[:HEAD])
    if name is None or not installed().named(name).facts.one_record:
        yield _rejected(number, "unknown_format", data, request)
        return
    reader = installed().named(name).load()
    meta = orjson.dumps({"member": member.name}).decode()
    for batch in reader.read(io.BytesIO(data), replace(request, first=number)):
        batch.meta = [meta] * len(batch.number)
        yield batch


def _rejected(number: int, reason: str, raw: bytes, request: Request) -> Batch:
    columns = Columns(request)
    columns.reject(number, reason, raw)
    return columns.batch()
