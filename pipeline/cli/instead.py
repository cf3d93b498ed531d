"""`malmoi run FOLDER`: instead of a recipe, a folder of files; offer to look at it and write one."""

import shlex
import subprocess
import sys
from pathlib import Path

import typer

from pipeline.core.errors import RecipeError

WRITTEN = Path("malmoi.yaml")
_MAIN = "from pipeline.cli import main; main()"


def of_folder(folder: Path) -> Path:
    """The recipe that a look at a folder writes, if the user at the terminal agrees.

    Raises RecipeError with the commands otherwise."""
    look = f"malmoi look {shlex.quote(str(folder))}"
    told = (
        f"{folder} is a folder of files; `{look}` writes a recipe, `malmoi run {WRITTEN}` runs it"
    )
    if WRITTEN.exists() or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise RecipeError(told)
    typer.echo(f"malmoi: {told}", err=True)
    if not typer.confirm("Do both now?", default=False, err=True):
        raise typer.Exit(2)
    # a process of its own: workers are forked before libraries start their threads
    done = subprocess.run([sys.executable, "-c", _MAIN, "look", str(folder), "--to", WRITTEN])
    if done.returncode:
        raise typer.Exit(done.returncode)
    return WRITTEN
