"""The tables of Malmoi and the only place where their column names are spelt."""

import pyarrow as pa

SCRUBBED = pa.list_(pa.struct([("kind", pa.string()), ("count", pa.int32())]))

# One row per document. `text` is NFC UTF-8; `text_hash` is xxh3_128 of its bytes; `bytes` their
# number; `lang` is an ISO 639 code, `code` or `und`, and `lang_score` its probability; `file` and
# `record` are its origin (records count from 1, as editors count lines);
# `date` is spelt as in the source; `page_rights` is what a web page and its HTTP header state about rights
# outside the text, as a JSON list of {kind, place, text}.
DOCUMENTS = pa.schema(
    [
        ("id", pa.string()),
        ("text", pa.large_string()),
        ("text_hash", pa.binary(16)),
        ("bytes", pa.int64()),
        ("source", pa.string()),
        ("domain", pa.string()),
        ("lang", pa.string()),
        ("lang_score", pa.float32()),
        ("priority", pa.int16()),
        ("url", pa.string()),
        ("title", pa.string()),
        ("date", pa.string()),
        ("license", pa.string()),
        ("file", pa.string()),
        ("record", pa.int64()),
        ("encoding", pa.string()),
        ("repairs", pa.list_(pa.string())),
        ("meta", pa.string()),
        ("page_rights", pa.string()),
        ("scrubbed", SCRUBBED),
    ]
)

# One row per document and marking stage; null = keep. Stages may add columns of their own.
MARKS = pa.schema([("id", pa.string()), ("drop_reason", pa.string())])

# A column `cut` of a mark: spans that later stages do not read, in bytes of the text that the stage read.
CUT = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())]))

# Why a document was dropped for another one: its survivor, the measure and the rule that used it.
EVIDENCE = pa.schema(
    [
        ("removed_id", pa.string()),
        ("kept_id", pa.string()),
        ("measure", pa.float64()),
        ("rule", pa.string()),
    ]
)

# Records that could not become a document. `offset` is in bytes of the decompressed file; in a compressed
# WARC it is that of the member in the file itself; null if unknown.
# `raw` is the beginning of the record, undecodable bytes as U+FFFD.
REJECTS = pa.schema(
    [
        ("source", pa.string()),
        ("file", pa.string()),
        ("record", pa.int64()),
        ("offset", pa.int64()),
        ("reason", pa.string()),
        ("raw", pa.string()),
    ]
)

# Counts of each file (or part of one): records = documents + rejects + left_out (by `sample`).
# `columns` lists the fields and the types of their values as JSON; `skipped` counts the members of an
# archive that hold no text, by extension, as JSON. A member has a row of its own: `a.zip!b/c.hwp`.
FILES = pa.schema(
    [
        ("source", pa.string()),
        ("file", pa.string()),
        ("start", pa.int64()),
        ("format", pa.string()),
        ("compression", pa.string()),
        ("records", pa.int64()),
        ("documents", pa.int64()),
        ("rejects", pa.int64()),
        ("left_out", pa.int64()),
        ("bytes", pa.int64()),
        ("whole", pa.bool_()),
        ("columns", pa.string()),
        ("skipped", pa.string()),
        ("warnings", pa.list_(pa.string())),
    ]
)

# Low-cardinality columns: the only ones worth a Parquet dictionary.
CATEGORICAL = (
    "source",
    "domain",
    "lang",
    "license",
    "file",
    "encoding",
    "drop_reason",
    "rule",
    "reason",
)


def conform(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """`table` with exactly the columns of `schema`, in its order; absent ones become null.

    Raises KeyError for a column that the schema does not know: nothing is dropped in silence.
    """
    unknown = set(table.column_names) - set(schema.names)
    if unknown:
        raise KeyError(f"columns outside the schema: {sorted(unknown)}")
    columns = [
        table.column(f.name).cast(f.type)
        if f.name in table.column_names
        else pa.nulls(len(table), f.type)
        for f in schema
    ]
    return pa.table(columns, schema=schema)
