"""`malmoi show | explain | verify | report`: what the root of a run holds."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import AsJson, Quiet, Root
from pipeline.cli.output import Told, console, say
from pipeline.core.errors import RecipeError

app = typer.Typer()


@app.command()
def show(root: Root, as_json: AsJson = False) -> None:
    """Print the funnel: what lives after each stage, what was dropped and why, compression."""
    from pipeline.core.corpus import CORPUS_FILE, Corpus
    from pipeline.core.store import Store
    from pipeline.recipe import grade
    from pipeline.report import tables, unfinished, values

    store = Store(root)
    if as_json:
        say(json.dumps(values.of_root(Corpus.open(root)), ensure_ascii=False, default=str))
        return
    failed = unfinished.note(store)
    # Of a run that failed in ingest there is no corpus, but an account of what was read.
    if store.exists(CORPUS_FILE) or not failed or not unfinished.print_read(store, console):
        tables.print_all(Corpus.open(root), console)
    if told := grade.last(store):
        say(told)
    if failed:
        say(failed)


@app.command()
def explain(
    root: Root,
    document: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="The id or the url of a document.", show_default=False),
    ] = None,
    row: Annotated[
        str | None,
        typer.Option("--row", help="Instead of a document: a packed row, PHASE:SHARD:ROW."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print the whole life of one document and why it is in or out, or the documents of a packed row."""
    from pipeline.core.corpus import Corpus
    from pipeline.report import explain as life
    from pipeline.report import row as of_row
    from pipeline.report import values

    if (document is None) == (row is None):
        raise RecipeError("give the id of a document, or --row PHASE:SHARD:ROW")
    tell_state(root)
    if as_json:
        corpus = Corpus.open(root)
        found = of_row.of_row(root, row) if row else values.of_document(corpus, str(document))
        say(json.dumps(found, ensure_ascii=False, default=str))
        return
    say(of_row.story(root, row) if row else life.story(Corpus.open(root), str(document)))


def tell_state(root: str) -> None:
    """Say on standard error if the last run did not finish."""
    from pipeline.core.store import Store
    from pipeline.report import unfinished

    if told := unfinished.so_far(Store(root)):
        print(told, file=sys.stderr)


@app.command()
def verify(
    root: Root,
    repair: Annotated[
        bool, typer.Option("--repair", help="Remove damaged files; the next run makes them again.")
    ] = False,
    card: Annotated[
        Path | None,
        typer.Option("--card", help="Compare the data card in this folder, and read no files."),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Read everything under a root again: files, receipts, checksums, ids, places; exit 1 if something is
    wrong."""
    from pipeline.report import verify as verified

    told = Told(as_json, quiet)
    if card is not None:
        _verify_card(root, card, told)
        return
    problems, findings = 0, []
    tell = partial(print, file=sys.stderr) if as_json else told.say
    for phase in verified.verify(root):
        problems += len(phase.problems)
        findings.append(phase)
        about = {"phase": phase.phase, "files": phase.files, "rows": phase.rows}
        told.value({**about, "removed": phase.is_retired, "problems": phase.problems})
        if phase.is_retired:
            told.say(f"{phase.phase:<36}removed: no command but another run reads it")
            continue
        state = "ok" if not phase.problems else f"{len(phase.problems)} problems"
        told.say(f"{phase.phase:<36}{phase.files:>8,} files{phase.rows:>14,} rows  {state}")
        for problem in phase.problems:
            told.say(f"  {problem}")
    if repair:
        num = verified.repair(root, findings)
        tell(
            f"{num} damaged files removed; run the recipe again to make them again: malmoi run RECIPE"
        )
    if problems:
        sys.exit(1)
    told.say(f"all is well: {sum(f.rows for f in findings):,} rows in {len(findings)} phases")


def _verify_card(root: str, folder: Path, told: Told) -> None:
    from pipeline.card import write
    from pipeline.core.corpus import Corpus

    problems = list(write.problems(Corpus.open(root), folder))
    told.value({"card": folder, "problems": problems})
    for problem in problems:
        told.say(problem)
    if problems:
        sys.exit(1)
    told.say(f"{folder}: the card says what the root says")


@app.command()
def report(
    root: Root,
    lang: Annotated[str, typer.Option(help="Language of the page: en or ko.")] = "en",
    to: Annotated[
        Path | None,
        typer.Option(help="File to write instead.", show_default="<root>/report/index.html"),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write a page about a root: what happened, each stage with documents to read; opens offline."""
    from pipeline.core.corpus import Corpus
    from pipeline.report import page

    told = Told(as_json, quiet)
    path = page.write(Corpus.open(root), page.language(lang), to)
    told.say(f"report: {path}")
    told.value({"report": path, "lang": lang})
