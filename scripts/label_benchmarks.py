"""Passages of public benchmarks, so that no text of the labelling sample comes from one."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xxhash

from scripts.label_text import json_lines

FOLDERS = ("benchmarks", "wide/benchmarks")
WORDS = 8
"""Words of a passage. A shorter text is compared as a whole, from FEWEST words on."""
FEWEST = 3
# A name in KLUE's sentences: <forms:TAG>.
NAME = re.compile(r"<([^<>:]*):[A-Z]{2}>")


class Benchmarks:
    """Hashes of all passages of WORDS words."""

    def __init__(self, passages: set[int]) -> None:
        self.passages = passages

    @classmethod
    def read(cls, corpus: Path) -> "Benchmarks":
        """The benchmarks below a folder of real text."""
        files = [f for name in FOLDERS for f in sorted((corpus / name).rglob("*")) if f.is_file()]
        return cls({p for file in files for text in strings(file) for p in passages(text)})

    def contain(self, text: str) -> bool:
        """True if a passage of the text is a benchmark's."""
        return any(passage in self.passages for passage in passages(text))


def passages(text: str) -> Iterator[int]:
    """Hashes of all passages of a text, in lower case and without marks around words."""
    words = [w for w in (word.strip(".,!?\"'()[]{}") for word in text.lower().split()) if w]
    if FEWEST <= len(words) < WORDS:
        yield _hash(words)
    for i in range(len(words) - WORDS + 1):
        yield _hash(words[i : i + WORDS])


def _hash(words: list[str]) -> int:
    return xxhash.xxh3_64_intdigest(" ".join(words).encode("utf-8", "surrogatepass"))


def strings(file: Path) -> Iterator[str]:
    """All strings of a JSON or JSON lines file, or all fields of another text file."""
    if file.suffix == ".json":
        yield from _strings(json.loads(file.read_text("utf-8")))
    elif file.suffix in (".jsonl", ".zst"):
        for line in json_lines(file):
            yield from _strings(json.loads(line))
    elif file.suffix == ".tsv":
        for line in file.read_text("utf-8").splitlines():
            yield from NAME.sub(r"\1", line).split("\t")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)
