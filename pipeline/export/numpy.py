"""`malmoi export --format numpy`: one .npy file of [rows, seq_len], to be mapped by numpy.load."""

from pathlib import Path

import numpy as np

from pipeline.export.packed import Packed, empty_folder


def write(packed: Packed, to: Path) -> int:
    """Write <phase>.npy into the folder `to`; returns the number of rows. Raises RecipeError if the folder is
    not empty."""
    shape = (packed.rows.num_rows, packed.arguments["seq_len"])
    path = empty_folder(to) / f"{packed.phase}.npy"
    out = np.lib.format.open_memmap(path, "w+", packed.arguments["dtype"], shape)
    rows = 0
    for ids in packed.all_ids():
        out[rows : rows + len(ids)] = ids
        rows += len(ids)
    out.flush()
    return rows
