"""A source of text as the recipe names it, and the files that it stands for."""

from typing import Literal

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipeline import readers
from pipeline.core import inputs
from pipeline.core.errors import DataError
from pipeline.core.paths import RecipePath
from pipeline.readers import Fields, charset, compression, detect, huggingface


class Source(BaseModel):
    """One source of text, as the recipe names it."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str = Field(pattern=r"^[\w.-]+$")
    """Short name; part of the ids of documents that bring none."""
    path: RecipePath
    """File, folder, glob, or an address (s3://, gs://, whatever pyarrow or fsspec open); relative to
    the recipe's folder. `*` stays inside a folder, `**` crosses folders. ${NAME} and
    ${NAME:-default} stand for environment variables."""
    format: Literal[readers.FORMATS] | None = None  # type: ignore[valid-type]
    """arrow, csv, html, huggingface, json, jsonl, mediawiki, parquet, tar, text or warc; default: by
    each file's first bytes and its extension."""
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
    """ko, en, code, ...; default: by script, letter counts decide."""
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
    """Encoding of what is not UTF-8; default: what a page declares, then detection."""
    undecodable: Literal["reject", "replace"] = "reject"
    """What happens to a record with bytes that have no character: a reject, or U+FFFD in their place."""
    extractor: Literal["resiliparse", "trafilatura"] = "resiliparse"
    """What takes the main content out of HTML; docs/ingest.md compares the two."""

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, value: str | None) -> str | None:
        if value is not None and charset.canonical(value) is None:
            raise ValueError(f"unknown encoding {value!r}")
        return value

    @property
    def fields(self) -> Fields:
        return Fields(
            self.text_field, self.id_field, self.url_field, self.title_field, self.date_field
        )


def files_of(source: Source) -> list[inputs.InputFile]:
    """The files of a source. Raises DataError, naming it, where there are none of a known format."""
    try:
        found = inputs.find(source.path)
        if source.format == "huggingface" or (
            source.format is None and huggingface.is_dataset([f.name for f in found])
        ):
            return _of_dataset(found)
    except (DataError, OSError) as error:
        raise DataError(f"source {source.name}: {error}") from None
    if source.format is None and not any(detect.format_by_name(f.name) for f in found[:1000]):
        try:
            known = any(format_and_codec(source, f)[0] for f in found[:100])
        except compression.ERRORS:
            known = False
        if not known:
            names = ", ".join(f.name for f in found[:3])
            raise DataError(f"source {source.name}: no format is known for {names}; give `format`")
    return found


def _of_dataset(found: list[inputs.InputFile]) -> list[inputs.InputFile]:
    by_name = {f.name: f for f in found}

    def load(name: str) -> bytes:
        with inputs.opened(by_name[name]) as stream:
            return stream.read()

    return [by_name[n] for n in huggingface.data_files(list(by_name), load)]


def format_and_codec(source: Source, file: inputs.InputFile) -> tuple[str | None, str | None]:
    """(format, compression) of a file by its first bytes; the recipe's word for the format goes first."""
    with inputs.opened(file) as raw:
        body, members = compression.decompressed(raw)
        head = b""
        while len(head) < detect.HEAD and (block := body.read(detect.HEAD - len(head))):
            head += block
    found = source.format or detect.format_of(file.name, head)
    return found, members.codec.name if members else None


READ_ERRORS = (*compression.ERRORS, pa.ArrowException)
