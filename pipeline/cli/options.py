"""Arguments and options that several commands share."""

import os
from pathlib import Path
from typing import Annotated

import typer

from pipeline.core.errors import RecipeError

RecipePath = Annotated[
    Path, typer.Argument(help="A recipe, such as one copied by `malmoi init`.", show_default=False)
]


def _from_home(root: str) -> str:
    """A root with `~` as the home folder, which a shell leaves alone inside quotes. Raises RecipeError for a
    file, such as the recipe."""
    root = root if "://" in root else os.path.expanduser(root)
    if os.path.isfile(root):
        raise RecipeError(f"{root} is a file, not a root; give the folder that its run wrote")
    return root


Root = Annotated[
    str,
    typer.Argument(
        help="The output folder of a run.", show_default=False, metavar="ROOT", parser=_from_home
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
RootOption = Annotated[
    str | None, typer.Option("--root", help="Output folder or address instead of the recipe's.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="Override a field: stage.field=value. May be given again."),
]
Address = Annotated[
    str | None,
    typer.Option("--address", help="Ray cluster to use instead of processes of this machine."),
]
ExecutorOption = Annotated[str | None, typer.Option("--executor", help="auto, ray or local.")]
Workers = Annotated[int | None, typer.Option("--workers", help="Units that run at the same time.")]
Replace = Annotated[
    bool, typer.Option("--replace", help="Make anew what other fields or inputs had made.")
]
