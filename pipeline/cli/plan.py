"""`malmoi plan`: what a recipe would do."""

import sys

import typer

from pipeline.cli.options import RecipePath, RootOption, Settings
from pipeline.cli.output import say

SAID = {"stands": "stands", "runs": "would run", "refused": "would be refused"}

app = typer.Typer()


@app.command()
def plan(recipe: RecipePath, root: RootOption = None, settings: Settings = None) -> None:
    """Print what a recipe would do, stage by stage, without doing it; exit 1 if a stage would be refused."""
    from pipeline import recipe as recipes
    from pipeline.recipe.forecast import forecast

    refused = False
    read = recipes.read(recipe, root, settings or [])
    say(f"{recipe} -> {read.root}")
    for outlook in forecast(read):
        step = outlook.stage
        summary = " ".join((step.__doc__ or "").split("\n\n")[0].split())
        say(f"\n{step.name()} ({step.act}): {summary}")
        reason = outlook.reason.replace("\n", "\n  ")
        say(f"  {SAID[outlook.state]}{': ' if reason else ''}{reason}")
        if outlook.state == "refused":
            refused = True
            continue
        for line in step.plan(recipes.left_before(read, step.name())):
            say(f"  {line}")
    if refused:
        sys.exit(1)
