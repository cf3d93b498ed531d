"""What commands print on standard output."""

from rich.console import Console

from pipeline.core.printable import printable

console = Console()


def say(line: str) -> None:
    """Print one line as it is: without markup or colours, and not wrapped; control characters
    as escapes."""
    console.print(printable(line), highlight=False, markup=False, soft_wrap=True)
