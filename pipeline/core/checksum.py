"""A hash of the values of a shard, which its own file carries: IPC streams have no checksums of pages."""

import pyarrow as pa
import xxhash

CHECKSUM = b"malmoi.checksum"


def checksum(table: pa.Table) -> str:
    """xxh3_64 of the list lengths and the values of every column, in order, as 16 hex digits."""
    state = xxhash.xxh3_64()
    for name in table.column_names:
        chunks = table.column(name).chunks
        if pa.types.is_list(table.schema.field(name).type):
            for chunk in chunks:
                state.update(chunk.value_lengths().to_numpy().tobytes())
        for chunk in chunks:
            state.update(chunk.flatten().to_numpy().tobytes())
    return state.hexdigest()
