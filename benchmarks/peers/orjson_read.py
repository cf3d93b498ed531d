"""The bare loop of a reader of jsonl.zst: `orjson_read.py FOLDER OUT WORKERS`.

Decode, parse, write Parquet, one thread."""

import io
import json
import sys
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import zstandard


def main(folder: str, out: str, workers: str) -> None:
    count = 0
    Path(out).mkdir()
    for path in sorted(Path(folder).glob("*.jsonl.zst")):
        with path.open("rb") as raw:
            lines = io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(raw), 1 << 20)
            rows = [orjson.loads(line) for line in lines]
        columns = {
            "id": pa.array([row["id"] for row in rows]),
            "text": pa.array([row["text"] for row in rows], pa.large_string()),
        }
        count += len(rows)
        to = Path(out, path.name + ".parquet")
        pq.write_table(pa.table(columns), to, compression="zstd", compression_level=1)
    print(json.dumps({"results": {"documents": count}}))


main(*sys.argv[1:])
