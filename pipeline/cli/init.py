"""`malmoi init`: a recipe of one's own, begun from a shipped one."""

import shlex
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import shipped
from pipeline.cli.options import AsJson, Quiet
from pipeline.cli.output import Told, write_new
from pipeline.cli.template import next_lines, summary, text_for
from pipeline.core.errors import RecipeError

DEFAULT = "start"
# Likeness of a name to that of a template from which on it counts as misspelt.
LIKE = 0.75
ANOTHER = "give a folder that you may write to"

app = typer.Typer()


def _complete_name(incomplete: str) -> list[str]:
    return [name for name in shipped.names() if name.startswith(incomplete)]


def _list(told: Told) -> None:
    """Tell the shipped recipes, each with what it is for."""
    about = {name: summary(shipped.path(name)) for name in shipped.names()}
    told.value(about)
    for name, line in about.items():
        told.say(f"{name:<24}  {line}")


@app.command()
def init(
    template: Annotated[
        str | None,
        typer.Argument(
            metavar="TEMPLATE|DIR",
            help="A shipped recipe, or the folder for the recipe `start`.",
            show_default=False,
            autocompletion=_complete_name,
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="The folder for the recipe.", show_default=False),
    ] = None,
    recipe: Annotated[
        str | None,
        typer.Option(
            "--recipe",
            help="The shipped recipe, if the folder is given alone.",
            autocompletion=_complete_name,
        ),
    ] = None,
    listed: Annotated[
        bool,
        typer.Option("--list", help="List the shipped recipes."),
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Copy a shipped recipe into a folder, as the beginning of your own."""
    told = Told(as_json, quiet)
    if listed:
        _list(told)
        return
    if template is None:
        raise RecipeError("give a template, such as `malmoi init web_crawl DIR`; --list names them")
    chosen, target_folder = _chosen(template, folder, recipe)
    source = shipped.path(chosen)
    target = target_folder / source.name
    if target.exists():
        raise RecipeError(f"{target} exists; give another folder, or remove it first")
    text, folders = text_for(source, target_folder)
    try:
        for one in (target_folder, *folders):
            one.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise RecipeError(f"{error.filename} is a file; give a folder") from None
    except OSError as error:
        raise RecipeError(f"{error.filename}: {error.strerror}; {ANOTHER}") from None
    write_new(target, text, ANOTHER)
    told.value({"recipe": target, "template": chosen, "folders": folders})
    told.say(f"recipe: {target}")
    for line in next_lines(chosen, target, folders):
        told.say(line)


def _chosen(name: str, folder: Path | None, recipe: str | None) -> tuple[str, Path]:
    """(the shipped recipe, the folder for it). Raises RecipeError for a name that is neither."""
    if recipe is not None:
        if folder is not None:
            raise RecipeError(
                f"give the recipe once: malmoi init {recipe} {shlex.quote(str(folder))}"
            )
        return recipe, Path(name).expanduser()
    if name in shipped.names():
        return name, folder or Path()
    close = get_close_matches(name, shipped.names(), 1, LIKE)
    if folder is not None or (close and not Path(name).exists()):
        meant = f"; did you mean {close[0]}?" if close else ""
        raise RecipeError(
            f"no shipped recipe is called {name!r}{meant}\n  {', '.join(shipped.names())}\n"
            f"For a folder of that name: malmoi init start {shlex.quote(name)}"
        )
    return DEFAULT, Path(name).expanduser()
