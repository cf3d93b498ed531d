"""`malmoi audit`: documents to judge, and what the verdicts of raters show."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import AsJson, Quiet, Root
from pipeline.cli.output import Told
from pipeline.core.errors import RecipeError

if TYPE_CHECKING:
    from pipeline.core.corpus import Corpus

MOST = 500  # documents of a page

app = typer.Typer()


@app.command()
def audit(
    root: Root,
    stage: Annotated[str | None, typer.Option(help="Documents that this stage dropped.")] = None,
    reason: Annotated[
        str | None, typer.Option(help="Documents that were dropped for this reason.")
    ] = None,
    number: Annotated[int, typer.Option("-n", min=1, max=MOST, help="Documents to judge.")] = 100,
    seed: Annotated[int, typer.Option(help="Draws other documents.")] = 17,
    lang: Annotated[str, typer.Option(help="Language of the page: en or ko.")] = "en",
    to: Annotated[
        Path | None,
        typer.Option(help="File to write instead.", show_default="<root>/audit/STAGE.html"),
    ] = None,
    add: Annotated[
        list[Path] | None, typer.Option(help="A file that the page saved; may be given again.")
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write a page to judge dropped documents by keyboard, or add verdicts and print what they show."""
    from pipeline.core.corpus import Corpus

    if stage is not None and add:
        raise RecipeError("give --stage to write a page, or --add to store verdicts, not both")
    if stage is None and not add:
        raise RecipeError(
            "give --stage to write a page of documents to judge, or --add with saved verdicts"
        )
    told = Told(as_json, quiet)
    corpus = Corpus.open(root)
    if add:
        _add(corpus, add, told)
        return
    from pipeline.report.audit import sheet

    path, count = sheet.write(corpus, str(stage), reason, number, seed, lang, to)
    told.value({"page": path, "documents": count, "stage": stage, "reason": reason})
    told.say(f"{count} {'document' if count == 1 else 'documents'} to judge: {path}")
    told.say(
        f"then: malmoi audit {shlex.quote(root)} --add verdicts-{str(stage).replace('-', '_')}-NAME.jsonl"
    )


def _add(corpus: "Corpus", paths: list[Path], told: Told) -> None:
    from pipeline.report.audit import agreement, verdicts
    from pipeline.report.tables import table

    added = {str(path): verdicts.add(corpus, path) for path in paths}
    for path, num in added.items():
        told.say(f"{num} verdicts of {path}")
    stored = verdicts.stored(corpus.documents.store)
    measures = {
        "reasons": agreement.precision(stored),
        "by_source": agreement.precision(stored, by_source=True),
        "raters": agreement.agreement(stored),
    }
    told.value({"added": added, **{name: frame.to_dicts() for name, frame in measures.items()}})
    title = "Precision of reasons, with its interval of 95 %"
    told.print(table(title, agreement.in_words(stored)))
    told.print(table("The same by source", agreement.in_words(stored, by_source=True)))
    if len(measures["raters"]):
        told.print(table("Agreement of raters", measures["raters"]))
