"""text-dedup's MinHash command with xxh3, two processes, its default 250 permutations and threshold .7."""

import json
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path


def main(folder: str, removed: str, workers: str = "2") -> None:
    if find_spec("text_dedup") is None:
        sys.exit(3)
    from datasets import load_from_disk

    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--split", "train"]
        command += ["--data_files", folder + "/*.jsonl", "--column", "text", "--hash_func", "xxh3"]
        command += ["--cache_dir", out + "/cache", "--output", out + "/out", "--num_proc", workers]
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds = time.perf_counter() - started
        kept = set(load_from_disk(out + "/out")["id"])
    ids = [json.loads(x)["id"] for f in Path(folder).glob("*.jsonl") for x in f.open()]
    ids = [i for i in ids if i not in kept]
    Path(removed).write_text(json.dumps(ids))
    print(json.dumps({"seconds": seconds, "remark": f"{len(ids):,} removed"}))


if __name__ == "__main__":
    main(*sys.argv[1:])
