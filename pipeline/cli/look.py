"""`malmoi look`: what files are and hold, and a recipe that runs on them."""

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Quiet
from pipeline.cli.output import Told, write_new
from pipeline.core.errors import RecipeError

app = typer.Typer()


@app.command()
def look(
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, archives.", show_default=False)
    ],
    to: Annotated[Path, typer.Option("--to", help="The file to write the recipe to.")] = Path(
        "malmoi.yaml"
    ),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the findings as JSON, and nothing else.")
    ] = False,
    no_recipe: Annotated[bool, typer.Option("--no-recipe", help="Write no recipe.")] = False,
    quiet: Quiet = False,
) -> None:
    """Print what files are and hold, by a sample of a few seconds, and write a recipe that runs on them."""
    told = Told(as_json, quiet)
    if not no_recipe and to.exists():
        raise RecipeError(f"{to} exists; give another file with --to, or --no-recipe")
    if not no_recipe and not to.parent.is_dir():
        raise RecipeError(
            f"{to.parent}: no such folder; make it first: mkdir -p {shlex.quote(str(to.parent))}"
        )
    from pipeline.look import page
    from pipeline.look.look import look as looked
    from pipeline.look.written import recipe_text

    def note(line: str) -> None:
        if not quiet:
            print(f"malmoi: {line}", file=sys.stderr)

    found = looked(paths, note)
    text = recipe_text(found, to.parent)
    told.value(found.findings.as_json())
    if told.in_lines:
        for line in page.lines(found.findings):
            told.say(line)
    if text is None:
        print("malmoi: no recipe: no document came out of these files", file=sys.stderr)
        raise typer.Exit(1)
    if not no_recipe:
        write_new(to, text, "give --to FILE in a folder that you may write to, or --no-recipe")
        told.say(f"\nrecipe: {to}")
        told.say(f"next:   malmoi run {shlex.quote(str(to))}")
