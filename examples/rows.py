"""The rows of packed shards, as a training loop takes them: mapped from disk, with the document of each
token.

Needs numpy and pyarrow, and nothing of Malmoi. A `Rows` works as a map-style dataset of torch, whose
DataLoader turns the arrays into tensors."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa


class Rows:
    """The rows of all shards of ROOT/pack/PHASE in the order of training: they are shuffled already."""

    def __init__(self, folder: Path) -> None:
        files = json.loads((folder / "state.json").read_text())["_data_files"]
        self.tables = [
            pa.ipc.open_stream(pa.memory_map(str(folder / file["filename"]))).read_all()
            for file in files
        ]
        self.starts = np.cumsum([0, *(len(table) for table in self.tables)])

    def __len__(self) -> int:
        return int(self.starts[-1])

    def __getitem__(self, row: int) -> dict[str, np.ndarray]:
        """`ids`, int64 [seq_len], and `document`, int64 [seq_len]: the number in this row, from 0, of the
        document that each token belongs to. Raises IndexError if there is no such row."""
        if not 0 <= row < len(self):
            raise IndexError(f"row {row} of {len(self)}")
        shard = int(np.searchsorted(self.starts, row, side="right")) - 1
        one = self.tables[shard].slice(row - self.starts[shard], 1)
        ids = one.column("input_ids").chunk(0).flatten().to_numpy().astype(np.int64)
        if "lengths" in one.column_names:
            lengths = one.column("lengths").chunk(0).flatten().to_numpy()
        else:
            begins = np.flatnonzero(one.column("position_ids").chunk(0).flatten().to_numpy() == 0)
            lengths = np.diff([*begins, len(ids)])
        return {"ids": ids, "document": np.repeat(np.arange(len(lengths)), lengths)}


def learned(ids: Any, document: Any, pad: int) -> Any:
    """True for each token but the first of [..., seq_len] arrays or tensors that the loss counts: it belongs
    to the document of the token before it, and is not padding."""
    return (document[..., 1:] == document[..., :-1]) & (ids[..., 1:] != pad)
