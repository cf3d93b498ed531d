"""Records that come as Arrow tables, turned into batches column by column."""

import datetime

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.readers import RAW, Batch, DamagedError, Rejected, Request, paths
from pipeline.readers.candidates import AUTO, NAMES, RECORDS
from pipeline.readers.records import with_plain_numbers

# Of a batch, at most.
ROWS, BYTES = 4096, 16 << 20


def rows_in_batch(num_rows: int, size: int) -> int:
    """The number of rows to put into a batch, if `num_rows` of them hold `size` bytes."""
    mean = max(1, size // max(1, num_rows))
    return max(1, min(ROWS, BYTES // mean))


def check_schema(schema: pa.Schema, request: Request) -> None:
    """Raise DamagedError for a table without the text or id column, or with two columns of one name."""
    names = schema.names
    repeated = sorted({n for n in names if names.count(n) > 1})
    if repeated:
        column = repeated[0]
        raise DamagedError(f"the column {column!r} occurs {names.count(column)} times")
    for name in ("text", "id"):
        path = getattr(request.fields, name)
        sought = path and path != AUTO
        if sought and path not in names and path.split(".")[0] not in names:
            raise DamagedError(
                f"there is no column {path!r} ({name}_field); columns are: {', '.join(names)}"
                f"{_mend(schema) if name == 'text' else ''}"
            )
    for field in schema:
        request.columns.setdefault(field.name, set()).add(str(field.type))


def _mend(schema: pa.Schema) -> str:
    """What to write into the recipe: the one string column with the name of a text, or `auto`."""
    known = [f.name for f in schema if _is_string(f.type) and f.name.lower() in NAMES]
    return f"; write `text_field: {known[0] if len(known) == 1 else AUTO}`"


def batch_of(rows: pa.RecordBatch | pa.Table, first: int, request: Request) -> Batch:
    """The batch of some rows; the first of them has the number `first`."""
    fields = request.fields
    table = pa.table(rows) if isinstance(rows, pa.RecordBatch) else rows
    text = _column(table, fields.text)
    reasons = np.full(len(table), "", dtype=object)
    if text is None:
        reasons[:] = "no_text"
        for row in table.slice(0, RECORDS).to_pylist():
            request.candidates.add(row)
        text = pa.nulls(len(table), pa.large_string())
    elif not _is_string(text.type):
        missing = text.is_null().to_numpy(False)
        reasons[:] = np.where(missing, "empty_text", "text_not_a_string")
        text = pa.nulls(len(table), pa.large_string())
    else:
        reasons[text.is_null().to_numpy(zero_copy_only=False)] = "empty_text"
    identifier = _column(table, fields.id)
    if fields.id:
        without_id = (
            np.ones(len(table), bool)
            if identifier is None
            or not (_is_string(identifier.type) or pa.types.is_integer(identifier.type))
            else identifier.is_null().to_numpy(zero_copy_only=False)
        )
        reasons[without_id & (reasons == "")] = "no_id"
    keep = np.flatnonzero(reasons == "")
    rejected = [
        Rejected(first + int(i), str(reasons[i]), _raw(table, int(i)))
        for i in np.flatnonzero(reasons != "")
    ]
    rows_kept = pa.array(keep)
    kept = table if len(keep) == len(table) else table.take(rows_kept)
    used = set(fields.paths())
    text = pc.cast(text if len(keep) == len(table) else text.take(rows_kept), pa.large_string())
    return Batch(
        number=(first + keep).tolist(),
        text=text,
        id=_strings(_column(kept, fields.id)),
        url=_strings(_column(kept, fields.url)),
        title=_strings(_column(kept, fields.title)),
        date=_strings(_column(kept, fields.date)),
        meta=_meta(kept, request, used),
        rejected=rejected,
    )


def _column(table: pa.Table, path: str | None) -> pa.Array | None:
    """The column of a dotted path, null where a level of it is null; None if the table lacks it."""
    if path is None:
        return None
    if path in table.column_names:
        return _one_array(table.column(path))
    head, *rest = path.split(".")
    if not rest or head not in table.column_names:
        return None
    column = _one_array(table.column(head))
    for name in rest:
        if not pa.types.is_struct(column.type) or column.type.get_field_index(name) < 0:
            return None
        column = _decoded(pc.struct_field(column, name))
    return column


def _one_array(column: pa.ChunkedArray) -> pa.Array:
    """The chunks of a column as one array, decoded."""
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], array.type)
    return _decoded(array)


def _decoded(array: pa.Array) -> pa.Array:
    """An array with a value for each row, where it has a dictionary or runs."""
    if pa.types.is_run_end_encoded(array.type):
        array = pc.run_end_decode(array)
    return array.dictionary_decode() if pa.types.is_dictionary(array.type) else array


def _is_string(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind) or kind == pa.string_view()


def _strings(column: pa.Array | None) -> pa.Array | None:
    """A column as strings; None for a column of lists, structs or bytes."""
    if column is None or pa.types.is_null(column.type):
        return None
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        return None
    text = pc.cast(column, pa.string())
    # Parquet stores no unit of seconds: drop the zeros, so that a time reads the same from any format.
    if pa.types.is_timestamp(column.type):
        text = pc.replace_substring_regex(text, r"\.0+(Z?)$", r"\1")
    return text


def _meta(table: pa.Table, request: Request, used: set[str]) -> list[str | None] | None:
    """The columns that become `meta`, one JSON object a row: those that the source names, or the rest."""
    chosen = request.fields.meta
    if chosen is None:
        # a text inside a struct is taken out of it: else `meta` would hold it once more
        text = request.fields.text
        inside = None if text in table.column_names else text.split(".")
        return _json(table.select([n for n in table.column_names if n not in used]), inside)
    columns = {name: _column(table, name) for name in chosen}
    return _json(pa.table({n: c for n, c in columns.items() if c is not None}))


def _json(rest: pa.Table, without: list[str] | None = None) -> list[str | None] | None:
    """The remaining columns as one JSON object a row, with sorted keys, without null fields and without what
    stands at the path `without`."""
    if rest.num_columns == 0:
        return None
    rows = [{k: v for k, v in row.items() if v is not None} for row in rest.to_pylist()]
    if without:
        for row in rows:
            paths.remove(row, without)
    return [_dumped(row) if row else None for row in rows]


def _dumped(row: dict) -> str:
    return orjson.dumps(
        with_plain_numbers(row), default=_plain, option=orjson.OPT_SORT_KEYS
    ).decode()


def _plain(value: object) -> object:
    """A value that JSON lacks: bytes as hexadecimal digits, a duration in seconds, others as strings."""
    if isinstance(value, bytes):
        return value.hex()
    return value.total_seconds() if isinstance(value, datetime.timedelta) else str(value)


def _raw(table: pa.Table, row: int) -> bytes:
    """The first bytes of a rejected row as JSON."""
    (record,) = table.slice(row, 1).to_pylist()
    return _dumped({k: v for k, v in record.items() if v is not None}).encode()[:RAW]
