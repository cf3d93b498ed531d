"""Labelled text as a training recipe names it: files of records, or documents of a corpus by their source."""

import io
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import orjson
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.core import inputs
from pipeline.core.corpus import Corpus
from pipeline.core.errors import DataError
from pipeline.core.paths import RecipePath
from pipeline.readers import charset
from pipeline.readers.compression import ERRORS, Members, codec_of

SCHEMA = pa.schema([(n, pa.large_string()) for n in ("text", "label", "source", "lang", "group")])
ENDINGS = (".parquet", ".jsonl", ".json", ".csv", ".tsv", ".txt")


class Examples(BaseModel):
    """Texts of one source with their labels."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str = Field(min_length=1)
    """Name of the source: figures are given by it. In a corpus, the source whose documents are taken."""
    path: RecipePath | None = None
    """A .jsonl, .json, .parquet, .csv or .tsv file, a .txt file with a text in each line, or .md and .html
    files with one text each; compressed or not; a path, a pattern or an address."""
    root: RecipePath | None = None
    """Instead of a path: the output folder of a run, of which the living documents are taken."""
    text_field: str = "text"
    """The field that holds the text."""
    label: str | None = None
    """The label of all of them."""
    label_field: str | None = None
    """The field that holds the label."""
    labels: dict[str, str | None] = {}
    """What the values of this field stand for; null leaves the example out."""
    lang: str | None = None
    """Language of all of them; default: the field `lang`."""
    encoding: str = "utf-8"
    """Encoding of a .csv or .tsv file."""
    pieces: int | None = Field(default=None, ge=100)
    """Cut every text into pieces of so many characters; all of a text stay on one side of the split."""
    max_examples: int | None = Field(default=None, ge=1)
    """Take at most so many, the first in the order of the files."""

    @model_validator(mode="after")
    def _one_of_both(self) -> "Examples":
        if (self.path is None) == (self.root is None):
            raise ValueError("give path or root")
        if (self.label is None) == (self.label_field is None):
            raise ValueError("give label or label_field")
        if self.root and self.label_field:
            raise ValueError("documents of a corpus have no labels: give label")
        if charset.canonical(self.encoding) is None:
            raise ValueError(f"unknown encoding {self.encoding!r}")
        return self


def read(named: Sequence[Examples]) -> pa.Table:
    """(text, label, source, lang, group) of all examples; a group stays together.

    Raises DataError naming source, file and record."""
    tables = [_cast(table) for one in named for table in _tables(one)]
    return pa.concat_tables(tables) if tables else SCHEMA.empty_table()


def _cast(table: pa.Table) -> pa.Table:
    return table.select(SCHEMA.names).cast(SCHEMA)


def _tables(one: Examples) -> Iterator[pa.Table]:
    left = one.max_examples
    for table in _of_corpus(one) if one.root else _of_files(one):
        taken = table.slice(0, left)
        yield taken
        left = None if left is None else left - taken.num_rows
        if left == 0:
            return


def _of_corpus(one: Examples) -> Iterator[pa.Table]:
    corpus, found = Corpus.open(str(one.root)), False
    for shard in range(corpus.num_shards):
        table = corpus.read(shard, ["source", "lang", "text"])
        own = table.filter(pc.equal(table["source"], one.name))
        found = found or own.num_rows > 0
        own = own.append_column("label", pa.array([one.label] * own.num_rows, pa.string()))
        yield _in_pieces(pl.DataFrame(own), one, f"{one.name}/{shard}").to_arrow()
    if not found:
        raise DataError(f"examples {one.name}: {one.root} has no living document of this source")


def _of_files(one: Examples) -> Iterator[pa.Table]:
    for file in inputs.find(str(one.path)):
        where = f"examples {one.name}: {file.uri}"
        try:
            frame = _frame(inputs.local(file), one)
        except (ValueError, pl.exceptions.PolarsError, *ERRORS) as error:
            raise DataError(f"{where}: cannot be read: {str(error)[:200]}") from None
        for field in (one.text_field, *([one.label_field] if one.label_field else [])):
            if field not in frame.columns:
                raise DataError(
                    f"{where}: no field {field!r}; fields are: {', '.join(frame.columns)}"
                )
        yield _in_pieces(_labelled(frame, one, where), one, f"{one.name}/{file.name}").to_arrow()


def _in_pieces(frame: pl.DataFrame, one: Examples, prefix: str) -> pl.DataFrame:
    """The texts, cut where wanted, with the group that each belongs to."""
    numbers = pl.int_range(pl.len()).cast(pl.String)
    frame = frame.with_columns(group=pl.lit(f"{prefix}#") + numbers)
    if not one.pieces:
        return frame
    size = one.pieces
    cut = [
        [t[i : i + size] for i in range(0, max(len(t), 1), size)] for t in frame["text"].to_list()
    ]
    return frame.with_columns(text=pl.Series(cut, dtype=pl.List(pl.String))).explode("text")


def _frame(path: Path, one: Examples) -> pl.DataFrame:
    raw, name = path.read_bytes(), path.name
    if codec := codec_of(raw[:8]):
        raw, name = Members(io.BytesIO(raw), codec).read(), Path(name).stem
    wanted = [one.text_field, "lang", *([one.label_field] if one.label_field else [])]
    if name.endswith((".md", ".html")):
        return pl.DataFrame({one.text_field: [raw.decode()]})
    if name.endswith(".txt"):
        return pl.DataFrame({one.text_field: [x for x in raw.decode().split("\n") if x.strip()]})
    if name.endswith(".parquet"):
        frame = pl.read_parquet(io.BytesIO(raw))
        return frame.select([c for c in frame.columns if c in wanted])
    if name.endswith((".jsonl", ".json")):
        lines = (
            raw.split(b"\n")
            if name.endswith(".jsonl")
            else [orjson.dumps(x) for x in orjson.loads(raw)]
        )
        records = [_record(x, n) for n, x in enumerate(lines, 1) if x.strip()]
        columns = {
            w: [_text(r.get(w)) for r in records] for w in wanted if any(w in r for r in records)
        }
        return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    if name.endswith((".csv", ".tsv")):
        text = raw.decode(charset.canonical(one.encoding) or "utf-8")
        separator, quote = (",", '"') if name.endswith(".csv") else ("\t", None)
        table = io.BytesIO(text.encode())
        reads = partial(pl.read_csv, infer_schema=False, truncate_ragged_lines=True)
        return reads(table, separator=separator, quote_char=quote)
    raise ValueError(f"expected a file ending in {', '.join(ENDINGS)}")


def _record(raw: bytes, number: int) -> dict[str, object]:
    try:
        record = orjson.loads(raw)
    except ValueError as error:
        raise ValueError(f"record {number}: {error}") from None
    if not isinstance(record, dict):
        raise ValueError(f"record {number}: expected an object")
    return record


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _labelled(frame: pl.DataFrame, one: Examples, where: str) -> pl.DataFrame:
    label = pl.lit(one.label) if one.label else pl.col(str(one.label_field)).cast(pl.String)
    frame = frame.select(
        pl.col(one.text_field).cast(pl.String).alias("text"),
        label.alias("label"),
        pl.lit(one.name).alias("source"),
        (pl.lit(one.lang) if one.lang or "lang" not in frame.columns else pl.col("lang"))
        .cast(pl.String)
        .alias("lang"),
    )
    if one.labels:
        known = frame["label"].is_in(list(one.labels))
        if not known.all():
            number = int((~known.fill_null(False)).arg_max() or 0)
            raise DataError(
                f"{where}: record {number + 1}: label {frame['label'][number]!r} is none of labels: "
                f"{', '.join(one.labels)}"
            )
        frame = frame.with_columns(
            pl.col("label").replace_strict(one.labels, return_dtype=pl.String)
        )
    return frame.drop_nulls(["text", "label"])
