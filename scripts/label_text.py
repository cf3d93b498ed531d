"""Read the sources of the labelling sample, and describe their texts: windows, length, register."""

import csv
import hashlib
import heapq
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import xxhash
import zstandard

from scripts.label_sources import Source

WINDOW = 1600
"""Most characters of a labelled text."""
ROOM = 2000
"""Characters of a document for each of its windows: more than WINDOW, so that a paragraph begins in time."""
SLACK = 200
"""Most characters that a window gives up to end at white space."""
MIN_CHARACTERS = 2
LENGTH_BINS = (25, 50, 100, 200, 400, 800, 1600)
"""Upper bounds of the length bins: each is twice the one before."""
HELD_OUT = ("test", "dev", "valid", "validation")
"""Values of a column `split` whose rows are somebody's evaluation set."""
WINDOW_BITS = 2**31
SENTENCE = re.compile(r"[^.!?~…\n]+")
# Endings of Korean sentences by speech level; the first that matches counts.
ENDINGS = {
    "hapsyo": re.compile(r"(니다|니까|십시오|시오|읍시다)\W*$"),
    "haeyo": re.compile(r"[가-힣]요\W*$"),
    "written": re.compile(r"([가-힣]다|[음함임됨])\W*$"),
    "hae": re.compile(r"(어|아|해|지|야|네|냐|니|자|래|걸|게|데|라|[ㅋㅎㅠㅜ]+)\W*$"),
}


class SampleError(Exception):
    """A source cannot be read; the text names the file and what to do."""


@dataclass(frozen=True)
class Row:
    """A document of a source."""

    id: str
    text: str
    group: str
    """Value of the column `by` of the source; empty without one."""


@dataclass(frozen=True)
class Window:
    """A part of a document: `text[begin:end]`, in characters."""

    row: Row
    begin: int
    end: int

    @property
    def text(self) -> str:
        return self.row.text[self.begin : self.end]


def text_hash(text: str) -> str:
    """xxh3 of a text, 16 hexadecimal digits."""
    return xxhash.xxh3_64_hexdigest(text.encode("utf-8", "surrogatepass"))


def pool(source: Source, corpus: Path, size: int) -> list[Row]:
    """The `size` documents of a source whose hashes are smallest.

    Raises SampleError if the file is missing or lacks the column of the text."""
    return heapq.nsmallest(size, rows(source, corpus), key=lambda row: text_hash(row.text))


def rows(source: Source, corpus: Path) -> Iterator[Row]:
    """The documents of a source that are not of somebody's evaluation split."""
    path = corpus / source.path
    if not path.exists():
        raise SampleError(f"{path} is missing; MALMOI_CORPUS is the folder that holds it")
    for number, record in enumerate(records(path)):
        text = record.get(source.field)
        if not isinstance(text, str):
            raise SampleError(f"{path}: record {number} has no text in the column {source.field!r}")
        if record.get("split") in HELD_OUT or len(text.strip()) < MIN_CHARACTERS:
            continue
        name = record.get("id") or record.get("file") or number
        group = str(record.get(source.by)) if source.by else ""
        yield Row(str(name), text, group)


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a folder of Markdown, or of a .jsonl, .jsonl.zst, .parquet, .csv or .tsv file."""
    if path.is_dir():
        for file in sorted(path.rglob("*.md")):
            yield {"id": file.relative_to(path).as_posix(), "text": file.read_text("utf-8")}
    elif path.suffix == ".parquet":
        for batch in pq.ParquetFile(path).iter_batches():
            yield from batch.to_pylist()
    elif path.suffix in (".csv", ".tsv"):
        data = path.read_bytes()
        lines = io.StringIO(_decoded(data), newline="")
        yield from csv.DictReader(lines, dialect="excel-tab" if path.suffix == ".tsv" else "excel")
    else:
        yield from map(json.loads, json_lines(path))


def json_lines(path: Path) -> Iterator[str]:
    """The lines of a .jsonl or .jsonl.zst file."""
    with path.open("rb") as file:
        reader = zstandard.ZstdDecompressor(max_window_size=WINDOW_BITS)
        stream = reader.stream_reader(file) if path.suffix == ".zst" else file
        yield from io.TextIOWrapper(stream, encoding="utf-8", newline="\n")


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def windows(row: Row, most: int) -> list[Window]:
    """Up to `most` windows of a document that do not overlap, each beginning at a paragraph.

    A document of at most WINDOW characters is one window. Of a longer one, each equal part gives the window
    whose beginning has the smallest hash among the paragraphs that leave room for it."""
    text = row.text
    if len(text.strip()) <= WINDOW:
        return [_trimmed(row, 0, len(text))]
    starts = paragraph_starts(text)
    step = len(text) // max(1, min(most, len(text) // ROOM))
    chosen = []
    for low in range(0, len(text) - step + 1, step):
        inside = [s for s in starts if low <= s <= low + step - WINDOW]
        if inside:
            begin = min(inside, key=lambda s: _draw(f"{low}:{s}:{text_hash(text)}"))
            chosen.append(_trimmed(row, begin, _end(text, begin)))
    return [w for w in chosen if w.end - w.begin >= MIN_CHARACTERS]


def paragraph_starts(text: str) -> list[int]:
    """Where paragraphs begin, in characters: after an empty line, or after a line if no line is empty."""
    for pattern in (r"\n[ \t]*\n\s*", r"\n\s*"):
        starts = [0, *(m.end() for m in re.finditer(pattern, text))]
        if len(starts) > 1:
            return [s for s in starts if s < len(text)]
    return [0]


def _end(text: str, begin: int) -> int:
    """End of the window at `begin`: after WINDOW characters, or at white space not far before."""
    end = min(begin + WINDOW, len(text))
    if end == len(text):
        return end
    for mark in ("\n", " "):
        at = text.rfind(mark, end - SLACK, end)
        if at > 0:
            return at
    return end


def _trimmed(row: Row, begin: int, end: int) -> Window:
    part = row.text[begin:end]
    begin += len(part) - len(part.lstrip())
    return Window(row, begin, begin + len(part.strip()))


def _draw(key: str) -> str:
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


def length_bin(text: str) -> str:
    """The upper bound of the bin of a text's length, in characters."""
    return str(next((bound for bound in LENGTH_BINS if len(text) <= bound), LENGTH_BINS[-1]))


def language(text: str) -> str:
    """`ko` if a fifth of the letters are Hangul, `en` otherwise."""
    letters = [c for c in text if c.isalpha()]
    hangul = sum("가" <= c <= "힣" or "ㄱ" <= c <= "ㅣ" for c in letters)
    return "ko" if letters and hangul >= 0.2 * len(letters) else "en"


def register(text: str) -> str:
    """The speech level of most sentences of a Korean text; `mixed` below 70 %, `none` without an ending."""
    levels = [level for s in SENTENCE.findall(text) if (level := _level(s.strip()))]
    if not levels:
        return "none"
    best = max(sorted(set(levels)), key=levels.count)
    return best if levels.count(best) >= 0.7 * len(levels) else "mixed"


def _level(sentence: str) -> str | None:
    return next((name for name, ending in ENDINGS.items() if ending.search(sentence)), None)
