"""`malmoi init`: a recipe of one's own, begun from a shipped one."""

import shlex
import shutil
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import shipped
from pipeline.cli.output import say
from pipeline.core.errors import RecipeError

app = typer.Typer()


def _complete_name(incomplete: str) -> list[str]:
    return [name for name in shipped.names() if name.startswith(incomplete)]


@app.command()
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder for the recipe.", show_default=False)
    ],
    recipe: Annotated[
        str,
        typer.Option(
            "--recipe",
            help="The shipped recipe: start, demo, ko_en, ..., classifiers/quality_ko, ...",
            autocompletion=_complete_name,
        ),
    ] = "start",
) -> None:
    """Copy a shipped recipe into a folder, as the beginning of your own."""
    source = shipped.path(recipe)
    target = folder / source.name
    if target.exists():
        raise RecipeError(f"{target} exists; give another folder, or remove it first")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise RecipeError(f"{folder} is a file; give a folder") from None
    shutil.copyfile(source, target)
    say(f"recipe: {target}")
    say(f"next:   change its sources, then {_next(recipe, target)}")


def _next(recipe: str, target: Path) -> str:
    written = shlex.quote(str(target))
    if recipe.startswith("classifiers/"):
        model = shlex.quote(str(target.with_suffix("")))
        return f"malmoi classifier train {written} --to {model}"
    return f"malmoi plan {written}"
