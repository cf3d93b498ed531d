"""Read the labelled examples of a training recipe: records in files, or documents of a corpus by source."""

import io
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

import orjson
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import xxhash
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
    """One source of labelled texts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    """Name of the source, for metrics by source. With `root`: the source whose documents are read."""
    path: RecipePath | None = None
    """Files to read: .jsonl, .json, .parquet, .csv, .tsv, .txt (a text in each line), .md or .html (a text in
    each file), compressed or not. A path, a pattern or an address."""
    root: RecipePath | None = None
    """Instead of a path: the output folder of a run, whose living documents are read."""
    text_field: str = "text"
    """Field with the text."""
    label: str | None = None
    """One label for all examples."""
    label_field: str | None = None
    """Field with the label."""
    labels: dict[str, str | None] = {}
    """Value of `label_field` -> label; examples with the label null are skipped."""
    where: dict[str, str] = {}
    """Field -> value: only records that have all of these values are examples."""
    source_field: str | None = None
    """Field that names the source of each example; default: all are of the source `name`."""
    lang: str | None = None
    """Language of all examples; default: the field `lang`."""
    having: str | None = None
    """Pattern (regular expression): only texts, or with `pieces` only pieces, in which it occurs are
    examples."""
    remove: str | None = None
    """Pattern (regular expression) of what is removed from the texts, such as hashtags by which they were
    found."""
    encoding: str = "utf-8"
    """Encoding of a .csv or .tsv file."""
    pieces: int | None = Field(default=None, ge=100)
    """Split every text into pieces of this many characters; all pieces of a text go to the same subset."""
    shuffle: bool = False
    """Whether the words of each text, or piece, stand in an order drawn by its hash, in the lines of the
    text: an example of text without coherence. Give it another `name` than the same text in order."""
    max_examples: int | None = Field(default=None, ge=1)
    """Maximum number of examples, the first in the order of the files."""

    @model_validator(mode="after")
    def _one_of_both(self) -> "Examples":
        if (self.path is None) == (self.root is None):
            raise ValueError("give either path or root")
        if (self.label is None) == (self.label_field is None):
            raise ValueError("give either label or label_field")
        if self.root and self.label_field:
            raise ValueError(
                "the documents of a corpus have no label field: replace label_field by label"
            )
        for key in ("having", "remove"):
            try:
                re.compile(getattr(self, key) or "")
            except re.error as error:
                raise ValueError(
                    f"{key}: {getattr(self, key)!r} is not a regular expression: {error}"
                ) from None
        if charset.canonical(self.encoding) is None:
            raise ValueError(
                f"unknown encoding {self.encoding!r}; name it as Python does, such as utf-8 or cp949"
            )
        return self


def read(sources: Sequence[Examples]) -> pa.Table:
    """All examples of the sources, a table of SCHEMA: text, label, source, lang, group. Examples of a
    group, the pieces of one text, go to the same subset.

    Raises DataError naming source, file and record if a file cannot be read, a field is missing, a record is
    malformed or a label is unknown."""
    tables = [_cast(table) for source in sources for table in _tables(source)]
    return pa.concat_tables(tables) if tables else SCHEMA.empty_table()


def _cast(table: pa.Table) -> pa.Table:
    return table.select(SCHEMA.names).cast(SCHEMA)


def _tables(source: Examples) -> Iterator[pa.Table]:
    """The tables of a source, up to `max_examples` rows in all."""
    remaining = source.max_examples
    for table in _read_corpus(source) if source.root else _read_files(source):
        rows = table.slice(0, remaining)
        yield rows
        remaining = None if remaining is None else remaining - rows.num_rows
        if remaining == 0:
            return


def _read_corpus(source: Examples) -> Iterator[pa.Table]:
    corpus, is_empty = Corpus.open(str(source.root)), True
    for shard in range(corpus.num_shards):
        table = corpus.read(shard, ["source", "lang", "text"])
        rows = table.filter(pc.equal(table["source"], source.name))
        is_empty = is_empty and rows.num_rows == 0
        labels = pa.array([source.label] * rows.num_rows, pa.string())
        frame = pl.DataFrame(rows.append_column("label", labels)).with_row_index("record", 1)
        yield _in_pieces(frame, source, f"{source.name}/{shard}").to_arrow()
    if is_empty:
        raise DataError(
            f"examples {source.name}: {source.root} has no living document of this source; `name` must "
            "be a source of that run"
        )


def _read_files(source: Examples) -> Iterator[pa.Table]:
    for file in inputs.find(str(source.path)):
        where = f"examples {source.name}: {file.uri}"
        try:
            frame = _frame(inputs.local(file), source)
        except (ValueError, pl.exceptions.PolarsError, *ERRORS) as error:
            raise DataError(f"{where}: cannot be read: {str(error)[:200]}") from None
        for field in _fields(source):
            if field not in frame.columns:
                raise DataError(
                    f"{where}: no field {field!r}; fields are: {', '.join(frame.columns)}"
                )
        # Numbered before records are left out: entries that read one file by `where` name its records alike.
        frame = _labelled(frame.with_row_index("record", 1), source, where)
        frame = _in_pieces(frame, source, f"{source.name}/{file.name}")
        frame = _by_pattern(frame, source)
        yield (_shuffled(frame) if source.shuffle else frame).to_arrow()


def _in_pieces(frame: pl.DataFrame, source: Examples, prefix: str) -> pl.DataFrame:
    """Add the column `group`, one for each `record`, and split the texts into pieces if the source asks for
    it."""
    frame = frame.with_columns(group=pl.lit(f"{prefix}#") + pl.col("record").cast(pl.String))
    if not source.pieces:
        return frame
    size = source.pieces
    pieces = [
        [t[i : i + size] for i in range(0, max(len(t), 1), size)] for t in frame["text"].to_list()
    ]
    return frame.with_columns(text=pl.Series(pieces, dtype=pl.List(pl.String))).explode("text")


def _by_pattern(frame: pl.DataFrame, source: Examples) -> pl.DataFrame:
    """The texts that have the pattern `having`, without what the pattern `remove` finds."""
    if source.having:
        has = re.compile(source.having).search
        kept = [bool(has(t)) for t in frame["text"].fill_null("").to_list()]
        frame = frame.filter(pl.Series(kept, dtype=pl.Boolean))
    if source.remove:
        texts = [re.sub(source.remove, "", t) for t in frame["text"].fill_null("").to_list()]
        frame = frame.with_columns(text=pl.Series(texts, dtype=pl.String))
    return frame


def _shuffled(frame: pl.DataFrame) -> pl.DataFrame:
    """The texts with their words in another order, and as many words in each line as before."""
    texts = []
    for text in frame["text"].to_list():
        words = iter(_in_drawn_order(text.split(), text))
        lines = ([next(words) for _ in line.split()] for line in text.split("\n"))
        texts.append("\n".join(" ".join(line) for line in lines))
    return frame.with_columns(text=pl.Series(texts, dtype=pl.String))


def _in_drawn_order(words: list[str], text: str) -> list[str]:
    """The words in an order that depends on the text alone."""
    seed = xxhash.xxh3_64_intdigest(text.encode("utf-8", "replace"))
    return Random(seed).sample(words, len(words))


def _frame(path: Path, source: Examples) -> pl.DataFrame:
    """The records of one file with the fields that the source names. Raises ValueError for an unknown ending
    or a malformed record."""
    raw, name = path.read_bytes(), path.name
    if codec := codec_of(raw[:8]):
        raw, name = Members(io.BytesIO(raw), codec).read(), Path(name).stem
    fields = ["lang", *_fields(source)]
    if name.endswith((".md", ".html")):
        return pl.DataFrame({source.text_field: [raw.decode()]})
    if name.endswith(".txt"):
        lines = [x for x in raw.decode().split("\n") if x.strip()]
        return pl.DataFrame({source.text_field: lines})
    if name.endswith(".parquet"):
        frame = pl.read_parquet(io.BytesIO(raw))
        return frame.select([c for c in frame.columns if c in fields])
    if name.endswith((".jsonl", ".json")):
        return _json_frame(raw, name, fields)
    if name.endswith((".csv", ".tsv")):
        text = raw.decode(charset.canonical(source.encoding) or "utf-8")
        separator, quote = (",", '"') if name.endswith(".csv") else ("\t", None)
        table = io.BytesIO(text.encode())
        read_strings = partial(pl.read_csv, infer_schema=False, truncate_ragged_lines=True)
        return read_strings(table, separator=separator, quote_char=quote)
    raise ValueError(f"expected a file ending in {', '.join(ENDINGS)}")


def _json_frame(raw: bytes, name: str, fields: list[str]) -> pl.DataFrame:
    """The records of a .jsonl file, or of a .json file with an array, as columns of strings."""
    lines = (
        raw.split(b"\n")
        if name.endswith(".jsonl")
        else [orjson.dumps(x) for x in orjson.loads(raw)]
    )
    records = [_record(x, n) for n, x in enumerate(lines, 1) if x.strip()]
    columns = {
        field: [_text(r.get(field)) for r in records]
        for field in fields
        if any(field in r for r in records)
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _record(raw: bytes, number: int) -> dict[str, object]:
    try:
        record = orjson.loads(raw)
    except ValueError as error:
        raise ValueError(f"record {number}: {error}") from None
    if not isinstance(record, dict):
        raise ValueError(f"record {number}: expected an object")
    return record


def _fields(source: Examples) -> list[str]:
    """The fields that every file of the source must have."""
    optional = (source.label_field, source.source_field)
    return [source.text_field, *(f for f in optional if f), *source.where]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _labelled(frame: pl.DataFrame, source: Examples, where: str) -> pl.DataFrame:
    """(record, text, label, source, lang) of the records that have text and label. Raises DataError naming
    the record if its label is not a key of `labels`."""
    label = (
        pl.lit(source.label) if source.label else pl.col(str(source.label_field)).cast(pl.String)
    )
    for field, value in source.where.items():
        frame = frame.filter(pl.col(field).cast(pl.String) == value)
    name = pl.col(source.source_field) if source.source_field else pl.lit(source.name)
    lang = pl.lit(source.lang) if source.lang or "lang" not in frame.columns else pl.col("lang")
    frame = frame.select(
        "record",
        pl.col(source.text_field).cast(pl.String).alias("text"),
        label.alias("label"),
        name.cast(pl.String).alias("source"),
        lang.cast(pl.String).alias("lang"),
    )
    if source.labels:
        is_mapped = frame["label"].is_in(list(source.labels))
        if not is_mapped.all():
            row = int((~is_mapped.fill_null(False)).arg_max() or 0)
            raise DataError(
                f"{where}: record {frame['record'][row]}: the label {frame['label'][row]!r} is not a key of "
                f"`labels`, whose keys are: {', '.join(source.labels)}"
            )
        frame = frame.with_columns(
            pl.col("label").replace_strict(source.labels, return_dtype=pl.String)
        )
    return frame.drop_nulls(["text", "label"])
