"""`malmoi export`: write documents of a corpus as Parquet or JSON lines."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from pipeline.contract import of_rights
from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.core.schema import DOCUMENTS

# `page_rights` is what the stage rights has read: its marks are exported.
COLUMNS = [name for name in DOCUMENTS.names if name not in ("text_hash", "page_rights")]
ENDINGS = (".parquet", ".jsonl", ".jsonl.zst")


def export(corpus: Corpus, to: Path, dropped: str | None = None) -> int:
    """Write the living documents, or those that the stage `dropped` dropped; returns their number.

    A file gets all documents, a folder one Parquet file per shard. Raises RecipeError if the ending of `to`
    is not one of ENDINGS.
    """
    tables = _tables(corpus, dropped)
    if to.suffix == "" or to.is_dir():
        to.mkdir(parents=True, exist_ok=True)
        return sum(_write_parquet(iter([t]), to / f"{i:05d}.parquet") for i, t in enumerate(tables))
    to.parent.mkdir(parents=True, exist_ok=True)
    if to.name.endswith(".parquet"):
        return _write_parquet(tables, to)
    if to.name.endswith(".jsonl"):
        with to.open("wb") as out:
            return _write_lines(tables, out)
    if to.name.endswith(".jsonl.zst"):
        with to.open("wb") as raw, zstandard.ZstdCompressor(level=3).stream_writer(raw) as out:
            return _write_lines(tables, out)  # type: ignore[arg-type]
    raise RecipeError(f"--to {to}: expected a folder or a file ending in {', '.join(ENDINGS)}")


def _tables(corpus: Corpus, dropped: str | None) -> Iterator[pa.Table]:
    columns = [*COLUMNS, *of_rights(corpus)]
    if dropped is None:
        yield from corpus.living(columns)
    else:
        yield corpus.dropped(dropped, columns)


def _write_parquet(tables: Iterator[pa.Table], path: Path) -> int:
    num, writer = 0, None
    for table in tables:
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
        # readers divide by the rows of the first row group: a shard without any has none
        if len(table):
            writer.write_table(table)
        num += len(table)
    if writer:
        writer.close()
    return num


def _write_lines(tables: Iterator[pa.Table], out: BinaryIO | Any) -> int:
    num = 0
    for table in tables:
        for batch in table.to_batches(max_chunksize=1000):
            rows = batch.to_pylist()
            out.write(b"".join(orjson.dumps(row) + b"\n" for row in rows))
            num += len(rows)
    return num
