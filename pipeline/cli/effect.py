"""`malmoi effect`: what arms of a finished root are worth."""

import json
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import AsJson, Quiet, Root
from pipeline.cli.output import Told
from pipeline.core.errors import RecipeError

app = typer.Typer()


@app.command()
def effect(
    root: Root,
    recipe: Annotated[
        Path,
        typer.Option("--recipe", help="The arms and the held-out text, .yaml.", show_default=False),
    ],
    to: Annotated[
        Path | None,
        typer.Option("--to", help="The folder of the result; default: effect in the root."),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the page, en or ko.")] = "en",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Compare arms of a root by models that are trained on each: bits per byte of held-out text."""
    from pipeline.core.progress import Silent
    from pipeline.core.store import Store
    from pipeline.effect import compare, page, tables
    from pipeline.effect.recipe import read
    from pipeline.progress import TerminalProgress
    from pipeline.report.page.words import language

    written_in = language(lang)
    told = Told(as_json, quiet)
    asked, store = read(recipe), Store(root)
    if to is None and not store.local:
        raise RecipeError(f"{root}: give a folder of this machine for the result: --to DIR")
    home = to or Path(store.at("effect"))
    progress = TerminalProgress() if told.in_lines else Silent()
    result = compare.compare(asked, root, str(home), progress)
    (home / "result.json").write_text(
        json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    (home / "report.html").write_text(page.page(result, written_in), encoding="utf-8")
    told.value(result)
    for line in tables.lines(result):
        told.print(line)
    told.say(f"report: {home / 'report.html'}")
