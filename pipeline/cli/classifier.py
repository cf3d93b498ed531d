"""`malmoi classifier`: the commands of pipeline/training."""

import typer

from pipeline.training import commands

app = typer.Typer()
app.add_typer(commands.app, name="classifier")
