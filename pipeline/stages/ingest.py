"""Read files as they come into documents; what cannot become one is kept as a reject with its reason."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import polars as pl
import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from pipeline import readers
from pipeline.core import inputs
from pipeline.core.corpus import SHARD_BITS, Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.errors import ConservationError, DataError
from pipeline.core.job import Job
from pipeline.core.schema import DOCUMENTS, REJECTS, conform
from pipeline.core.stage import Stage
from pipeline.kernels import clean, hashing
from pipeline.kernels.buffers import utf8
from pipeline.kernels.script import HAN, HANGUL, JAMO, KANA, LATIN, OTHER
from pipeline.kernels.script import numba as script
from pipeline.readers import Limits, compression

VERSION = 1
RAW = 200  # characters of a reject that are kept


_VARIABLE = re.compile(r"\$\{(\w+)(?::-([^}]*))?\}")


def _from_environment(match: re.Match[str]) -> str:
    value = os.environ.get(match[1], match[2])
    if value is None:
        raise ValueError(
            f"the environment variable {match[1]} is not set; ${{{match[1]}:-DEFAULT}} gives a default"
        )
    return value


class Source(BaseModel):
    """One source of text, as the recipe names it."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str = Field(pattern=r"^[\w.-]+$")
    """Short name; part of the ids of documents that bring none."""
    path: str
    """File, folder, glob, or s3:// / gs:// address; relative to the recipe's folder. ${NAME} and
    ${NAME:-default} stand for environment variables."""
    format: str | None = None
    """jsonl, parquet or text; default: by file extension."""
    text_field: str = "text"
    """The field that holds the text; dots reach into nested fields."""
    id_field: str | None = None
    """The field that holds a unique id; default: `<source>/<file>#<record>`."""
    url_field: str | None = "url"
    """The field that holds the address a text came from."""
    title_field: str | None = "title"
    """The field that holds a title."""
    domain: str | None = None
    """Kind of text, such as encyclopedia or news; what `mix` groups by."""
    lang: str | None = None
    """ko, en, code, ...; default: by script, letter counts decide."""
    license: str | None = None
    """Licence of the source, kept with every document."""
    priority: int = Field(default=100, ge=0, le=32767)
    """Rank when duplicates compete: the least survives."""
    max_documents: int | None = Field(default=None, ge=1)
    """Take at most this many documents of every file."""
    encoding: str | None = None
    """Encoding of the files where they are not UTF-8."""

    @field_validator("path")
    @classmethod
    def _beside_the_recipe(cls, value: str, info: ValidationInfo) -> str:
        folder = (info.context or {}).get("folder")
        value = _VARIABLE.sub(_from_environment, value)
        return value if "://" in value or not folder else str(Path(folder) / value)

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                "".encode(value)
            except LookupError:
                raise ValueError(f"unknown encoding {value!r}") from None
        return value


@dataclass(frozen=True)
class Portion:
    """Files of one source that one unit of work reads."""

    source: Source
    files: tuple[inputs.InputFile, ...]

    def identity(self) -> dict[str, Any]:
        fields = self.source.model_dump(exclude={"path"}, exclude_defaults=True)
        return {"source": fields, "files": [f.identity() for f in self.files]}


class Ingest(Stage):
    """Bring every source into DOCUMENTS shards; records in = documents + rejects."""

    act: ClassVar = "rewrite"

    sources: tuple[Source, ...] = Field(min_length=1)
    """Where text comes from."""
    shard_bytes: int = Field(default=64_000_000, ge=1)
    """Text per shard, in bytes; with it, the memory that one worker needs."""
    max_record_bytes: int = Field(default=64_000_000, ge=1)
    """Records above this size are rejected, not held in memory."""

    @field_validator("sources")
    @classmethod
    def _distinct_names(cls, value: tuple[Source, ...]) -> tuple[Source, ...]:
        names = [s.name for s in value]
        twice = sorted({n for n in names if names.count(n) > 1})
        if twice:
            raise ValueError(f"source names must differ; {', '.join(twice)} stands here twice")
        return value

    def run(self, corpus: Corpus | None, job: Job) -> Corpus:
        files = {source.name: _files(source) for source in self.sources}
        known = iter(inputs.identified([f for found in files.values() for f in found], job.store))
        portions = []
        for source in self.sources:
            own = [next(known) for _ in files[source.name]]
            portions += [Portion(source, tuple(g)) for g in inputs.group(own, self.shard_bytes)]
        read = partial(read_portion, shard_bytes=self.shard_bytes, max_record=self.max_record_bytes)
        documents = job.make("documents", read, portions, sides=("rejects",))
        corpus = Corpus(documents)
        _refuse_repeated_ids(corpus, job)
        return corpus


