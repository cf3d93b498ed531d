"""Records that were forgotten by request: they are read as rejects that hold nothing of them."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.core.forgotten import FORGOTTEN, LIST, Listed
from pipeline.core.store import Store
from pipeline.readers import Rejected
from pipeline.readers.account import Account

NONE = Listed()


@dataclass(frozen=True)
class ListIn:
    """The list of a root, which a worker reads once. It is not a part of what a phase is made of: a document
    that is forgotten makes no other one again."""

    store: Store

    def identity(self) -> dict[str, Any]:
        """The same for every list."""
        return {}

    def read(self) -> Listed:
        """The present list."""
        info = self.store.fs.get_file_info(self.store.at(LIST))
        return _read(self.store, info.size, info.mtime_ns)


@lru_cache(maxsize=4)
def _read(store: Store, size: int, modified: int) -> Listed:
    return Listed.of(store)


def without_forgotten(
    table: pa.Table, account: Account, listed: Listed
) -> tuple[pa.Table, list[Rejected]]:
    """(DOCUMENTS of one file without what was forgotten, a reject without content for each)."""
    if not listed.read or not len(table):
        return table, []
    outer = account
    while outer.outer is not None:
        outer = outer.outer
    content = outer.piece.file.content
    ids, hashes = table.column("id").to_pylist(), table.column("text_hash").to_pylist()
    keys = (listed.keys_of(i, content, h) for i, h in zip(ids, hashes, strict=True))
    gone = np.array([not listed.read.isdisjoint(of_row) for of_row in keys])
    if not gone.any():
        return table, []
    records = table.column("record").filter(pa.array(gone)).to_pylist()
    return table.filter(pa.array(~gone)), [Rejected(record, FORGOTTEN) for record in records]


def without_raw(rejects: pa.Table, listed: Listed) -> pa.Table:
    """REJECTS without the beginnings of records that were forgotten."""
    if not listed.read:
        return rejects
    raw = [
        "" if value and listed.key("raw", value) in listed.read else value
        for value in rejects.column("raw").to_pylist()
    ]
    column = pa.array(raw, rejects.schema.field("raw").type)
    return rejects.set_column(rejects.schema.get_field_index("raw"), "raw", column)
