"""`malmoi export`: documents, rejected files or packed rows for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import AsJson, Quiet, Root
from pipeline.cli.output import Told, make_folder
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
    rejects: Annotated[
        list[str] | None,
        typer.Option(
            "--rejects",
            help="Files rejected for this reason: path, member, reason. May be given again.",
        ),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write documents as Parquet or JSON lines, the rejected files, or packed rows for a trainer."""
    from pipeline.core.corpus import Corpus
    from pipeline.core.store import Store
    from pipeline.export import documents, made, packed
    from pipeline.export import rejects as rejected

    told = Told(as_json, quiet)
    make_folder(to.parent, f"--to {to}")
    if form != "documents":
        if living or dropped or rejects:
            raise RecipeError(
                "--living, --dropped and --rejects choose records; a packed phase goes as a whole"
            )
        chosen = packed.opened(root, phase)
        num, what = packed.export(form, chosen, to)
        made.remember(Store(root), to, form)
        told.say(f"{num:,} {what} of phase {chosen.phase}: {to}")
        told.value({"to": to, what: num, "phase": chosen.phase, "format": form})
        return
    if sum(map(bool, (living, dropped, rejects))) > 1:
        raise RecipeError("give one of --living, --dropped STAGE and --rejects REASON")
    if rejects:
        num = rejected.export(root, to, rejects)
        made.remember(Store(root), to, "rejects")
        told.say(f"{num:,} files: {to}")
        told.value({"to": to, "files": num})
        return
    count = documents.export(Corpus.open(root), to, stage_of(dropped) if dropped else None)
    made.remember(Store(root), to, form)
    told.say(f"{count:,} documents: {to}")
    told.value({"to": to, "documents": count})
