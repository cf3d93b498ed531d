"""`malmoi export --format megatron`: the .bin and .idx of Megatron-LM's indexed datasets.

    MMIDIDX\\0\\0 | version 1, u64 | code of the dtype, u8 | sequences, u64 | documents + 1, u64
    tokens of each sequence, i32 | its offset in the .bin, i64 | first sequence of each document and the
    end, i64

Each document, with its EOS, is one sequence, in the order of training. Padding is left out, because
Megatron cuts rows itself. Pieces into which best_fit split a document are separate documents."""

import struct
from pathlib import Path

import numpy as np

from pipeline.export.packed import Packed, empty_folder

MAGIC = b"MMIDIDX\x00\x00"
# Codes of Megatron's enum DType.
CODES = {"int32": 4, "uint16": 8}


def write(packed: Packed, to: Path) -> int:
    """Write <phase>.bin and <phase>.idx into the folder `to`; returns the number of documents. Raises
    RecipeError if the folder is not empty."""
    dtype = packed.arguments["dtype"]
    folder, lengths = empty_folder(to), [np.zeros(0, np.int64)]
    with (folder / f"{packed.phase}.bin").open("wb") as out:
        for shard, ids in enumerate(packed.all_ids()):
            index = packed.index.read(shard, ["start", "tokens"])
            start, tokens = (index.column(n).to_numpy() for n in ("start", "tokens"))
            flat, used = ids.ravel(), np.zeros(ids.size, bool)
            for a, n in zip(start.tolist(), tokens.tolist(), strict=True):
                used[a : a + n] = True
            out.write(flat[used].tobytes())
            lengths.append(tokens)
    sizes = np.concatenate(lengths)
    pointers = (np.cumsum(sizes) - sizes) * np.dtype(dtype).itemsize
    with (folder / f"{packed.phase}.idx").open("wb") as out:
        out.write(MAGIC + struct.pack("<QBQQ", 1, CODES[dtype], len(sizes), len(sizes) + 1))
        out.write(sizes.astype("<i4").tobytes())
        out.write(pointers.astype("<i8").tobytes())
        out.write(np.arange(len(sizes) + 1, dtype="<i8").tobytes())
    return len(sizes)
