"""E-mail, one message a file: what its author wrote, without quoted replies, signatures and attachments. The
subject is the title; the name of the sender goes to `meta.author`.
"""

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import Batch, Request
from pipeline.readers.apart import Document, one_document
from pipeline.readers.mail import message_of

EXTENSIONS = (".eml",)
ONE_RECORD = True
EXPECTED_REJECTS = ("encrypted", "no_content")


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, date, meta.author) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The message in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    return message_of(data)
