"""`malmoi export`: documents or packed rows for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Root
from pipeline.cli.output import say
from pipeline.cli.table import stage_of
from pipeline.core.errors import RecipeError

app = typer.Typer()


@app.command()
def export(
    root: Root,
    to: Annotated[
        Path, typer.Option("--to", help="A .parquet, .jsonl or .jsonl.zst file, or a folder.")
    ],
    form: Annotated[
        str,
        typer.Option("--format", help="documents, or packed rows as megatron, mds or numpy."),
    ] = "documents",
    phase: Annotated[
        str | None, typer.Option("--phase", help="The packed phase, where there are several.")
    ] = None,
    living: Annotated[
        bool, typer.Option("--living", help="Documents that live (default).")
    ] = False,
    dropped: Annotated[
        str | None, typer.Option("--dropped", help="Documents that this stage dropped.")
    ] = None,
) -> None:
    """Write living or dropped documents as Parquet or JSON lines, or packed rows for a trainer."""
    from pipeline.core.corpus import Corpus
    from pipeline.export import documents, packed

    if form != "documents":
        if living or dropped:
            raise RecipeError(
                "--living and --dropped choose documents; a packed phase goes as a whole"
            )
        num = packed.export(form, packed.opened(root, phase), to)
        say(f"{num}: {to}")
        return
    if living and dropped:
        raise RecipeError("give --living or --dropped STAGE, not both")
    count = documents.export(Corpus.open(root), to, stage_of(dropped) if dropped else None)
    say(f"{count:,} documents: {to}")
