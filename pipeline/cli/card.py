"""`malmoi card`: the description of a published corpus."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import AsJson, Quiet, Root
from pipeline.cli.output import Told

app = typer.Typer()
# Open fields of about.yaml that are named on the terminal.
NAMED = 4


@app.command()
def card(
    root: Root,
    to: Annotated[
        Path,
        typer.Option(
            "--to", help="The folder of the card; data files in it become configurations."
        ),
    ],
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write a data card: README in English and Korean, Croissant, and the EU summary of training content."""
    from pipeline.card import write
    from pipeline.card.about import FILE
    from pipeline.card.files import configs
    from pipeline.core.corpus import Corpus

    told = Told(as_json, quiet)
    files, unstated = write.write(Corpus.open(root), to)
    data = configs(to)
    told.value({"files": files, "configs": [c.name for c in data], "not_stated": unstated})
    for path in files:
        told.say(str(path))
    where = shlex.quote(str(to))
    if not data:
        told.say(f"no data lies in {to}: malmoi export {shlex.quote(root)} --to {where}/documents")
    if unstated:
        more = f" and {len(unstated) - NAMED} more" if len(unstated) > NAMED else ""
        told.say(f"not stated yet: {', '.join(unstated[:NAMED])}{more}")
        told.say(f"next:   fill in {shlex.quote(str(to / FILE))}, then the same command again")
