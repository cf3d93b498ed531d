"""Texts to a file of token ids: `encode.py TOOL TEXTS.jsonl TOKENIZER OUT WORKERS`.

Special tokens in a text are plain text. Prints how many ids there are, and their sum weighed by id."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import orjson

BATCH = 1000


def batches(path: str) -> Iterator[list[str]]:
    batch = []
    with open(path, "rb") as lines:
        for line in lines:
            batch.append(orjson.loads(line)["text"])
            if len(batch) == BATCH:
                yield batch
                batch = []
    yield batch


def gigatoken(path: str, model: bytes) -> Iterator[np.ndarray]:
    from gigatoken import JsonlFileSource, Tokenizer

    encoded = Tokenizer.from_json(model).encode_files(JsonlFileSource([path]))
    yield encoded.layout.content.data.view(np.int32)


def tokenizers(path: str, model: bytes) -> Iterator[np.ndarray]:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(model.decode())
    for batch in batches(path):
        for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
            yield np.array(encoding.ids, np.int32)


def main(tool: str, path: str, tokenizer: str, out: str, workers: str) -> None:
    whole = orjson.loads(Path(tokenizer).read_bytes())
    whole["added_tokens"] = [t for t in whole["added_tokens"] if not t["special"]]
    count = weighed = 0
    with open(out, "wb") as to:
        for ids in globals()[tool](path, orjson.dumps(whole)):
            to.write(ids.tobytes())
            count += len(ids)
            weighed += int(((ids.astype(np.int64) + 1) ** 2).sum())
    made: dict[str, Any] = {"remark": f"{count:,} tokens"}
    # gigatoken's tables of NFC are newer: its tokens need not agree
    if tool == "tokenizers":
        made["results"] = {"tokens": count, "tokens weighed by id": weighed}
    print("\n" + json.dumps(made))


main(*sys.argv[1:])
