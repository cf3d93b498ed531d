"""datatrove pipelines from reader to writer: `datatrove_steps.py KIND FOLDER [PATTERN] OUT WORKERS`.

KIND `jsonl`: jsonl.zst to Parquet; `pages`: WARC and Trafilatura to Parquet; `scrub`: its PII formatter, JSON
lines in and out; `filters`: its four filters with str.split on every language, JSON lines in and out."""

import json
import logging
import sys
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.formatters import PIIFormatter
from datatrove.pipeline.readers import JsonlReader, WarcReader
from datatrove.pipeline.writers import JsonlWriter, ParquetWriter
from datatrove_filters import filters, split_at_spaces
from loguru import logger

logger.remove()
logging.disable(logging.CRITICAL)


def main(kind: str, folder: str, *more: str) -> None:
    *patterns, out, workers = more
    default = {"jsonl": "*.jsonl.zst", "pages": "*.warc.gz"}.get(kind, "*.jsonl")
    pattern = patterns[0] if patterns else default
    reader = JsonlReader(folder, glob_pattern=pattern)
    lines = JsonlWriter(f"{out}/documents", compression=None)
    if kind == "pages":
        reader = WarcReader(folder, glob_pattern=pattern)
        steps = [reader, Trafilatura(favour_precision=True, timeout=30), ParquetWriter(out)]
    elif kind == "jsonl":
        steps = [reader, ParquetWriter(f"{out}/documents")]
    elif kind == "scrub":
        steps = [reader, PIIFormatter(), lines]
    else:
        split_at_spaces()
        steps = [reader, *filters("en").values(), lines]
    files = len(list(Path(folder).glob(pattern)))
    # a process that is forked keeps the splitter that is put in above
    executor = LocalPipelineExecutor(
        steps,
        tasks=files,
        workers=int(workers),
        logging_dir=f"{out}/log",
        start_method="fork",
    )
    executor.run()
    totals = json.loads(Path(out, "log", "stats.json").read_text())[-1]["stats"]
    count = totals.get("total", 0)
    count = count["total"] if isinstance(count, dict) else count
    made = {"remark": f"{count:,} documents"}
    if kind == "jsonl":
        made = {"results": {"documents": count}}
    print(json.dumps(made))


if __name__ == "__main__":
    main(*sys.argv[1:])
