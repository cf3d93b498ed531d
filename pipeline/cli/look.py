"""`malmoi look`: what files are and hold, and a recipe that runs on them."""

import json
import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.output import say
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
) -> None:
    """Print what files are and hold, by a sample of a few seconds, and write a recipe that runs on them."""
    if not no_recipe and to.exists():
        raise RecipeError(f"{to} exists; give another file with --to, or --no-recipe")
    if not no_recipe and not to.parent.is_dir():
        raise RecipeError(
            f"{to.parent}: no such folder; make it first: mkdir -p {shlex.quote(str(to.parent))}"
        )
    from pipeline.look import page
    from pipeline.look.look import look as looked
    from pipeline.look.written import recipe_text

    found = looked(paths, lambda line: print(f"malmoi: {line}", file=sys.stderr))
    text = recipe_text(found, to.parent)
    if text is not None and not no_recipe:
        with to.open("x", encoding="utf-8") as file:
            file.write(text)
    if as_json:
        print(json.dumps(found.findings.as_json(), ensure_ascii=False))
    else:
        for line in page.lines(found.findings):
            say(line)
    if text is None:
        print("malmoi: no recipe: no document came out of these files", file=sys.stderr)
        raise typer.Exit(1)
    if not (no_recipe or as_json):
        say(f"\nrecipe: {to}")
        say(f"next:   malmoi run {shlex.quote(str(to))}")
