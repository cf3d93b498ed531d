"""Texts on which Malmoi and other trainers count the same words."""

import re
from pathlib import Path
from typing import Any

import orjson

from benchmarks.copies import Text
from pipeline.core.corpus import Corpus
from pipeline.kernels.words import MAX_BYTES
from pipeline.kernels.words.reference import split
from pipeline.stages.tokenizer.stage import Tokenizer
from pipeline.stages.tokenizer.words import is_held_out

# A word of more than MAX_BYTES has at least this many characters, all of them white space or none.
_SUSPECT = re.compile(rf"\S{{{MAX_BYTES // 4},}}|\s{{{MAX_BYTES // 4},}}")


# More bytes than any text here has: all of it is counted.
_ALL = 1 << 50


def fields(vocab_size: int) -> dict[str, Any]:
    """The stage tokenizer that counts every word of all texts once and cuts none at morphemes."""
    return {
        "vocab_size": vocab_size,
        "morphemes": "none",
        "sample": {"*": 1.0},
        "max_epochs": 1,
        "max_bytes": _ALL,
    }


def without_long_words(texts: list[Text]) -> list[Text]:
    """The texts without a word above MAX_BYTES, which Malmoi alone leaves uncounted."""
    return [t for t in texts if not _SUSPECT.search(t.text) or not _has_long_word(t.text)]


def _has_long_word(text: str) -> bool:
    return any(len(word.encode()) > MAX_BYTES for word in split(text))


def write_lines(root: Path, to: Path, training: bool) -> None:
    """Write the documents of a root as JSON lines: all, or those that the stage tokenizer, with its defaults,
    trains on."""
    stage, documents = Tokenizer(), Corpus.open(str(root)).documents
    with to.open("wb") as file:
        for shard in range(documents.num_shards):
            table = documents.read(shard, ["id", "text"])
            held_out = is_held_out(table.column("id"), stage.held_out, stage.seed)
            for text, is_left_out in zip(table["text"].to_pylist(), held_out, strict=True):
                if not (training and is_left_out):
                    file.write(orjson.dumps({"text": text}) + b"\n")
