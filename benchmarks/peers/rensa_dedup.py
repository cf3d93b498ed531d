"""rensa as its README has it: shingles in Python, then RMinHashDeduplicator (LSH, estimate >= .8)."""

import json
import sys
import time
from pathlib import Path

from rensa import RMinHashDeduplicator


def shingles(text: str) -> list[str]:
    words = text.lower().split()
    return [" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))]


def main(folder: str, removed: str, workers: str = "2") -> None:
    started = time.perf_counter()
    rows = [json.loads(x) for f in sorted(Path(folder).glob("*.jsonl")) for x in f.open()]
    dedup = RMinHashDeduplicator(threshold=0.8, num_perm=128, use_lsh=True)
    keep = dedup.add_pairs((str(i), shingles(r["text"])) for i, r in enumerate(rows))
    with open(removed + ".kept", "w") as out:
        out.writelines(json.dumps(r) + "\n" for r, k in zip(rows, keep, strict=True) if k)
    seconds = time.perf_counter() - started
    gone = [r["id"] for r, k in zip(rows, keep, strict=True) if not k]
    Path(removed).write_text(json.dumps(gone))
    print(json.dumps({"seconds": seconds, "remark": f"{len(gone):,} removed"}))


main(*sys.argv[1:])
