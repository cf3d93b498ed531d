"""What a run would do: which stages stand, where work begins, what would be refused. Nothing is written.

The stages run over a root that takes no writes, with an executor that ends them at the first unit to be done.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.errors import MalmoiError
from pipeline.core.executor import ONE_CPU, Needs
from pipeline.core.forgotten import refuse_half_forgotten
from pipeline.core.progress import Bar, Silent
from pipeline.core.source import forget
from pipeline.core.stage import Stage
from pipeline.core.store import Store
from pipeline.recipe import events
from pipeline.recipe.fold import check_removals, job_of, performed
from pipeline.recipe.recipe import Recipe

State = Literal["stands", "runs", "refused"]


@dataclass(frozen=True)
class Outlook:
    """What a run would do with one stage, and why."""

    stage: Stage
    state: State
    reason: str
    # The phase that work begins with, its units, and those that are done; "" if the stage has not begun.
    phase: str = ""
    units: int = 0
    done: int = 0


class Pending(Exception):  # noqa: N818 - it ends a stage whose units are not all done, no run
    """Units that a run would do."""


class Counting(Silent):
    """Progress that remembers the phase which began last, its units and how many of them are done."""

    def __init__(self) -> None:
        self.last = ("", 0, 0)

    @contextmanager
    def phase(self, stage: str, phase: str, total: int, done: int) -> Iterator[Bar]:
        """Remember the phase."""
        self.last = (f"{stage}/{phase}", total, done)
        with super().phase(stage, phase, total, done) as bar:
            yield bar


class NoExecutor:
    """An executor that raises Pending for the first unit."""

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs = ONE_CPU
    ) -> Iterator[Any]:
        """Nothing. Raises Pending if there are items."""
        if list(items):
            raise Pending
        return iter(())

    def close(self) -> None:
        """Nothing to release."""


def forecast(recipe: Recipe) -> Iterator[Outlook]:
    """The outlook of each stage in turn, as its input stands now."""
    store, executor, progress = Store(recipe.root, is_read_only=True), NoExecutor(), Counting()
    refuse_half_forgotten(store)
    check_removals(recipe)
    events.check(recipe.execution.events, recipe.execution.metrics)
    forget()
    corpus: Corpus | None = Corpus(Dataset.empty(store))
    changed, standing = "", set[str]()
    for step in recipe.stages:
        try:
            step.check(recipe.names()[: recipe.stages.index(step)])
            if corpus is None:
                yield Outlook(step, "runs", f"after {changed}")
                continue
            job = job_of(step, recipe, store, corpus, executor, progress, False, standing)
            corpus = performed(step, corpus, job)
            yield Outlook(step, "stands", "")
        except Pending:
            path, total, done = progress.last
            begun = f", {done:,} of them done" if done else ""
            reason = f"from {path}, {total:,} {'unit' if total == 1 else 'units'}{begun}"
            yield Outlook(step, "runs", reason, path.partition("/")[2], total, done)
            corpus, changed = None, step.name()
        except MalmoiError as error:
            yield Outlook(step, "refused", str(error))
            corpus, changed = None, f"{step.name()}, once that is not refused"
