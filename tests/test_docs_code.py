"""The code of the documentation runs, and prints what the pages say.

In a page of docs/howto, `<!-- file: NAME -->` in front of a fenced block writes it to NAME in a scratch folder
of the page, and `<!-- run -->` runs the commands of a console block there, in order. Every line of output that
the block shows must be in the output of its command; `...` stands for lines, or parts of a line, left out.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

TOP = Path(__file__).parents[1]
BLOCK = re.compile(r"^<!-- (file: (?P<name>\S+)|run) -->\n+```\w*\n(?P<body>.*?)^```", re.M | re.S)
PROGRAMS = {
    "malmoi": [sys.executable, "-c", "from pipeline.cli import main; main()"],
    "python": [sys.executable],
    "pytest": [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
}


class Command(NamedTuple):
    """A command of a console block, and the output that the page shows."""

    words: list[str]
    shown: list[str]


def commands(block: str) -> Iterator[Command]:
    """The commands of a console block: lines that begin with `$ `, each with the lines below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        first, *shown = part.splitlines()
        yield Command(shlex.split(first), [line.strip() for line in shown if line.strip()])


def missing(shown: list[str], output: str) -> list[str]:
    """Lines that a page shows and a command has not printed."""
    printed = " ".join(output.split())
    absent = []
    for line in shown:
        parts = [" ".join(part.split()) for part in line.split("...")]
        if not all(part in printed for part in parts):
            absent.append(line)
    return absent


def run(command: Command, folder: Path) -> str:
    """What a command prints in a folder."""
    program, *arguments = command.words
    done = subprocess.run(
        [*PROGRAMS[program], *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(TOP), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


PAGES = [p for p in sorted((TOP / "docs").rglob("*.md")) if "<!-- run -->" in p.read_text("utf-8")]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_code_of_the_page_prints_what_it_shows(page: Path, tmp_path: Path) -> None:
    ran = 0
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if name := block["name"]:
            target = tmp_path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block["body"], encoding="utf-8")
            continue
        for command in commands(block["body"]):
            output = run(command, tmp_path)
            if os.environ.get("MALMOI_SHOW"):
                print(f"$ {shlex.join(command.words)}\n{output}")
            assert missing(command.shown, output) == [], f"{command.words} printed:\n{output}"
            ran += 1
    assert ran


def test_page_of_stages_is_among_them() -> None:
    assert "stages" in {page.stem for page in PAGES}


@pytest.mark.parametrize(
    ("line", "absent"), [("a b", False), ("a  b ... d", False), ("b a", True), ("...", False)]
)
def test_shown_line_is_searched_in_the_output(line: str, absent: bool) -> None:
    assert bool(missing([line], "a b\nc d\n")) == absent
