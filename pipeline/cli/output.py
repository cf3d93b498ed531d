"""What commands print on standard output."""

import json
from pathlib import Path
from typing import Any

from rich.console import Console

from pipeline.core.errors import RecipeError
from pipeline.core.printable import printable


class _Console(Console):
    """A console whose reader may have enough: `malmoi show ROOT | head` ends without an error."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


console = _Console()
_recorded: list[list[str]] = []


def record() -> list[str]:
    """A list that gets every line printed from now on."""
    _recorded.append([])
    return _recorded[-1]


def say(line: str) -> None:
    """Print one line as it is: without markup or colours, and not wrapped; control characters
    as escapes."""
    shown = printable(line)
    for lines in _recorded:
        lines.append(shown)
    console.print(shown, highlight=False, markup=False, soft_wrap=True)


class Told:
    """What a command that acts tells: lines by default, one JSON value with --json, nothing with --quiet."""

    def __init__(self, as_json: bool, quiet: bool) -> None:
        if as_json and quiet:
            raise RecipeError("give --json or --quiet, not both")
        self.as_json = as_json
        self.in_lines = not (as_json or quiet)
        self.console = console if self.in_lines else _Console(quiet=True)

    def say(self, line: str) -> None:
        """Print a line for people."""
        if self.in_lines:
            say(line)

    def print(self, table: Any) -> None:
        """Print a table for people."""
        self.console.print(table)

    def value(self, value: Any) -> None:
        """Print the value for programs."""
        if self.as_json:
            say(json.dumps(value, ensure_ascii=False, default=str))


def write_new(path: Path, text: str, mend: str) -> None:
    """Write a file that is not there yet. Raises RecipeError, which ends in `mend`, where that cannot be."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise RecipeError(f"{path}: cannot be written ({error.strerror}); {mend}") from None


def make_folder(path: Path, option: str) -> None:
    """Make a folder for new files. Raises RecipeError, which names the option, where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecipeError(
            f"{option}: {error.strerror}; name a place in a folder that you may write to"
        ) from None
