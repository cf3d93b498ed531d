"""Data-Juicer's document_minhash_deduplicator by its command, two processes, its default settings."""

import json
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path


def main(folder: str, removed: str, workers: str = "2") -> None:
    if find_spec("data_juicer") is None:
        sys.exit(3)
    files = sorted(Path(folder).glob("*.jsonl"))
    with tempfile.TemporaryDirectory() as out:
        merged = Path(out) / "all.jsonl"
        merged.write_text("".join(f.read_text().rstrip("\n") + "\n" for f in files))
        recipe = Path(out) / "recipe.yaml"
        recipe.write_text(
            f"project_name: peer\ndataset_path: {merged}\nexport_path: {out}/out.jsonl\nnp: {workers}\n"
            "use_cache: false\nopen_tracer: false\nprocess:\n  - document_minhash_deduplicator:\n"
        )
        command = [str(Path(sys.executable).parent / "dj-process"), "--config", str(recipe)]
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=out)
        seconds = time.perf_counter() - started
        kept = {json.loads(x)["id"] for x in Path(f"{out}/out.jsonl").read_text().splitlines()}
    ids = [json.loads(x)["id"] for f in files for x in f.open()]
    ids = [i for i in ids if i not in kept]
    Path(removed).write_text(json.dumps(ids))
    print(json.dumps({"seconds": seconds, "remark": f"{len(ids):,} removed"}))


if __name__ == "__main__":
    main(*sys.argv[1:])
