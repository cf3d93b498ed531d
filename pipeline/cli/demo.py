"""`malmoi demo`: the main job on the embedded sample."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import front, shipped
from pipeline.cli.options import AsJson, ExecutorOption, Quiet
from pipeline.cli.output import Told

app = typer.Typer()


@app.command()
def demo(
    recipe: Annotated[
        Path | None,
        typer.Option("--recipe", help="A recipe other than the shipped one.", show_default=False),
    ] = None,
    root: Annotated[str, typer.Option("--root", help="Output folder.")] = "out/demo",
    executor: ExecutorOption = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Make the embedded sample, run the main job on it, and print planted against found.

    Exits with 1 if a record is unaccounted for, or a kind is found less often than promised.
    """
    from pipeline import demo as demonstration

    path = recipe or shipped.path("demo")
    told = Told(as_json, quiet)
    demonstration.main(
        path,
        root,
        executor,
        told.console,
        bounded=recipe is None,
        prepare=front.prepare,
        tell=told.value,
    )
