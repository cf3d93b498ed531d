"""Tables and lines of Markdown with what people and data wrote: nothing of it is read as markup."""

import re
from collections.abc import Sequence

_MARKUP = re.compile(r"([\\`*_\[\]<>|#~&$])")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def plain(text: str) -> str:
    """A text on one line whose characters mean themselves."""
    return _MARKUP.sub(r"\\\1", _SPACE.sub(" ", text).strip())


def linked(text: str, url: str | None) -> str:
    """A text, as a link if there is an address of the web for it."""
    if not url or not re.fullmatch(r"https?://[^\s<>()\"]+", url):
        return plain(text)
    return f"[{plain(text)}](<{url}>)"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: int) -> str:
    """A table whose last `numbers` columns stand to the right. Cells are Markdown already."""
    marks = ["---"] * (len(heads) - numbers) + ["---:"] * numbers
    lines = [heads, marks, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def fenced(text: str, language: str) -> str:
    """A block of code; its fence is longer than any in the text."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"
