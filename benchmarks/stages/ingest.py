"""Compressed JSON lines to documents."""

from functools import partial
from pathlib import Path

from benchmarks import own
from benchmarks.material import Material, rows_of
from benchmarks.stages import floors
from benchmarks.stages.ours import WORKERS
from benchmarks.stages.tool import OURS, Outcome, Stage, Tool, peer


def tools(material: Material) -> list[Tool]:
    """All write Parquet; the number of documents must agree."""
    size, source = material.megabytes, str(material.compressed)
    return [
        *(Tool(OURS, n, size, partial(_run, material, n), "ours") for n in WORKERS),
        peer("orjson loop to Parquet", "orjson", "orjson_read", [source], size, kind="floor"),
        *(
            peer("datatrove", "datatrove", "datatrove_steps", ["jsonl", source], size, n)
            for n in WORKERS
        ),
        *(
            peer(
                "Polars, scan_ndjson",
                "polars",
                "polars_steps",
                ["read", source],
                size,
                n,
                threads=True,
                kind="floor",
            )
            for n in WORKERS
        ),
        floors.identity(material),
    ]


def _run(material: Material, workers: int, folder: Path) -> Outcome:
    root = folder / "root"
    stages = {"ingest": material.ingest(material.compressed)}
    done = own.run("ingest", folder, root, stages, workers)
    return Outcome(done.usage, {"documents": rows_of(root)}, own.phases_of(root))


STAGE = Stage("ingest", "ingest, jsonl.zst", tools)
