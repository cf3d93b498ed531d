"""`malmoi demo`: the main job on an embedded sample whose truth is known."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from pipeline import recipe as recipes
from pipeline.core.errors import DataError, RecipeError
from pipeline.core.progress import Silent
from pipeline.demo import bounds, files, results
from pipeline.progress import TerminalProgress
from pipeline.recipe import Recipe
from pipeline.report import page, tables
from pipeline.report.queries import Findings
from pipeline.report.values import summary


def main(
    recipe_path: Path,
    root: str,
    executor: str | None,
    console: Console,
    *,
    bounded: bool,
    prepare: Callable[[Recipe], None] = lambda recipe: None,
    tell: Callable[[dict[str, Any]], None] = lambda found: None,
) -> None:
    """Write the sample below `root`, run the recipe on it, print funnel, truth table and compression.

    `prepare` is called before any work, with the recipe; `tell` with the same findings as plain values.

    Raises DataError after printing if a record is unaccounted for, or, if `bounded`, if a kind falls below
    its bound; the bounds hold for the shipped recipe.
    """
    if not recipe_path.exists():
        raise RecipeError(f"{recipe_path}: no such recipe")
    started = time.monotonic()
    folder = Path(root).absolute() / "sample"
    os.environ["MALMOI_SAMPLE"] = str(folder)
    recipe = recipes.read(recipe_path, root, options={"executor": executor})
    prepare(recipe)
    planted = files.write(folder)
    console.print(
        f"sample: {len(planted):,} records with known truth in {folder}",
        highlight=False,
        soft_wrap=True,
    )
    progress = Silent() if console.quiet else TerminalProgress()
    corpus = recipes.run(recipe, replace_stale=True, progress=progress)
    findings = Findings(corpus)
    tables.print_funnel(findings, console)
    documents, rejected = results.facts(corpus), results.rejects(corpus)
    rows = results.by_kind(documents, rejected, planted)
    against = results.table(rows)
    console.print(tables.table("Planted against found", against))
    tables.print_compression(findings, console)
    paths = {
        "shards": f"{root}/pack/train",
        "tokenizer": f"{root}/tokenizer/model/tokenizer.json",
        "report": page.write(corpus),
        "truth": f"{root}/sample/truth.jsonl",
    }
    for name, path in paths.items():
        console.print(f"{name:<10} {path}", highlight=False, soft_wrap=True)
    console.print(f"{time.monotonic() - started:.0f} s", highlight=False)
    tell({**summary(corpus), "planted_against_found": against.to_dicts(), "files": paths})
    faults = results.unaccounted(documents, rejected, planted)
    if bounded:
        faults += bounds.broken(rows)
    if faults:
        raise DataError("\n  ".join(["the demo did not do what it promises:", *faults]))
