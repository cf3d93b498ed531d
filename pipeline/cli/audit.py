"""`malmoi audit`: documents to judge, and what the verdicts of raters show."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import Root
from pipeline.cli.output import console, say
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
) -> None:
    """Write a page to judge dropped documents by keyboard, or add verdicts and print what they show."""
    from pipeline.core.corpus import Corpus

    if stage is not None and add:
        raise RecipeError("give --stage to write a page, or --add to store verdicts, not both")
    if stage is None and not add:
        raise RecipeError(
            "give --stage to write a page of documents to judge, or --add with saved verdicts"
        )
    corpus = Corpus.open(root)
    if add:
        _add(corpus, add)
        return
    from pipeline.report.audit import sheet

    path, count = sheet.write(corpus, str(stage), reason, number, seed, lang, to)
    say(f"{count} documents to judge: {path}")
    say(f"then: malmoi audit {root} --add verdicts-{str(stage).replace('-', '_')}-NAME.jsonl")


def _add(corpus: "Corpus", paths: list[Path]) -> None:
    from pipeline.report.audit import agreement, verdicts
    from pipeline.report.tables import table

    for path in paths:
        say(f"{verdicts.add(corpus, path)} verdicts of {path}")
    stored = verdicts.stored(corpus.documents.store)
    title = "Precision of reasons, with its interval of 95 %"
    console.print(table(title, agreement.in_words(stored)))
    console.print(table("The same by source", agreement.in_words(stored, by_source=True)))
    pairs = agreement.agreement(stored)
    if len(pairs):
        console.print(table("Agreement of raters", pairs))
