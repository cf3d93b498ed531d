"""The texts of the demo: 40 Korean and 40 English documents written for it, and lines for its planted
records."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Text:
    """One original document."""

    lang: str
    genre: str
    title: str
    body: str

    @cached_property
    def pieces(self) -> list[str]:
        """The parts that new documents are composed of: sentences, or blocks of code and prose."""
        if self.genre == "code":
            return _blocks(self.body)
        return [s for line in self.body.split("\n") for s in re.split(r"(?<=[.?!])\s+", line) if s]


def _blocks(body: str) -> list[str]:
    """The paragraphs of a document with code; each function of a fenced block gets its own fence."""
    blocks = []
    for part in re.split(r"\n*(```.*?```)\n*", body, flags=re.DOTALL):
        if part.startswith("```"):
            fence, code = part.removesuffix("```").split("\n", 1)
            blocks += [
                f"{fence}\n{piece.strip()}\n```"
                for piece in re.split(r"\n\n+(?=\S)", code)
                if piece.strip()
            ]
        elif part.strip():
            blocks.append(part)
    return blocks


def originals() -> list[Text]:
    """The 80 original documents, by file name and position."""
    texts = []
    for path in sorted(FOLDER.glob("[ek][no]_*.txt")):
        for head, body in _sections(path):
            genre, title = head.split(" | ")
            texts.append(Text(path.name[:2], genre, title, body))
    return texts


def lines(name: str) -> dict[str, list[str]]:
    """Section -> its lines, for a file such as foreign.txt (`name` without ending)."""
    return {head: body.split("\n") for head, body in _sections(FOLDER / f"{name}.txt")}


def _sections(path: Path) -> Iterator[tuple[str, str]]:
    for section in path.read_text(encoding="utf-8").split("=== ")[1:]:
        head, body = section.split("\n", 1)
        yield head.strip(), body.strip()
