"""datatrove: JsonlReader, or WarcReader and Trafilatura, into ParquetWriter; one task, one worker."""

import json
import logging
import sys
import tempfile
import time
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.readers import JsonlReader, WarcReader
from datatrove.pipeline.writers import ParquetWriter
from loguru import logger

logger.remove()
logging.disable(logging.CRITICAL)


def main(kind: str, file: str) -> None:
    path = Path(file)
    with tempfile.TemporaryDirectory() as out:
        if kind == "jsonl":
            steps = [JsonlReader(str(path.parent), glob_pattern=path.name, compression="zstd")]
        else:
            steps = [WarcReader(str(path.parent), glob_pattern=path.name)]
            steps += [Trafilatura(favour_precision=True, timeout=30)] if kind == "pages" else []
        steps.append(ParquetWriter(out + "/out"))
        executor = LocalPipelineExecutor(steps, tasks=1, logging_dir=out + "/log")
        started = time.perf_counter()
        executor.run()
        seconds = time.perf_counter() - started
        import pyarrow.parquet as pq

        rows = sum(pq.read_metadata(f).num_rows for f in Path(out).rglob("*.parquet"))
    print(json.dumps({"seconds": seconds, "documents": rows}))


main(*sys.argv[1:])
