"""Read and write Parquet files once, by pyarrow with one thread: `identity.py FOLDER OUT WORKERS`."""

import json
import sys
from pathlib import Path

import pyarrow.parquet as pq


def main(folder: str, out: str, workers: str) -> None:
    rows = 0
    Path(out).mkdir()
    for path in sorted(Path(folder).glob("*.parquet")):
        table = pq.read_table(path, use_threads=False)
        rows += table.num_rows
        pq.write_table(table, Path(out, path.name), compression="zstd", compression_level=1)
    print(json.dumps({"results": {"documents": rows}}))


main(*sys.argv[1:])
