"""`malmoi export --format numpy`: one .npy of [rows, seq_len], which numpy.load maps with mmap_mode="r"."""

from pathlib import Path

import numpy as np

from pipeline.export.packed import Packed, empty_folder


def write(packed: Packed, to: Path) -> int:
    """<to>/<phase>.npy; returns the number of rows."""
    shape = (packed.rows.num_rows, packed.arguments["seq_len"])
    path = empty_folder(to) / f"{packed.phase}.npy"
    out = np.lib.format.open_memmap(path, "w+", packed.arguments["dtype"], shape)
    at = 0
    for ids in packed.all_ids():
        out[at : at + len(ids)] = ids
        at += len(ids)
    out.flush()
    return at
