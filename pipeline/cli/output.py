"""What commands print on standard output."""

from rich.console import Console

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
