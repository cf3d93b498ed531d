"""Polars: `polars_steps.py KIND FOLDER OUT WORKERS`.

KIND `read`: jsonl.zst to Parquet; `exact`: the first document of each text, Parquet to Parquet."""

import json
import sys

import polars as pl


def main(kind: str, folder: str, out: str, workers: str) -> None:
    if kind == "read":
        frame = pl.scan_ndjson(f"{folder}/*.jsonl.zst")
    else:
        frame = pl.scan_parquet(f"{folder}/*.parquet")
        frame = frame.unique("text", keep="first", maintain_order=True)
    frame.sink_parquet(f"{out}.parquet", compression="zstd", compression_level=1)
    count = pl.scan_parquet(f"{out}.parquet").select(pl.len()).collect().item()
    made = {"results": {"documents": count}} if kind == "read" else {"remark": f"{count:,} kept"}
    print(json.dumps(made))


main(*sys.argv[1:])