def _files(source: Source) -> list[inputs.InputFile]:
    try:
        found = inputs.find(source.path)
    except DataError as error:
        raise DataError(f"source {source.name}: {error}") from None
    if source.format is None and not any(readers.format_of(f.name) for f in found):
        names = ", ".join(f.name for f in found[:3])
        raise DataError(f"source {source.name}: no format is known for {names}; give `format`")
    return found


def read_portion(
    portion: Portion, shard_bytes: int, max_record: int
) -> Iterator[dict[str, pa.Table]]:
    """DOCUMENTS shards of at most about `shard_bytes` of text, and the REJECTS beside each."""
    rows, rejects, size, yielded = _Rows(portion.source), [], 0, False
    for file in portion.files:
        for batch in _batches(portion.source, file, max_record):
            before = len(rows) + len(rejects)
            size += rows.add(batch, file.name, rejects)
            if len(rows) + len(rejects) - before != len(batch.records) + len(batch.rejected):
                raise ConservationError(
                    f"source {portion.source.name}: {file.uri}: a record was lost"
                )
            if size >= shard_bytes:
                yield _tables(rows, rejects)
                rows, rejects, size, yielded = _Rows(portion.source), [], 0, True
    if len(rows) or rejects or not yielded:
        yield _tables(rows, rejects)


def _batches(source: Source, file: inputs.InputFile, max_record: int) -> Iterator[readers.Batch]:
    name = source.format or readers.format_of(file.name)
    if name is None:  # a stray file among known ones: accounted for, not passed over
        yield readers.Batch(rejected=[readers.Rejected(0, "unknown_format", b"")])
        return
    limits = Limits(max_record, source.encoding)
    left = source.max_documents
    try:
        with inputs.opened(file.uri) as raw:
            for batch in readers.load(name).read(compression.decompressed(raw), limits):
                if left is not None:
                    batch.records, batch.numbers = batch.records[:left], batch.numbers[:left]
                    left -= len(batch.records)
                yield batch
                if left == 0:
                    return
    except compression.ERRORS as error:
        raise DataError(
            f"source {source.name}: {file.uri}: damaged or unreadable: {error}"
        ) from None


