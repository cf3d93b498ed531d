"""What commands print on standard output."""

from rich.console import Console

from pipeline.core.printable import printable

console = Console()
said: list[str] = []  # the lines of this process


def say(line: str) -> None:
    """Print one line as it is: without markup or colours, and not wrapped; control characters
    as escapes."""
    said.append(printable(line))
    console.print(said[-1], highlight=False, markup=False, soft_wrap=True)
