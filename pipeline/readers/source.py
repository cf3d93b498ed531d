"""A source of text as a recipe states it, and its files."""

from typing import Literal

import pyarrow as pa
from pydantic import ConfigDict, Field, field_validator

from pipeline import extractors
from pipeline.core import inputs
from pipeline.core.errors import DataError
from pipeline.core.model import Model
from pipeline.core.paths import RecipePath
from pipeline.readers import Fields, charset, compression, detect
from pipeline.readers.registry import Format, installed


class Source(Model):
    """One source of text, as a recipe states it."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str = Field(pattern=r"^[\w.-]+$")
    """Short name; part of the ids of documents that bring none."""
    path: RecipePath
    """File, folder, glob, or an address (s3://, gs://, whatever pyarrow or fsspec open); relative to
    the recipe's folder. `*` stays inside a folder, `**` crosses folders. ${NAME} and
    ${NAME:-default} stand for environment variables."""
    format: str | None = None
    """Format of the files, by its name in docs/ingest.md or that of an installed reader; default: by each
    file's first bytes and its extension."""
    text_field: str = "text"
    """The field that holds the text; dots reach into nested fields."""
    id_field: str | None = None
    """The field that holds a unique id; default: `<source>/<file>#<record>`."""
    url_field: str | None = "url"
    """The field that holds the address a text came from."""
    title_field: str | None = "title"
    """The field that holds a title."""
    date_field: str | None = None
    """The field that holds the date of a text; crawls and dumps bring their own."""
    domain: str | None = None
    """Kind of text, such as encyclopedia or news; what `mix` groups by."""
    lang: str | None = None
    """`code`: all texts are code. Another language: that of texts without words, such as numbers; the
    sentences of all others decide."""
    license: str | None = None
    """Licence of the source, kept with every document."""
    priority: int = Field(default=100, ge=0, le=32767)
    """Rank when duplicates compete: the least survives."""
    sample: float = Field(default=1.0, gt=0, le=1)
    """Share of the documents to take; which ones is decided by their ids alone."""
    max_documents: int | None = Field(default=None, ge=1)
    """Take at most this many documents, the first in the order of the files. They are read by one
    worker: this is for trying things out; `sample` is for the rest."""
    encoding: str | None = None
    """Encoding of text that is not UTF-8; default: the one that a page declares, then detection."""
    undecodable: Literal["reject", "replace"] = "reject"
    """What happens to a record with undecodable bytes: it is rejected, or U+FFFD replaces them."""
    trusted: bool = False
    """True for output of Malmoi: its placeholders of personal data stay. In the text of other sources they
    are forged, and escaped."""
    extractor: str = "resiliparse"
    """What takes the main content out of HTML: one that docs/ingest.md compares, or an installed one."""

    @field_validator("format")
    @classmethod
    def _known_format(cls, value: str | None) -> str | None:
        if value is not None and value not in installed().names():
            raise ValueError(
                f"unknown format {value!r}; expected one of {', '.join(installed().names())}"
            )
        return value

    @field_validator("extractor")
    @classmethod
    def _known_extractor(cls, value: str) -> str:
        if value not in extractors.installed():
            raise ValueError(
                f"unknown extractor {value!r}; expected one of {', '.join(extractors.installed())}"
            )
        return value

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, value: str | None) -> str | None:
        if value is not None and charset.canonical(value) is None:
            raise ValueError(f"unknown encoding {value!r}")
        return value

    @property
    def fields(self) -> Fields:
        """The fields that a reader looks for in a record."""
        return Fields(
            self.text_field, self.id_field, self.url_field, self.title_field, self.date_field
        )


def files_of(source: Source) -> list[inputs.InputFile]:
    """The files of a source, in order.

    Raises DataError naming the source if it has no files, or if no format is known for any of them.
    """
    try:
        files = inputs.find(source.path)
        folder = _folder_format(source, files)
        if folder is not None:
            return _selected(folder, files)
    except (DataError, OSError) as error:
        raise DataError(f"source {source.name}: {error}") from None
    if source.format is None and not _has_known_format(source, files):
        names = ", ".join(f.name for f in files[:3])
        raise DataError(f"source {source.name}: no format is known for {names}; give `format`")
    return files


def _folder_format(source: Source, files: list[inputs.InputFile]) -> Format | None:
    """The format that selects the files of a folder itself, stated by the recipe or found; else None."""
    name = source.format or detect.format_of_folder(installed(), [f.name for f in files])
    entry = installed().named(name) if name else None
    return entry if entry and entry.facts.markers else None


def _selected(folder: Format, files: list[inputs.InputFile]) -> list[inputs.InputFile]:
    by_name = {f.name: f for f in files}

    def load(name: str) -> bytes:
        with inputs.opened(by_name[name]) as stream:
            return stream.read()

    return [by_name[n] for n in folder.selector().data_files(list(by_name), load)]


def _has_known_format(source: Source, files: list[inputs.InputFile]) -> bool:
    """True if one of the first files has a known format, by name (1,000 files) or by bytes (100 files)."""
    if any(detect.formats_by_name(installed(), f.name) for f in files[:1000]):
        return True
    try:
        return any(format_and_codec(source, f)[0] for f in files[:100])
    except compression.ERRORS:
        return False


def format_and_codec(source: Source, file: inputs.InputFile) -> tuple[str | None, str | None]:
    """(format, compression) of a file by its first bytes, None if unknown or plain. A format that the
    recipe states is not questioned."""
    with inputs.opened(file) as raw:
        body, members = compression.decompressed(raw)
        head = b""
        while len(head) < detect.HEAD and (block := body.read(detect.HEAD - len(head))):
            head += block
    name = source.format or detect.format_of(installed(), file.name, head)
    return name, members.codec.name if members else None


READ_ERRORS = (*compression.ERRORS, pa.ArrowException)
"""The errors that a damaged or unreadable file raises while it is read."""
