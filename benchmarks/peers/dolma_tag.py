"""dolma's taggers by their functions, without its storage: `dolma_tag.py TAGGERS FOLDER OUT WORKERS`.

Writes a JSON line of spans for each document."""

import json
import logging
import sys
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import orjson

logging.disable(logging.CRITICAL)


def tag(names: str, out: str, path: Path) -> int:
    """The number of documents of a file."""
    import dolma.taggers
    from dolma.core.data_types import Document
    from dolma.core.registry import TaggerRegistry

    assert dolma.taggers
    taggers = [TaggerRegistry.get(name)() for name in names.split(",")]
    count = 0
    with path.open("rb") as lines, open(f"{out}.{path.name}", "wb") as to:
        for line in lines:
            row = orjson.loads(line)
            document = Document(source="", version="", id=row["id"], text=row["text"])
            spans = {}
            for name, tagger in zip(names.split(","), taggers, strict=True):
                found = tagger.predict(document).spans
                spans[name] = [(s.start, s.end, s.type, s.score) for s in found]
            to.write(orjson.dumps({"id": row["id"], "attributes": spans}) + b"\n")
            count += 1
    return count


def main(names: str, folder: str, out: str, workers: str) -> None:
    files, one = sorted(Path(folder).glob("*.jsonl")), partial(tag, names, out)
    if workers == "1":
        counts = list(map(one, files))
    else:
        with Pool(int(workers)) as pool:
            counts = pool.map(one, files, chunksize=1)
    print(json.dumps({"remark": f"{sum(counts):,} documents"}))


if __name__ == "__main__":
    main(*sys.argv[1:])
