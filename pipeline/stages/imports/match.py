"""Rows of scores and documents brought together by key, then back to the shards of the documents."""

from collections.abc import Sequence

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.errors import DataError
from pipeline.stages.imports.files import FILE, KEY, RECORD, key_hashes


def one_row_for_each_key(table: pa.Table) -> pa.Table:
    """KEY and the new columns, a row for each key. Raises DataError if two rows of a key differ."""
    frame = pl.DataFrame(table)
    names = [n for n in frame.columns if n not in (KEY, FILE, RECORD)]
    place = pl.format("{} record {}", FILE, RECORD)
    for name in names:
        given = frame.filter(pl.col(name).is_not_null()).with_columns(place=place)
        differing = given.filter(pl.col(name) != pl.col(name).first().over(KEY))
        if len(differing):
            key = differing[KEY][0]
            first = given.filter(pl.col(KEY) == key)["place"][0]
            raise DataError(
                f"import: {name}: {first} and {differing['place'][0]} differ for one key"
            )
    kept = frame.group_by(KEY, maintain_order=True).agg(pl.col(names).drop_nulls().first())
    return kept.to_arrow().cast(table.select([KEY, *names]).schema)


def keys_of(table: pa.Table, kinds: Sequence[str]) -> pa.Table:
    """(KEY, address) of documents: a row for each kind of key that a document has."""
    parts = []
    for kind in kinds:
        column = table.column(kind)
        has = pc.is_valid(column)
        address, column = table.column("address").filter(has), column.filter(has).combine_chunks()
        if kind != "text_hash":
            column = key_hashes(column, kind)
        parts.append(pa.table({KEY: column, "address": address}))
    return pa.concat_tables(parts)


def matched(table: pa.Table, scores: pa.Table) -> pa.Table:
    """The new columns of each (KEY, address) whose key has scores, with its address."""
    found = pl.DataFrame(table).join(
        pl.DataFrame(scores), on=KEY, how="inner", maintain_order="left"
    )
    schema = pa.schema([pa.field("address", pa.int64()), *list(scores.schema)[1:]])
    return found.drop(KEY).to_arrow().select(schema.names).cast(schema)


def one_row_for_each_document(table: pa.Table) -> pa.Table:
    """The rows of a document, which come by several kinds of keys and fill different columns, as one."""
    frame = pl.DataFrame(table).group_by("address", maintain_order=True)
    return frame.agg(pl.all().drop_nulls().first()).to_arrow().cast(table.schema)


def mark(living: pa.Table, found: pa.Table) -> pa.Table:
    """A mark for each living document: no drop_reason, and the new columns, null without a match."""
    frame = pl.DataFrame(living).join(
        pl.DataFrame(found), on="address", how="left", maintain_order="left"
    )
    schema = pa.schema(list(found.schema)[1:])
    columns = frame.to_arrow().select(schema.names).cast(schema)
    return columns.append_column("drop_reason", pa.nulls(len(columns), pa.string()))
