"""What commands print on standard output."""

from rich.console import Console

from pipeline.core.printable import printable


class _Console(Console):
    """A console whose reader may have enough: `malmoi show ROOT | head` ends without an error."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


console = _Console()
said: list[str] = []  # the lines of this process


def say(line: str) -> None:
    """Print one line as it is: without markup or colours, and not wrapped; control characters
    as escapes."""
    said.append(printable(line))
    console.print(said[-1], highlight=False, markup=False, soft_wrap=True)
