"""`malmoi calibrate`: thresholds from reference text."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import AsJson, Quiet, RecipePath, RootOption, Settings
from pipeline.cli.output import Told

app = typer.Typer()


@app.command()
def calibrate(
    recipe: RecipePath,
    reference: Annotated[
        list[str],
        typer.Option(
            "--reference", help="Source of good text. May be given again.", show_default=False
        ),
    ],
    to: Annotated[
        Path,
        typer.Option(
            "--to", help="The preset file, .yaml; a page lies beside it.", show_default=False
        ),
    ],
    rules: Annotated[
        str, typer.Option("--rules", help="Preset whose rules are fitted, or a file.")
    ] = "gopher",
    language: Annotated[str, typer.Option("--language", help="Language of the reference.")] = "ko",
    unit: Annotated[str, typer.Option("--unit", help="word, eojeol, morpheme or char.")] = "eojeol",
    method: Annotated[str, typer.Option("--method", help="tail, quantile or mean_std.")] = "tail",
    tail: Annotated[
        float, typer.Option("--tail", help="Share of the reference that each bound cuts.")
    ] = 0.01,
    like: Annotated[
        list[str] | None,
        typer.Option("--like", help="For quantile, mean_std: source in the preset's own language."),
    ] = None,
    root: RootOption = None,
    settings: Settings = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Fit the thresholds of a preset to a language and unit from reference text; draw histograms."""
    from pipeline import recipe as recipes
    from pipeline.calibrate import command

    told = Told(as_json, quiet)
    read = recipes.read(recipe, root, settings or [])
    asked = command.Asked(tuple(reference), rules, language, unit, method, tail, tuple(like or ()))
    found = command.calibrate(read, asked, to)
    for line in found.lines():
        told.say(line)
    told.value(found.as_json())
