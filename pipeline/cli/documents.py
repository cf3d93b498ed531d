"""`malmoi sample | search`: documents to read, drawn by what happened to them or found by words."""

import json
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.inspect import tell_state
from pipeline.cli.options import Root
from pipeline.cli.output import say
from pipeline.core.errors import RecipeError

if TYPE_CHECKING:
    from pipeline.report.sample import Sampled

MOST = 100_000  # documents
LENGTH = 600  # characters of a text that are printed

AsJson = Annotated[bool, typer.Option("--json", help="Print a JSON line for each document.")]

app = typer.Typer()


@app.command()
def sample(
    root: Root,
    stage: Annotated[str | None, typer.Option(help="Documents that this stage dropped.")] = None,
    reason: Annotated[
        str | None, typer.Option(help="Documents that were dropped for this reason.")
    ] = None,
    living: Annotated[
        bool, typer.Option("--living", help="Documents that live, instead of dropped ones.")
    ] = False,
    lang: Annotated[str | None, typer.Option(help="Of this language.")] = None,
    source: Annotated[str | None, typer.Option(help="Of this source.")] = None,
    number: Annotated[int, typer.Option("-n", min=1, max=MOST, help="Documents to draw.")] = 20,
    seed: Annotated[int, typer.Option(help="Draws other documents.")] = 17,
    whole: Annotated[bool, typer.Option("--whole", help="Print whole texts.")] = False,
    as_json: AsJson = False,
    html: Annotated[
        Path | None, typer.Option(help="Write a page to this file instead of printing.")
    ] = None,
) -> None:
    """Print documents drawn from what a stage dropped, or from what lives, each with what decided."""
    from pipeline.core.corpus import Corpus
    from pipeline.report.sample import Wanted, sampled
    from pipeline.report.texts import refuse_unscrubbed

    if html is not None and as_json:
        raise RecipeError("give --html or --json, not both")
    if living and (stage or reason):
        raise RecipeError(
            "--living draws documents that nothing dropped: leave --stage and --reason out"
        )
    corpus = Corpus.open(root)
    if html is not None:
        refuse_unscrubbed(corpus)
    tell_state(root)
    if stage is not None:
        stage = stage.replace("-", "_")
        corpus.marks_of(stage)
    wanted = Wanted(stage, reason, lang, source, living)
    found = sampled(corpus, wanted, number, seed)
    if html is not None:
        from pipeline.report import sample_page

        sample_page.write(html, root, found)
        say(f"{len(found)} documents: {html}")
        return
    for one in found:
        if as_json:
            print(json.dumps(asdict(one), ensure_ascii=False))
        else:
            _print(one, None if whole else LENGTH)


@app.command()
def search(
    root: Root,
    words: Annotated[str, typer.Argument(help="Words as they stand in a text, title, url or id.")],
    number: Annotated[int, typer.Option("-n", min=1, max=MOST, help="Documents to print.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Print the documents that hold these words, and whether they are in or out; exit 1 if there is none."""
    from pipeline.core.corpus import Corpus
    from pipeline.report.search import search as found

    if not words.strip():
        raise RecipeError("give the words to search for")
    corpus = Corpus.open(root)
    tell_state(root)
    hits = islice(found(corpus, words), number + 1)
    count = 0
    for count, hit in enumerate(hits, 1):
        if count > number:
            say(f"\nand more: -n {number * 5} prints the next ones") if not as_json else None
            break
        if as_json:
            print(json.dumps(asdict(hit), ensure_ascii=False))
            continue
        say(f"{hit.facts['id']}  {_fate(hit.facts)}")
        place = "" if hit.column == "text" else f"{hit.column}: "
        say(f"  {place}{_line(f'{hit.before}[{hit.words}]{hit.after}')}")
    if not count:
        if not as_json:
            say(f"no document holds {words!r}")
        raise typer.Exit(1)


def _fate(facts: dict[str, Any]) -> str:
    if facts["dropped_by"] is None:
        return "IN"
    return f"OUT: {facts['dropped_by']}: {facts['drop_reason']}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _print(one: "Sampled", length: int | None) -> None:
    """Print a document: its facts, what decided, and its text or how it differs from its copy."""
    from pipeline.report.words import differences, on_one_line

    facts = one.facts
    say(f"\n{facts['id']}  {facts['lang']}  {facts['source']}  {facts['bytes']:,} bytes")
    say(f"  {_fate(facts)}{'  ' if one.decided else ''}{one.decided}")
    if one.copy is not None:
        other, measure, text = one.copy
        say(f"  copy of {other}  {measure}")
        say(
            f"  [-only here-] {{+only there+}}: {on_one_line(differences(one.text, text))[: length or None]}"
        )
        return
    data = one.text.encode()
    for start, end, what in one.spans:
        say(
            f"  bytes {start:,} to {end:,}, {what}: {_line(data[start:end].decode(errors='replace'))}"
        )
    cut = "" if length is None or len(one.text) <= length else " ..."
    say(f"  {_line(one.text[:length])}{cut}")
