"""What a changed recipe would decide, computed from what the stages of a root have stored.

The stages run over links to the files of the root, in a temporary folder. Every file is written under a new
name and then renamed, so no link is ever written through. Phases whose fields have not changed stand, so a
new threshold costs what a rerun of the recipe would cost up to the marks.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.core.corpus import CORPUS_FILE, Corpus, no_corpus, restore
from pipeline.core.dataset import Dataset
from pipeline.core.errors import JobError, MalmoiError, RecipeError, StaleOutput
from pipeline.core.forgotten import refuse_half_forgotten
from pipeline.core.inputs import MEMORY
from pipeline.core.progress import Progress, Silent
from pipeline.core.source import forget
from pipeline.core.stage import Stage
from pipeline.core.store import Store
from pipeline.recipe.execution import Deferred, open_executor
from pipeline.recipe.fold import healing, job_of, performed
from pipeline.recipe.forecast import NoExecutor, Pending
from pipeline.recipe.lock import at_rest
from pipeline.recipe.recipe import Recipe
from pipeline.recipe.scratch import scratch


@dataclass(frozen=True)
class Outcome:
    """The corpus of a root and that of the changed recipe, both after the stages `compared`.

    `left_out` are the stages behind them. The first builds something again, or fails: `failure` says why."""

    before: Corpus
    after: Corpus
    compared: tuple[str, ...]
    left_out: tuple[str, ...]
    failure: str = ""


@contextmanager
def outcome(recipe: Recipe, progress: Progress | None = None) -> Iterator[Outcome]:
    """The outcome of a recipe for its root, which stays unchanged; its files exist in the block only.

    Raises RecipeError if a changed field needs all texts again, MalmoiError if no stage has run there."""
    root = Store(recipe.root)
    refuse_half_forgotten(root)
    finished = _finished(root)
    forget()
    with _linked(root) as links:
        executor = Deferred(lambda: open_executor(recipe.execution, recipe.folders))
        try:
            fold = partial(_folded, recipe, finished, root, links, executor, progress)
            # a phase whose files `malmoi gc` removed is made again among the links
            yield healing(fold, links, recipe.names(), progress or Silent())
        finally:
            executor.close()


def _finished(root: Store) -> dict[str, dict[str, Any]]:
    """The record of each finished stage of a root."""
    if not root.local:
        raise MalmoiError(
            f"{root.uri}: what-if works on a root of this machine: it makes links to its files"
        )
    record = root.read_json(CORPUS_FILE)
    if record is None:
        raise no_corpus(root.uri)
    return {stage["stage"]: stage for stage in record["stages"]}


def _folded(
    recipe: Recipe,
    finished: dict[str, dict[str, Any]],
    root: Store,
    links: Store,
    executor: Any,
    progress: Progress | None,
) -> Outcome:
    """The outcome up to the first stage that would build something again, or that fails."""
    before, after, failure = None, Corpus(Dataset.empty(links)), ""
    names, standing = recipe.names(), set[str]()
    compared = 0
    for step in recipe.stages:
        step.check(names[:compared])
        decides = step.act == "mark"
        chosen = executor if decides else NoExecutor()
        job = job_of(step, recipe, links, after, chosen, progress or Silent(), decides, standing)
        try:
            after = performed(step, after, job)
        except (Pending, StaleOutput) as stale:
            if step.act == "rewrite":
                raise RecipeError(_needs_texts(recipe, step, stale)) from None
            break
        except JobError as error:
            failure = str(error)
            break
        before = restore(root, finished[step.name()]) if step.name() in finished else before
        compared += 1
    if before is None:
        raise MalmoiError(f"{recipe.root}: no stage has run here: run the recipe first")
    return Outcome(before, after, tuple(names[:compared]), tuple(names[compared:]), failure)


def _needs_texts(recipe: Recipe, step: Stage, stale: Exception) -> str:
    """Why a stage would read texts again, as the refusal of a run says it."""
    lines = str(stale).splitlines()[1:-1] if isinstance(stale, StaleOutput) else []
    why = "".join(f"\n{line}" for line in lines)
    would = (
        "would read texts again:" if why else "has texts to read: new files, or an unfinished run"
    )
    return (
        f"{step.name()} {would}{why}\n"
        f"  run the changed recipe into another root, then compare: malmoi diff {recipe.root} OTHER"
    )


@contextmanager
def _linked(root: Store) -> Iterator[Store]:
    """A temporary folder with links to the files of the stages, made while no run is at work."""
    home = Path(root.at(""))
    with scratch() as folder:
        with at_rest(root):
            for stage in (p for p in sorted(home.iterdir()) if p.is_dir()):
                shutil.copytree(stage, folder / stage.name, copy_function=os.symlink)
            if (home / MEMORY).exists():
                shutil.copyfile(home / MEMORY, folder / MEMORY)
        yield Store(str(folder))
