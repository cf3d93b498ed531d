"""`python -m scripts.figures [PAGE ...]`: run the commands behind the tables of docs/ again; exit 1 where a
page says otherwise.

A table between `<!-- figures: COMMAND -->` and `<!-- /figures -->` is what the command prints. Numbers may
differ by SLACK, other text may not. Commands need the real text of MALMOI_CORPUS.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
_BLOCK = re.compile(r"<!-- figures: (.+?) -->\n+(.*?)\n+<!-- /figures -->", re.S)
_NUMBER = re.compile(r"-?\d[\d,]*\.?\d*|-?\.\d+")
# Share of a number, and absolute difference, by which a figure may differ.
SLACK, LEAST = 0.02, 0.005

Rows = list[list[str]]


@dataclass(frozen=True)
class Table:
    """A table of a page, and the command that prints it."""

    page: Path
    command: str
    rows: Rows


def tables(page: Path) -> Iterator[Table]:
    """The marked tables of a page."""
    for command, text in _BLOCK.findall(page.read_text(encoding="utf-8")):
        yield Table(page, command, rows_of(text))


def rows_of(text: str) -> Rows:
    """The cells of the Markdown table in a text, without emphasis; [] without a table."""
    lines = [line.strip() for line in text.splitlines() if line.strip().startswith("|")]
    cells = ([c.strip().strip("*") for c in line.strip("|").split("|")] for line in lines)
    return [row for row in cells if not all(set(c) <= set("-: ") for c in row)]


def differences(stated: Rows, printed: Rows) -> list[str]:
    """A line for each cell that differs by more than the slack."""
    if len(stated) != len(printed):
        return [f"{len(stated)} rows, and the command prints {len(printed)}"]
    found = []
    for old, new in zip(stated, printed, strict=True):
        if len(old) != len(new):
            found.append(f"{old[0]}: {len(old)} columns, and the command prints {len(new)}")
            continue
        found += [
            f"{old[0]}: {a or '(empty)'}, and the command prints {b or '(empty)'}"
            for a, b in zip(old, new, strict=True)
            if not _agree(a, b)
        ]
    return found


def _agree(stated: str, printed: str) -> bool:
    if _NUMBER.sub("#", stated) != _NUMBER.sub("#", printed):
        return False
    pairs = zip(_numbers(stated), _numbers(printed), strict=True)
    return all(abs(a - b) <= max(LEAST, SLACK * abs(a)) for a, b in pairs)


def _numbers(cell: str) -> list[float]:
    return [float(n.replace(",", "")) for n in _NUMBER.findall(cell)]


def printed_by(command: str) -> Rows:
    """The table that a command prints. Raises RuntimeError with the last line of its errors if it fails."""
    words = [sys.executable if w == "python" else w for w in shlex.split(command)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["no message"])[-1])
    return rows_of(done.stdout)


def main(names: list[str]) -> int:
    """Check the named pages, or all; returns the number of tables that differ."""
    wrong = 0
    pages = [DOCS / name for name in names] or sorted(DOCS.rglob("*.md"))
    for table in (t for page in pages for t in tables(page)):
        found = differences(table.rows, printed_by(table.command))
        wrong += bool(found)
        print(f"{table.page.name}: {table.command}: {'differs' if found else 'as stated'}")
        for line in found:
            print(f"  {line}")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
