"""Questions to a finished root, answered as frames: what the commands of the same names print.

A root is a folder, an address, a `Corpus`, or the `Recipe` that wrote it."""

from collections.abc import Iterable
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import polars as pl

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.recipe import Recipe
from pipeline.recipe.history import RECIPE_FILE
from pipeline.recipe.whatif import outcome
from pipeline.report import compare
from pipeline.report import explain as life
from pipeline.report import sample as drawn
from pipeline.report import search as found
from pipeline.report.compare import Comparison

Root = str | Path | Corpus | Recipe


def sample(
    root: Root,
    stage: str | None = None,
    reason: str | None = None,
    *,
    lang: str | None = None,
    source: str | None = None,
    living: bool = False,
    n: int = 20,
    seed: int = 17,
) -> pl.DataFrame:
    """Documents that `stage` dropped for `reason`, or living ones; the same for the same `seed`.

    Columns are those of the ledger, `text`, `decided` (value and bound), and of a copy the document that was
    kept instead: `kept_id`, `measure`, `kept_text`. Raises RecipeError if no document fits."""
    corpus = corpus_of(root)
    _check_number(n)
    if living and (stage or reason):
        raise RecipeError("living draws documents that nothing dropped: leave stage and reason out")
    if stage is not None:
        stage = stage.replace("-", "_")
        corpus.marks_of(stage)
    rows = drawn.sampled(corpus, drawn.Wanted(stage, reason, lang, source, living), n, seed)
    return pl.DataFrame(
        [
            {
                **row.facts,
                "decided": row.decided,
                "text": row.text,
                **dict(zip(_KEPT, row.copy or (None, None, None), strict=True)),
            }
            for row in rows
        ],
        infer_schema_length=None,
    )


def search(root: Root, words: str, n: int = 20) -> pl.DataFrame:
    """Documents that hold the words in text, title, url or id, with what stands around them."""
    _check_number(n)
    if not isinstance(words, str) or not words.strip():
        raise RecipeError("give the words to search for as text")
    rows = [
        {**hit.facts, **{k: v for k, v in asdict(hit).items() if k != "facts"}}
        for hit in islice(found.search(corpus_of(root), words), n)
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def explain(root: Root, document: str) -> str:
    """The whole life of a document, given by id or url, and why it is in or out."""
    if not isinstance(document, str):
        raise RecipeError(f"give the id or the url of a document as text, got {document!r}")
    return life.story(corpus_of(root), document)


def whatif(root: Root, *settings: str, n: int = 10, seed: int = 17) -> Comparison:
    """What a changed recipe would keep or drop, such as `whatif(root, "dedup_fuzzy.threshold=0.7")`.

    It is computed from stored scores by processes of this machine; the root is unchanged. Raises
    RecipeError if texts would have to be read again."""
    if not all(isinstance(setting, str) for setting in settings):
        raise RecipeError('give settings as text, such as "dedup_fuzzy.threshold=0.7"')
    if not settings:
        raise RecipeError('give what changes, such as "dedup_fuzzy.threshold=0.7"')
    _check_number(n, 0)
    folder = corpus_of(root).documents.store.uri
    path = Path(folder) / RECIPE_FILE
    if not path.exists():
        raise RecipeError(f"{folder}: no finished run has left its recipe here")
    local = ("execution.executor=local", "execution.address=null")
    try:
        changed = recipes.read(path, folder, [*settings, *local])
    except RecipeError as error:  # nobody typed the option of the command line here
        raise RecipeError(str(error).replace("--set ", "")) from None
    with outcome(changed) as answer:
        return compare.marked(answer.before, answer.after, n, seed)


def diff(first: Root, second: Root, n: int = 10, seed: int = 17) -> Comparison:
    """How two roots differ: documents in one alone, and those with another fate."""
    _check_number(n, 0)
    return compare.roots(corpus_of(first), corpus_of(second), n, seed)


_KEPT: Iterable[str] = ("kept_id", "measure", "kept_text")


def corpus_of(root: object) -> Corpus:
    """The corpus of a root. Raises RecipeError if it is not a root, MalmoiError if no stage has finished."""
    if isinstance(root, Corpus):
        return root
    if isinstance(root, Recipe):
        return Corpus.open(root.root)
    if not isinstance(root, str | Path):
        raise RecipeError(
            f"expected a root: its folder or address, or a Corpus, got {type(root).__name__}"
        )
    path = str(root)
    if path.endswith((".yaml", ".yml")) and Path(path).is_file():
        raise RecipeError(
            f"{path} is a recipe; give the root that it writes, such as malmoi.read(path).root"
        )
    return Corpus.open(path if "://" in path else str(Path(path).expanduser()))


def _check_number(n: object, least: int = 1) -> None:
    if not isinstance(n, int) or n < least:
        raise RecipeError(f"n={n!r}: expected a number of documents, {least} or more")
