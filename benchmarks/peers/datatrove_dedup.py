"""datatrove's four MinHash steps, two workers, with str.split as its tokenizer (its fastest)."""

import json
import logging
import sys
import tempfile
import time
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import minhash
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from loguru import logger

logger.remove()
logging.disable(logging.CRITICAL)


class Split:
    """The interface of a word tokenizer, over str.split."""

    def word_tokenize(self, text: str) -> list[str]:
        return text.split()


def execute(steps: list, out: str, tasks: int, workers: int) -> None:
    LocalPipelineExecutor(steps, tasks=tasks, workers=workers, logging_dir=out + "/log").run()


def main(folder: str, removed: str, workers: str = "2") -> None:
    minhash.load_word_tokenizer = lambda language: Split()
    config = minhash.MinhashConfig(hash_config=minhash.HashConfig(precision=64))
    files = len(list(Path(folder).glob("*.jsonl")))

    def reader() -> JsonlReader:
        return JsonlReader(folder, glob_pattern="*.jsonl", compression=None)

    with tempfile.TemporaryDirectory() as out:
        started = time.perf_counter()
        sign = minhash.MinhashDedupSignature(f"{out}/sig", config=config)
        execute([reader(), sign], f"{out}/1", files, int(workers))
        buckets = minhash.MinhashDedupBuckets(f"{out}/sig", f"{out}/buckets", config=config)
        execute([buckets], f"{out}/2", config.num_buckets, int(workers))
        cluster = minhash.MinhashDedupCluster(f"{out}/buckets", f"{out}/remove", config=config)
        execute([cluster], f"{out}/3", 1, 1)
        gone = JsonlWriter(f"{out}/gone", compression=None)
        keep = JsonlWriter(f"{out}/kept", compression=None)
        steps = [reader(), minhash.MinhashDedupFilter(f"{out}/remove", exclusion_writer=gone), keep]
        execute(steps, f"{out}/4", files, int(workers))
        seconds = time.perf_counter() - started
        ids = [json.loads(x)["id"] for f in Path(f"{out}/gone").glob("*") for x in f.open()]
    Path(removed).write_text(json.dumps(ids))
    print(json.dumps({"seconds": seconds, "remark": f"{len(ids):,} removed"}))


if __name__ == "__main__":
    main(*sys.argv[1:])
