"""Daft's minhash expression over word 5-grams, then 14 bands of 8 and union-find in NumPy; unverified."""

import json
import sys
import time
from pathlib import Path

import daft
import numpy as np
import pyarrow as pa
from daft import col
from daft.functions import minhash

BANDS, ROWS = 14, 8


def find(parent: list[int], x: int) -> int:
    while parent[x] != x:
        parent[x] = parent[parent[x]]
        x = parent[x]
    return x


def main(folder: str, removed: str, workers: str = "2") -> None:
    started = time.perf_counter()
    frame = daft.read_json(folder + "/*.jsonl")
    normal = daft.functions.lower(col("text")) if hasattr(daft.functions, "lower") else col("text")
    sketch = minhash(normal, num_hashes=BANDS * ROWS, ngram_size=5, hash_function="xxhash3_64")
    table = frame.with_column("sketch", sketch).to_arrow()
    column = pa.concat_arrays(table.column("sketch").chunks)
    rows = column.flatten().to_numpy().reshape(len(table), -1)
    parent = list(range(len(table)))
    for band in range(BANDS):
        part = np.ascontiguousarray(rows[:, band * ROWS : (band + 1) * ROWS])
        keys = part.view(np.dtype((np.void, ROWS * 4))).ravel()
        order = np.argsort(keys, kind="stable")
        same = keys[order][1:] == keys[order][:-1]
        for a, b in zip(order[:-1][same].tolist(), order[1:][same].tolist(), strict=True):
            x, y = find(parent, a), find(parent, b)
            if x != y:
                parent[max(x, y)] = min(x, y)
    gone = np.array([find(parent, i) != i for i in range(len(parent))])
    kept = table.filter(pa.array(~gone)).drop_columns(["sketch"])
    pa.parquet.write_table(kept, removed + ".parquet", compression="zstd", compression_level=1)
    seconds = time.perf_counter() - started
    ids = table.column("id").filter(pa.array(gone)).to_pylist()
    Path(removed).write_text(json.dumps(ids))
    print(json.dumps({"seconds": seconds, "remark": f"{len(ids):,} removed"}))


if __name__ == "__main__":
    import pyarrow.parquet

    main(*sys.argv[1:])
