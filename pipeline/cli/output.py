"""What commands print on standard output."""

from rich.console import Console

console = Console()


def say(line: str) -> None:
    """Print one line as it is: without markup or colours, and not wrapped."""
    console.print(line, highlight=False, markup=False, soft_wrap=True)
