"""Files of scores: rows of a key and values, read in tables of bounded size."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.core import inputs
from pipeline.core.errors import DataError
from pipeline.core.inputs import InputFile
from pipeline.core.paths import RecipePath
from pipeline.kernels import hashing
from pipeline.readers.compression import ERRORS, Members, codec_of

ENDINGS = (".parquet", ".jsonl", ".csv", ".tsv")
# Bytes of lines that are parsed at once, first to learn the types, and rows of a Parquet file.
PEEK, BLOCK, BATCH = 1 << 20, 64 << 20, 1 << 20
# Columns of the hash of a key, fixed_size_binary[16], and of the place of its row.
KEY, FILE, RECORD = "_key", "_file", "_record"
RESERVED = ("id", "drop_reason", "address", KEY, FILE, RECORD)


class Scores(BaseModel):
    """Files of scores with one key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: RecipePath
    """A .parquet, .jsonl, .csv or .tsv file, compressed or not; a path, a pattern or an address."""
    key: Literal["id", "url", "text_hash"] = "id"
    """The column that both sides have; a text_hash is xxh3_128 of a text's UTF-8 bytes as ingested, in 32 hex
    digits."""
    key_field: str = ""
    """Its name in the files, if another."""
    columns: dict[str, str] = Field(min_length=1)
    """Name of the new column -> name of the field in the files, or a list of fields: texts, numbers, true
    and false as 1 and 0."""

    @model_validator(mode="before")
    @classmethod
    def _listed(cls, data: Any) -> Any:
        """`columns: [edu]` stands for `columns: {edu: edu}`."""
        if isinstance(data, dict) and isinstance(names := data.get("columns"), list | tuple):
            return {**data, "columns": {str(n): str(n) for n in names}}
        return data

    @model_validator(mode="after")
    def _named(self) -> "Scores":
        for name in RESERVED:
            if name in self.columns:
                raise ValueError(f"columns: {name} is a column of every mark; choose another name")
        return self

    @property
    def field(self) -> str:
        """The field of the key in the files."""
        return self.key_field or self.key

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields that are read."""
        return tuple(dict.fromkeys((self.field, *self.columns.values())))


@dataclass(frozen=True)
class ScoreFile:
    """One file of scores, a unit of work, and the types of all new columns of the stage."""

    scores: Scores
    file: InputFile
    schema: pa.Schema

    def identity(self) -> dict[str, Any]:
        """What is read, and the content of the file."""
        return {
            "scores": self.scores.model_dump(exclude={"path"}),
            "schema": [[f.name, str(f.type)] for f in self.schema],
            **self.file.identity(),
        }


def schema_of(all_scores: Sequence[Scores]) -> pa.Schema:
    """KEY, FILE, RECORD and the new columns: texts, or float64 for numbers and true and false, by the first
    records of the first file. Raises DataError if a file cannot be read or lacks a field."""
    fields = [
        pa.field(KEY, pa.binary(16)),
        pa.field(FILE, pa.string()),
        pa.field(RECORD, pa.int64()),
    ]
    for scores in all_scores:
        file = inputs.find(scores.path)[0]
        frame = next(_checked(scores, file, PEEK), (0, pl.DataFrame()))[1]
        for name, field in scores.columns.items():
            is_text = field in frame and frame[field].dtype == pl.String
            fields.append(pa.field(name, pa.string() if is_text else pa.float64()))
    return pa.schema(fields)


def read(file: ScoreFile) -> Iterator[pa.Table]:
    """Tables of the schema, null in the columns that the file does not fill. Raises DataError naming file
    and record."""
    begin = 0
    try:
        for begin, frame in _checked(file.scores, file.file, BLOCK):
            yield _table(frame, file, begin)
    except ValueError as error:
        raise DataError(f"import: {file.file.uri}: from record {begin} on: {error}") from None
    if not begin:
        yield file.schema.empty_table()


def _checked(scores: Scores, file: InputFile, block: int) -> Iterator[tuple[int, pl.DataFrame]]:
    """(number of the first record, frame) of the blocks of a file, which have all fields."""
    begin, where = 1, f"import: {file.uri}"
    try:
        for frame in _frames(scores, file, block):
            lacking = [n for n in scores.fields if n not in frame]
            if lacking:
                names, has = ", ".join(lacking), ", ".join(frame.columns)
                raise DataError(f"{where}: no field {names}; it has: {has}")
            yield begin, frame
            begin += len(frame)
    except (ValueError, pa.ArrowException, pl.exceptions.PolarsError, *ERRORS) as error:
        reason = str(error).strip().split("\n")[0][:200]
        raise DataError(f"{where}: behind record {begin - 1}: cannot be read: {reason}") from None


def _frames(scores: Scores, file: InputFile, block: int) -> Iterator[pl.DataFrame]:
    with inputs.opened(file) as raw:
        codec = codec_of(raw.read(8))
        raw.seek(0)
        name = file.name.rpartition(".")[0] if codec else file.name
        if name.endswith(".parquet"):
            parquet = pq.ParquetFile(raw)
            known = [n for n in parquet.schema_arrow.names if n in scores.fields]
            if len(known) < len(scores.fields):
                yield pl.DataFrame(parquet.schema_arrow.empty_table())
            for batch in parquet.iter_batches(BATCH, columns=known):
                yield pl.DataFrame(batch)
        elif name.endswith(ENDINGS):
            stream = io.BufferedReader(Members(raw, codec) if codec else raw)  # type: ignore[arg-type]
            yield from _blocks(stream, name.rpartition(".")[2], block, scores.field)
        else:
            raise ValueError(f"expected a file ending in {', '.join(ENDINGS)}")


def _blocks(stream: io.BufferedReader, ending: str, size: int, key: str) -> Iterator[pl.DataFrame]:
    """Frames of whole lines of about `size` bytes; the field of the key is text, so that 001 stays 001."""
    head = stream.readline() if ending != "jsonl" else b""
    while block := stream.read(size):
        block += stream.readline()
        if ending == "jsonl":
            yield pl.read_ndjson(block, infer_schema_length=None)
        else:
            separator = "\t" if ending == "tsv" else ","
            names = pl.read_csv(head, separator=separator).columns
            keys = {key: pl.String} if key in names else {}
            yield pl.read_csv(
                head + block, separator=separator, infer_schema_length=None, schema_overrides=keys
            )


def _table(frame: pl.DataFrame, file: ScoreFile, begin: int) -> pa.Table:
    scores, where, num = file.scores, f"import: {file.file.uri}", len(frame)
    keys = frame[scores.field]
    if keys.null_count():
        record = begin + int(keys.is_null().arg_max() or 0)
        raise DataError(f"{where}: record {record} has no {scores.field}")
    columns = {
        KEY: key_hashes(keys.cast(pl.String).to_arrow(), scores.key),
        FILE: pa.array([file.file.name] * num, pa.string()),
        RECORD: pa.array(np.arange(begin, begin + num)),
    }
    for name, field in scores.columns.items():
        columns[name] = _values(frame[field], file.schema.field(name).type, f"{where}: {field}")
    return pa.table(
        [columns[f.name] if f.name in columns else pa.nulls(num, f.type) for f in file.schema],
        schema=file.schema,
    )


def _values(values: pl.Series, dtype: pa.DataType, where: str) -> pa.Array:
    """The values as `dtype`, float64 or string."""
    kind = values.dtype
    if kind == pl.Null:
        return pa.nulls(len(values), dtype)
    is_number = kind.is_numeric() or kind == pl.Boolean
    if is_number and dtype == pa.float64():
        return values.cast(pl.Float64).to_arrow()
    if kind == pl.String and dtype == pa.string():
        return values.to_arrow().cast(dtype)
    wanted = "texts" if dtype == pa.string() else "numbers or true and false"
    raise DataError(f"{where} holds {kind}, but the first records hold {wanted}")


def key_hashes(keys: pa.Array, kind: str) -> pa.Array:
    """fixed_size_binary[16] for each key: a text_hash unchanged, xxh3_128 of the kind and the key of others.
    Raises ValueError for a text_hash that is not one."""
    if kind != "text_hash":
        prefix, between = (pa.scalar(x, pa.large_string()) for x in (kind, " "))
        named = pc.binary_join_element_wise(prefix, keys.cast(pa.large_string()), between)
        return hashing.text_hashes(named)
    wrong = pc.indices_nonzero(pc.invert(pc.match_substring_regex(keys, "^[0-9a-f]{32}$")))
    if len(wrong):
        raise ValueError(f"row {wrong[0].as_py() + 1}: a text_hash has 32 hex digits in lower case")
    return pa.array([bytes.fromhex(k) for k in keys.to_pylist()], pa.binary(16))