class _Rows:
    """Columns of a shard while it grows."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.columns: dict[str, list[Any]] = {
            n: []
            for n in (
                "id",
                "text",
                "url",
                "title",
                "file",
                "record",
                "encoding",
                "repairs",
                "meta",
                "lang",
            )
        }

    def __len__(self) -> int:
        return len(self.columns["id"])

    def add(self, batch: readers.Batch, file: str, rejects: list[dict[str, Any]]) -> int:
        """Take in a batch; returns the characters of text taken."""
        size = 0
        encodings = batch.encodings or [self.source.encoding or "utf-8"] * len(batch.records)
        for record, number, encoding in zip(batch.records, batch.numbers, encodings, strict=True):
            text, reason = _text_of(record, self.source.text_field)
            if reason is None:
                reason = self._append(record, text, file, number, encoding)
            if reason is None:
                size += len(text)
            else:
                raw = json.dumps(record, ensure_ascii=False, default=str)[:RAW]
                rejects.append(_reject(self.source.name, file, number, None, reason, raw))
        for bad in batch.rejected:
            raw = bad.raw.decode("utf-8", "replace")[:RAW]
            rejects.append(_reject(self.source.name, file, bad.record, bad.offset, bad.reason, raw))
        return size

    def _append(
        self, record: dict[str, Any], text: str, file: str, number: int, encoding: str
    ) -> str | None:
        text, repairs = clean.clean(text)
        if not text or text.isspace():
            return "empty_text"
        identifier = _at(record, self.source.id_field) if self.source.id_field else None
        if self.source.id_field and not isinstance(identifier, str | int):
            return "no_id"
        columns = self.columns
        columns["id"].append(
            str(identifier) if identifier is not None else f"{self.source.name}/{file}#{number}"
        )
        columns["text"].append(text)
        columns["url"].append(_string(_at(record, self.source.url_field)))
        columns["title"].append(_string(_at(record, self.source.title_field)))
        columns["file"].append(file)
        columns["record"].append(number)
        columns["encoding"].append(encoding)
        columns["repairs"].append(repairs or None)
        columns["lang"].append(self.source.lang)
        columns["meta"].append(_meta(record, self.source))
        return None


def _text_of(record: dict[str, Any], field: str) -> tuple[str, str | None]:
    value = _at(record, field)
    if value is None:
        return "", "no_text"
    if not isinstance(value, str):
        return "", "text_not_a_string"
    return value, None


def _at(record: dict[str, Any], field: str | None) -> Any:
    if field is None:
        return None
    if field in record:
        return record[field]
    value: Any = record
    for part in field.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _meta(record: dict[str, Any], source: Source) -> str | None:
    taken = {source.text_field, source.id_field, source.url_field, source.title_field}
    rest = {k: v for k, v in record.items() if k not in taken}
    return json.dumps(rest, ensure_ascii=False, sort_keys=True, default=str) if rest else None


def _reject(
    source: str, file: str, record: int, offset: int | None, reason: str, raw: str
) -> dict[str, Any]:
    return {
        "source": source,
        "file": file,
        "record": record,
        "offset": offset,
        "reason": reason,
        "raw": raw,
    }


def _tables(rows: _Rows, rejects: list[dict[str, Any]]) -> dict[str, pa.Table]:
    columns, source, num = rows.columns, rows.source, len(rows)
    text = pa.array(columns["text"], pa.large_string())
    lang = pa.array(columns["lang"], pa.string())
    if source.lang is None:
        lang = by_script(text)
    table = pa.table(
        {
            **{
                n: pa.array(columns[n], DOCUMENTS.field(n).type)
                for n in columns
                if n not in ("text", "lang")
            },
            "text": text,
            "lang": lang,
            "text_hash": hashing.text_hashes(text),
            "bytes": pa.array(np.diff(_offsets(text)), pa.int64()),
            "source": pa.array([source.name] * num, pa.string()),
            "domain": pa.array([source.domain] * num, pa.string()),
            "license": pa.array([source.license] * num, pa.string()),
            "priority": pa.array([source.priority] * num, pa.int16()),
        }
    )
    return {
        "documents": conform(table, DOCUMENTS),
        "rejects": pa.Table.from_pylist(rejects, schema=REJECTS),
    }


def _offsets(text: pa.Array) -> np.ndarray:
    return utf8(text)[0]


def by_script(text: pa.Array) -> pa.Array:
    """ko, ja, zh, en or und by the letters of each text; Hangul decides from a fifth of them on."""
    counts = script.count(text)
    letters = np.maximum(counts[:, [HANGUL, LATIN, HAN, KANA, OTHER, JAMO]].sum(axis=1), 1)
    share = counts / letters[:, None]
    names = np.select(
        [
            share[:, HANGUL] + share[:, JAMO] >= 0.2,
            share[:, KANA] >= 0.1,
            share[:, HAN] >= 0.5,
            share[:, LATIN] >= 0.5,
        ],
        ["ko", "ja", "zh", "en"],
        "und",
    )
    return pa.array(names.tolist(), pa.string())


def _refuse_repeated_ids(corpus: Corpus, job: Job) -> None:
    """Ids are what evidence and `explain` speak in: two documents with one id cannot both be traced."""
    repeated: Dataset = job.exchange(
        "repeated_ids",
        repeated_ids,
        corpus,
        by="hash",
        sort=("address",),
        emit=hash_ids,
        columns=("id", "address"),
    )
    if repeated.num_rows == 0:
        return
    where = []
    for address in repeated.table().column("address").to_pylist()[:2]:
        facts = corpus.documents.read(address >> SHARD_BITS, ["id", "source", "file", "record"])
        row = facts.slice(address & ((1 << SHARD_BITS) - 1), 1).to_pylist()[0]
        where.append(
            f"{row['file']} record {row['record']} of source {row['source']} ({row['id']})"
        )
    raise DataError(
        f"{repeated.num_rows} documents share their id with another one, such as {' and '.join(where)}; "
        "drop `id_field` to use ids by file and record"
    )


def hash_ids(table: pa.Table) -> pa.Table:
    """(hash, address) of every document."""
    return pa.table(
        {"hash": hashing.hash64(table.column("id")), "address": table.column("address")}
    )


def repeated_ids(table: pa.Table) -> pa.Table:
    """The rows whose hash occurs more than once."""
    frame = pl.DataFrame(table)
    return frame.filter(pl.col("hash").is_duplicated()).to_arrow()
