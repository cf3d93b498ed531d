"""Rows of a Parquet file, spread over its row groups."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.core import inputs
from pipeline.core.inputs import InputFile
from pipeline.recipe.sampled import head
from pipeline.recipe.sampled.part import Part


def cut_columns(file: InputFile, share: float, target: Path, read: int) -> Part | None:
    """Write a share of the rows of a Parquet file, spread over its row groups. With less to `read` than
    head.READ,
    rows come from the beginning of one group."""
    with inputs.opened(file) as stream:
        table = pq.ParquetFile(stream)
        rows = table.metadata.num_rows
        if not rows:
            return None
        groups = table.metadata.num_row_groups
        if read < head.READ:
            kept = _first_rows(table, groups // 2, share * rows, read)
            pq.write_table(kept, target)
            return Part(len(kept) / rows * file.size, True)
        few = range(0, groups, -(-groups // head.BLOCKS))
        inside = sum(table.metadata.row_group(g).num_rows for g in few)
        part = min(1.0, share * rows / inside)
        tables = [_spread_rows(table.read_row_group(g), part) for g in few]
        kept = pa.concat_tables(tables)
        codec = table.metadata.row_group(0).column(0).compression
        pq.write_table(kept, target, compression="none" if codec == "UNCOMPRESSED" else codec)
    return Part(len(kept) / rows * file.size, False)


def _first_rows(table: pq.ParquetFile, group: int, wanted: float, read: int) -> pa.Table:
    """The first rows of a row group: as many as are wanted, within so many bytes; one at least."""
    facts = table.metadata.row_group(group)
    fitting = facts.num_rows * read / max(1, facts.total_byte_size)
    num = max(1, round(min(wanted, fitting)))
    batch = next(table.iter_batches(num, [group]))
    return pa.Table.from_batches([batch])


def _spread_rows(table: pa.Table, share: float) -> pa.Table:
    """A share of the rows, at equal distances; one at least."""
    num = max(1, round(len(table) * share))
    return table.take([i * len(table) // num for i in range(num)])
