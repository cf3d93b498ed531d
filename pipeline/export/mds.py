"""`malmoi export --format mds`: shards for MosaicML's StreamingDataset, one sample per packed row.

    shard: number of samples, u32 | offsets of the samples and of the end, u32 | header, JSON | samples
    index.json: the same header for each shard, with its size and number of samples

A sample is one array, `tokens`. All samples have the same dtype and shape, so that they need no header.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.export.packed import Packed, empty_folder

# Approximate size of a shard in bytes.
LIMIT = 1 << 26


def write(packed: Packed, to: Path) -> int:
    """Write index.json and the shards into the folder `to`; returns the number of rows. Raises RecipeError if
    the folder is not empty."""
    dtype, seq_len = packed.arguments["dtype"], packed.arguments["seq_len"]
    size = seq_len * np.dtype(dtype).itemsize
    columns = {
        "column_encodings": [f"ndarray:{dtype}:{seq_len}"],
        "column_names": ["tokens"],
        "column_sizes": [size],
    }
    head = {**columns, "compression": None, "format": "mds", "hashes": [], "size_limit": LIMIT}
    folder, shards, per_shard, total = empty_folder(to), [], max(1, LIMIT // size), 0
    for ids in packed.all_ids():
        for start in range(0, len(ids), per_shard):
            rows = ids[start : start + per_shard]
            name = f"shard.{len(shards):05d}.mds"
            num_bytes = _write_shard(folder / name, rows, head)
            shards.append(_entry(head, name, num_bytes, len(rows)))
            total += len(rows)
    (folder / "index.json").write_text(json.dumps({"version": 2, "shards": shards}, sort_keys=True))
    return total


def _write_shard(path: Path, rows: np.ndarray, head: dict[str, Any]) -> int:
    """Write one shard; returns its size in bytes."""
    header = json.dumps(head, sort_keys=True).encode()
    first = 4 * (len(rows) + 2) + len(header)
    offsets = first + np.arange(len(rows) + 1, dtype=np.int64) * head["column_sizes"][0]
    count = np.uint32(len(rows)).tobytes()
    return path.write_bytes(count + offsets.astype("<u4").tobytes() + header + rows.tobytes())


def _entry(head: dict[str, Any], name: str, num_bytes: int, samples: int) -> dict[str, Any]:
    """The entry of a shard in index.json."""
    raw = {"basename": name, "bytes": num_bytes, "hashes": {}}
    return {**head, "raw_data": raw, "samples": samples, "version": 2, "zip_data": None}
