"""Byte-level BPE by another trainer: `bpe_train.py TOOL TEXTS.jsonl VOCAB_SIZE SPLITTER OUT WORKERS`.

`tokenizers` prints a hash of its merges, in the characters of byte-level BPE."""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson


def texts(path: str) -> Iterator[str]:
    with open(path, "rb") as lines:
        for line in lines:
            yield orjson.loads(line)["text"]


def gigatoken(path: str, vocab_size: int, splitter: str, out: str) -> dict[str, Any]:
    """Its splitter is that of GPT-2; SPLITTER does not apply."""
    from gigatoken import JsonlFileSource, train_bpe

    _, merges = train_bpe(JsonlFileSource([path]), vocab_size, [])
    Path(out).write_text(repr(merges))
    return {"remark": f"{len(merges):,} merges"}


def rustbpe(path: str, vocab_size: int, splitter: str, out: str) -> dict[str, Any]:
    from rustbpe import Tokenizer

    tokenizer = Tokenizer()
    tokenizer.train_from_iterator(texts(path), vocab_size, pattern=splitter)
    ranks = tokenizer.get_mergeable_ranks()
    Path(out).write_text(repr(ranks))
    return {"remark": f"{len(ranks) - 256:,} merges"}


def tokenizers(path: str, vocab_size: int, splitter: str, out: str) -> dict[str, Any]:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    steps = [
        pre_tokenizers.Split(Regex(splitter), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ]
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(steps)
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        min_frequency=2,
        show_progress=False,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
    )
    tokenizer.train_from_iterator(texts(path), trainer)
    tokenizer.save(out)
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    spelled = json.dumps(merges, ensure_ascii=False).encode()
    remark = f"{len(merges):,} merges"
    return {"results": {"merges": hashlib.sha256(spelled).hexdigest()}, "remark": remark}


def main(tool: str, path: str, vocab_size: str, splitter: str, out: str, workers: str) -> None:
    made = globals()[tool](path, int(vocab_size), splitter, out)
    # gigatoken prints its progress to the same stream
    print("\n" + json.dumps(made))


main(*sys.argv[1:])
