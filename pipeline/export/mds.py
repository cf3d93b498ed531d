"""`malmoi export --format mds`: shards that MosaicML's StreamingDataset reads, one sample a row.

    shard: samples, u32 | first byte of each sample and the end, u32 | columns, JSON | samples
    index.json: the same columns, and the size and samples of each shard

A sample is `tokens`, an array of one dtype and shape, which needs no head of its own.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.export.packed import Packed, empty_folder

LIMIT = 1 << 26  # bytes of a shard, about


def write(packed: Packed, to: Path) -> int:
    """<to>/index.json and shards; returns the number of rows."""
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
    told = json.dumps(head, sort_keys=True).encode()
    first = 4 * (len(rows) + 2) + len(told)
    at = first + np.arange(len(rows) + 1, dtype=np.int64) * head["column_sizes"][0]
    data = np.uint32(len(rows)).tobytes() + at.astype("<u4").tobytes() + told + rows.tobytes()
    return path.write_bytes(data)


def _entry(head: dict[str, Any], name: str, num_bytes: int, samples: int) -> dict[str, Any]:
    raw = {"basename": name, "bytes": num_bytes, "hashes": {}}
    return {**head, "raw_data": raw, "samples": samples, "version": 2, "zip_data": None}
