"""`malmoi demo`: the main job on the embedded sample."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import front, shipped
from pipeline.cli.options import ExecutorOption
from pipeline.cli.output import console

app = typer.Typer()


@app.command()
def demo(
    recipe: Annotated[
        Path | None,
        typer.Option("--recipe", help="A recipe other than the shipped one.", show_default=False),
    ] = None,
    root: Annotated[str, typer.Option("--root", help="Output folder.")] = "out/demo",
    executor: ExecutorOption = None,
) -> None:
    """Make the embedded sample, run the main job on it, and print planted against found.

    Exits with 1 if a record is unaccounted for, or a kind is found less often than promised.
    """
    from pipeline import demo as demonstration

    path = recipe or shipped.path("demo")
    demonstration.main(path, root, executor, console, bounded=recipe is None, prepare=front.prepare)
