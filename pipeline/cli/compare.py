"""`malmoi whatif | diff`: what a changed recipe would decide, and how two roots differ."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli import front
from pipeline.cli.options import Root, Settings, Workers
from pipeline.cli.output import console, say
from pipeline.core.errors import RecipeError

if TYPE_CHECKING:
    from pipeline.core.corpus import Corpus
    from pipeline.report.compare import Comparison

MOST_ROWS = 40  # of a table in the terminal
OPENING = 160  # characters of an example that are printed
RECIPES = (".yaml", ".yml")

Number = Annotated[
    int, typer.Option("-n", min=0, max=100_000, help="Documents to show of those that change.")
]
Seed = Annotated[int, typer.Option("--seed", help="Chooses these documents.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else.")]

app = typer.Typer()


@app.command()
def whatif(
    root: Root,
    settings: Settings = None,
    recipe: Annotated[
        Path | None,
        typer.Option("--recipe", help="A changed recipe, instead of the root's with --set."),
    ] = None,
    number: Number = 10,
    seed: Seed = 17,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Print which documents a changed recipe would keep or drop, from stored scores; nothing is written."""
    from pipeline import recipe as recipes
    from pipeline.progress import TerminalProgress
    from pipeline.recipe.history import RECIPE_FILE
    from pipeline.recipe.whatif import outcome
    from pipeline.report import compare

    if not settings and recipe is None:
        raise RecipeError("give --set stage.field=value, or a changed recipe with --recipe")
    path = recipe or Path(root) / RECIPE_FILE
    if recipe is None and not path.exists():
        raise RecipeError(
            f"{root}: no finished run has left its recipe here; give it with --recipe"
        )
    # the root is a folder of this machine: a cluster would not see the links to it
    flags = ["execution.executor=local", "execution.address=null"]
    changed = recipes.read(path, root, [*(settings or []), *flags], {"workers": workers})
    front.prepare(changed)
    with outcome(changed, None if as_json else TerminalProgress()) as found:
        compared = compare.marked(found.before, found.after, number, seed)
        heads = _heads(found.after, compared)
        if as_json:
            stages = {
                "compared": found.compared,
                "left_out": found.left_out,
                "failure": found.failure,
            }
            print(json.dumps({**stages, **_as_json(compared, heads)}, ensure_ascii=False))
            return
        say(f"{root} as it is, and with the change, after {found.compared[-1]}")
        _print(compared, heads)
        if found.failure:
            say(f"\nwith the change, {found.left_out[0]} would fail: {found.failure}")
        elif found.left_out:
            say(f"\nnot computed, because they would be made again: {', '.join(found.left_out)}")


@app.command()
def diff(
    first: Annotated[
        str, typer.Argument(metavar="A", help="The output folder of a run, or its recipe.")
    ],
    second: Annotated[
        str, typer.Argument(metavar="B", help="The output folder of another run, or its recipe.")
    ],
    number: Number = 10,
    seed: Seed = 17,
    as_json: AsJson = False,
) -> None:
    """Print how two roots differ: what lives, documents in one alone, other reasons, with examples."""
    from pipeline.core.corpus import CORPUS_FILE, Corpus
    from pipeline.core.store import Store
    from pipeline.report import compare
    from pipeline.report.tables import table

    roots = [_root_of(name) for name in (first, second)]
    is_run = Store(roots[1]).exists(CORPUS_FILE) and roots[0] != roots[1]
    if second.endswith(RECIPES) and not is_run:
        if not as_json:
            say(f"{second} has not run: what it would decide for {roots[0]}")
        whatif(roots[0], None, Path(second), number, seed, None, as_json)
        return
    first, second = roots
    before, after = Corpus.open(first), Corpus.open(second)
    compared = compare.roots(before, after, number, seed)
    heads = {**_heads(before, compared), **_heads(after, compared)}
    funnel, tokens = compare.funnels(before, after), compare.tokens(before, after)
    if as_json:
        sums = {"funnel": funnel.to_dicts(), "tokens": tokens.to_dicts()}
        print(json.dumps({**_as_json(compared, heads), **sums}, ensure_ascii=False))
        return
    say(f"before: {first} after {before.trail[-1]}; after: {second} after {after.trail[-1]}")
    console.print(table("Documents living after each stage", funnel))
    if len(tokens):
        console.print(table("Packed tokens", tokens))
    _print(compared, heads)


def _root_of(name: str) -> str:
    """The root of a recipe, or the root that is given."""
    from pipeline import recipe as recipes
    from pipeline.core.paths import expanded

    return recipes.read(name).root if name.endswith(RECIPES) else expanded(name)


def _heads(corpus: "Corpus", compared: "Comparison") -> dict[str, str]:
    """The first characters of the examples that a corpus holds."""
    from pipeline.report.texts import refuse_unmasked, texts_of

    refuse_unmasked(corpus)
    return {i: text[:OPENING] for i, text in texts_of(corpus, compared.examples["id"])}


def _as_json(compared: "Comparison", heads: dict[str, str]) -> dict[str, Any]:
    examples = [{**row, "text": heads.get(row["id"])} for row in compared.examples.to_dicts()]
    return {
        "living": compared.living.to_dicts(),
        "changes": compared.changes.to_dicts(),
        "examples": examples,
    }


def _print(compared: "Comparison", heads: dict[str, str]) -> None:
    """Print what lives, what changes by fate, language and source, and the examples."""
    import polars as pl

    from pipeline.report.tables import table, with_megabytes

    living = compared.living
    sizes = [(pl.col(f"bytes_{w}") / 1e6).alias(f"MB_{w}") for w in ("before", "after")]
    console.print(
        table("Living documents", living.select("lang", pl.selectors.starts_with("doc"), *sizes))
    )
    if not len(compared.changes):
        say("no document changes")
        return
    by_fate, by_source = compared.by("before", "after"), compared.by("lang", "source", "after")
    console.print(table("Changes", with_megabytes(by_fate.head(MOST_ROWS))))
    console.print(table("By language and source", with_megabytes(by_source.head(MOST_ROWS))))
    if left := max(0, len(by_fate) - MOST_ROWS) + max(0, len(by_source) - MOST_ROWS):
        say(f"{left} more rows: --json has all")
    for row in compared.examples.iter_rows(named=True):
        say(f"\n{row['id']}  {row['lang']}  {row['source']}  {row['bytes']:,} bytes")
        say(f"  {row['before']} -> {row['after']}")
        say(f"  {' '.join(heads.get(row['id'], '').split())}")
