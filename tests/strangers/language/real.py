"""Real documents whose language a person has decided; `real.json` holds their places and languages, never their texts."""

import io
import json
import os
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

import zstandard

LABELS = Path(__file__).with_name("real.json")
WINDOW = 1 << 28


@dataclass(frozen=True)
class Label:
    """The language of one document: a whole file, or the line (from 0) of a file of JSON lines."""

    file: str
    line: int | None
    digest: str
    language: str

    @property
    def place(self) -> str:
        return self.file if self.line is None else f"{self.file} line {self.line}"


def corpus() -> Path:
    """The folder of real text."""
    return Path(os.environ.get("MALMOI_CORPUS", "../shared/corpus")).resolve()


def digest(text: str) -> str:
    """A digest that shows whether a document is the one that was labelled."""
    return blake2b(text.encode(), digest_size=6).hexdigest()


def labels() -> list[Label]:
    """All labels, by file and line."""
    rows = json.loads(LABELS.read_text(encoding="utf-8"))
    return [Label(**row) for row in sorted(rows, key=lambda row: (row["file"], row["line"] or 0))]


def documents(folder: Path) -> list[tuple[Label, str]]:
    """All labels with their texts from the corpus in `folder`.

    Raises FileNotFoundError if a file is missing, and ValueError if a text is not the one that was labelled.
    """
    out: list[tuple[Label, str]] = []
    for file, group in groupby(labels(), key=lambda label: label.file):
        wanted = list(group)
        texts = _texts(folder / file, {label.line for label in wanted})
        out += [(label, texts[label.line]) for label in wanted]
    for label, text in out:
        if digest(text) != label.digest:
            raise ValueError(f"{label.place}: the text is not the one that was labelled")
    return out


def _texts(path: Path, lines: set[int | None]) -> dict[int | None, str]:
    if lines == {None}:
        return {None: path.read_text(encoding="utf-8")}
    with path.open("rb") as raw:
        stream = zstandard.ZstdDecompressor(max_window_size=WINDOW).stream_reader(raw)
        rows = enumerate(io.TextIOWrapper(stream, encoding="utf-8"))
        return {i: json.loads(row)["text"] for i, row in rows if i in lines}
