"""A source of text as a recipe states it, and its files."""

from typing import Any, Literal

import pyarrow as pa
from pydantic import ConfigDict, Field, field_validator, model_validator

from pipeline import extractors
from pipeline.core import inputs
from pipeline.core.errors import DataError
from pipeline.core.model import Model
from pipeline.core.paths import RecipePath
from pipeline.readers import Fields, charset, compression, detect, inside, paths, skipped
from pipeline.readers.crawl import Crawl
from pipeline.readers.layouts import LAYOUTS
from pipeline.readers.registry import Format, installed
from pipeline.readers.skipped import Skipped

# The format that reads the index of a crawl; those of an object a file and of one a line.
CRAWL, JSON, LINES = "commoncrawl", "json", "jsonl"


class Source(Model):
    """One source of text, as a recipe states it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["files", "commoncrawl"] = "files"
    """`files`: the files are read. `commoncrawl`: they are the index of a crawl (Parquet), which says where
    in its WARC files the pages lie."""
    name: str = Field(pattern=r"^[\w.-]+$")
    """Short name; part of the ids of documents that bring none."""
    path: RecipePath
    """File, folder, glob, or an address (s3://, gs://, abfss://, whatever pyarrow or fsspec open); relative
    to the recipe's folder. `*` stays inside a folder, `**` crosses folders. ${NAME} and
    ${NAME:-default} stand for environment variables."""
    endings: tuple[str, ...] | None = None
    """Read the files of a folder whose names end so, such as [.jsonl, .jsonl.gz]; default: all that may hold
    text. The others are counted as skipped."""
    notices: bool = False
    """True: licence files, change logs and lock files of a folder are read as well."""
    format: str | None = None
    """Format of the files, by its name in docs/ingest.md or that of an installed reader; default: by each
    file's first bytes and its extension."""
    layout: str | None = None
    """Field names of a published corpus (docs/ingest.md): sets `records`, `text_field` and the others as
    its files need them, where this source does not."""
    records: str | None = Field(default=None, pattern=paths.PATTERN)
    """The list in each JSON file whose items are the records, such as `document[]`; default: the file is
    a list, or one record."""
    text_field: str = Field(default="text", pattern=paths.PATTERN)
    """The field that holds the text; dots reach into nested fields, `[]` into lists, whose strings are
    joined: `paragraph[].form`. `auto`: in each file, the string field that stands out."""
    join: str = "\n"
    """What stands between the strings that a `text_field` with `[]` leads to."""
    speaker_field: str | None = None
    """The field beside each string of such a text that names the speaker: the text is a dialogue, one
    turn a line, `A: ...`. Speakers become letters."""
    meta_fields: tuple[str, ...] | None = None
    """The fields that are kept as `meta`, such as [metadata.topic]; default: all that no other key names."""
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
    platforms: bool = True
    """True: pages of Naver, Daum, Tistory and other platforms that docs/ingest.md lists are read by the
    selectors of the platform, and by the extractor if none fits."""
    crawl: Crawl | None = None
    """Which pages of a crawl are read; for `type: commoncrawl` alone."""
    allow_empty: bool = False
    """True: the run goes on if no document comes out of this source."""

    @field_validator("endings")
    @classmethod
    def _lower_endings(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if value is not None and not all(value):
            raise ValueError("expected endings of file names, such as [.jsonl, .jsonl.gz]")
        return None if value is None else tuple(e.lower() for e in value)

    @field_validator("format")
    @classmethod
    def _known_format(cls, value: str | None) -> str | None:
        if value is not None and value not in installed().names():
            raise ValueError(
                f"unknown format {value!r}; expected one of {', '.join(installed().names())}"
            )
        return value

    @field_validator("layout")
    @classmethod
    def _known_layout(cls, value: str | None) -> str | None:
        if value is not None and value not in LAYOUTS:
            raise ValueError(f"unknown layout {value!r}; expected one of {', '.join(LAYOUTS)}")
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

    @model_validator(mode="before")
    @classmethod
    def _of_a_crawl(cls, values: Any) -> Any:
        """The format and the choice of pages of a crawl; neither belongs to a source of files."""
        if not isinstance(values, dict):
            return values
        if values.get("type") == "commoncrawl":
            if values.get("format", CRAWL) != CRAWL:
                raise ValueError("type: commoncrawl reads the index of a crawl; remove `format`")
            return {"crawl": {}, **values, "format": CRAWL}
        if values.get("crawl") is not None or values.get("format") == CRAWL:
            raise ValueError("`crawl` needs type: commoncrawl")
        return values

    @property
    def fields(self) -> Fields:
        """The fields that a reader looks for in a record."""
        return Fields(
            self._laid_out("text_field"),
            self._laid_out("id_field"),
            self.url_field,
            self._laid_out("title_field"),
            self._laid_out("date_field"),
            self._laid_out("records"),
            self.join,
            self._laid_out("speaker_field"),
            self.meta_fields,
        )

    def _laid_out(self, key: str) -> Any:
        """The value of a key: what the recipe states, else that of the layout, else the default."""
        if self.layout is None or key in self.model_fields_set:
            return getattr(self, key)
        return LAYOUTS[self.layout].get(key, getattr(self, key))


def files_of(source: Source) -> list[inputs.InputFile]:
    """The files of a source that may hold text, in order.

    Raises DataError naming the source if it has no files, or only such that hold no text.
    """
    return sorted_out(source)[0]


def sorted_out(
    source: Source,
) -> tuple[list[inputs.InputFile], list[tuple[Skipped, inputs.InputFile]]]:
    """(the files of a source that may hold text, in order; those that are skipped, with what they are).

    A source that states its format, or names a single file, skips none. Raises DataError as `files_of`.
    """
    try:
        files = inputs.find(source.path, hidden=True)
        folder = _folder_format(source, files)
        if folder is not None:
            return _selected(folder, files), []
    except (DataError, OSError) as error:
        raise DataError(f"source {source.name}: {error}") from None
    named = [(_skipped(source, f.name, len(files) == 1), f) for f in files]
    read, passed = [f for s, f in named if s is None], [(s, f) for s, f in named if s]
    if not read and not source.allow_empty:
        kinds = skipped.listed(source.name, passed)
        shown = ", ".join(f"{k['files']} {k['extension']} ({k['kind']})" for k in kinds)
        raise DataError(
            f"source {source.name}: {source.path}: none of its files can hold text: {shown}; give another "
            "path, state `format`, or write `allow_empty: true`"
        )
    return read, passed


def _skipped(source: Source, name: str, is_alone: bool) -> Skipped | None:
    """What a file is that the source skips, by its name; None if it is read."""
    if is_alone:
        return None
    what = skipped.by_name(name)
    if source.endings is not None and not name.lower().endswith(source.endings):
        return what or skipped.notice(name) or Skipped(skipped.extension_of(name), "other ending")
    if source.format is not None:
        return what if what and what.kind == "hidden" else None
    return what or (None if source.notices else skipped.notice(name))


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


def format_and_codec(source: Source, file: inputs.InputFile) -> tuple[str | None, str | None]:
    """(format, compression) of a file by its first bytes, None if unknown or plain. A format that the
    recipe states is not questioned."""
    with inputs.opened(file) as raw:
        body, members = compression.decompressed(raw)
        head = b""
        while len(head) < detect.HEAD and (block := body.read(detect.HEAD - len(head))):
            head += block
        names = inside.names_in(raw, head) if members is None else ()
    name = source.format or format_of_bytes(file.name, head, source.fields.records, names)
    return name, members.codec.name if members else None


def format_of_bytes(
    name: str, head: bytes, records: str | None, names: tuple[str, ...] = ()
) -> str | None:
    """The format of a file with this name, these first bytes, and these names inside; None if unknown.

    An object on one line may be JSON lines, or a file that holds a list of records: it is the latter if the
    source names the list.
    """
    found = detect.format_of(installed(), name, head, names)
    return JSON if found == LINES and records and name.lower().endswith(f".{JSON}") else found


READ_ERRORS = (*compression.ERRORS, pa.ArrowException)
"""The errors that a damaged or unreadable file raises while it is read."""


class UnreadableFileError(DataError):
    """A file of a source that is damaged or cannot be read; `why` says how."""

    why = ""

    @classmethod
    def of(cls, source: str, uri: str, error: Exception) -> "UnreadableFileError":
        """The error for a file of a source, by the error that reading it raised."""
        # Some errors of libraries have no words.
        why = str(error) or type(error).__name__
        raised = cls(
            f"source {source}: {uri}: damaged or unreadable: {why}. Mend or remove the file, or write "
            "`on_bad_file: reject` into ingest to go on without it"
        )
        raised.why = why
        return raised
