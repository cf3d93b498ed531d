"""`python -m benchmarks.curated ROOT --to KEPT.jsonl`: datatrove's curation of the texts of a root.

The texts are those before scrub; KEPT.jsonl is an arm of files for `malmoi effect`. docs/effect.md has the
comparison.
"""

import argparse
import json
import tempfile
from pathlib import Path

from benchmarks import peers
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset

COLUMNS = ["id", "text", "lang"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root")
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args()
    store = Corpus.open(given.root).documents.store
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.jsonl"
        num = write_raw(Dataset(store, "ingest/documents"), texts)
        told = peers.run("datatrove_curate", str(texts), str(given.to.resolve()))
    if told is None:
        raise SystemExit("datatrove is absent: python -m benchmarks.peers install datatrove")
    print(json.dumps({"documents": num, **told}, ensure_ascii=False))


def write_raw(documents: Dataset, path: Path) -> int:
    """Lines of the texts before scrub; their number."""
    num = 0
    with path.open("w", encoding="utf-8") as lines:
        for shard in range(documents.num_shards):
            for row in documents.read(shard, COLUMNS).to_pylist():
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
                num += 1
    return num


if __name__ == "__main__":
    main()
