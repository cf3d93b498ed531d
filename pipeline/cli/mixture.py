"""`malmoi mixture`: which shares of the buckets of a root are best for held-out text."""

import json
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import AsJson, Quiet, Root
from pipeline.cli.output import Told
from pipeline.core.errors import RecipeError

app = typer.Typer()


@app.command()
def mixture(
    root: Root,
    recipe: Annotated[
        Path,
        typer.Option(
            "--recipe", help="The buckets and the held-out text, .yaml.", show_default=False
        ),
    ],
    to: Annotated[
        Path | None,
        typer.Option("--to", help="The folder of the result; default: mixture in the root."),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Search the mixture of a root's buckets that is best for held-out text, by models of drawn mixtures."""
    from pipeline.core.progress import Silent
    from pipeline.core.store import Store
    from pipeline.effect import tables
    from pipeline.effect.search.recipe import read
    from pipeline.effect.search.run import search
    from pipeline.progress import TerminalProgress

    told = Told(as_json, quiet)
    asked, store = read(recipe), Store(root)
    if to is None and not store.local:
        raise RecipeError(f"{root}: give a folder of this machine for the result: --to DIR")
    home = to or Path(store.at("mixture"))
    result = search(asked, root, str(home), TerminalProgress() if told.in_lines else Silent())
    (home / "result.json").write_text(
        json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    told.value(result)
    for line in tables.mixture(result):
        told.print(line)
    for line in tables.weights(result, asked.buckets):
        told.say(line)
