"""The fold: run the stages of a recipe over a corpus, and remember which of them stand."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pipeline.core import cost, log
from pipeline.core.corpus import CORPUS_FILE, Corpus, record_of, restore
from pipeline.core.dataset import COMMIT_FILE, Dataset
from pipeline.core.errors import DamagedOutput, MalmoiError, RecipeError
from pipeline.core.executor import Executor
from pipeline.core.forgotten import refuse_half_forgotten
from pipeline.core.inputs import anchor
from pipeline.core.job import Job
from pipeline.core.model import hint
from pipeline.core.paths import fields_of, paths_of
from pipeline.core.poison import MOST_SEARCHES, Bounds, Poisoned
from pipeline.core.progress import Progress, Silent
from pipeline.core.quarantine import Quarantine
from pipeline.core.retired import is_retired, retire
from pipeline.core.source import forget
from pipeline.core.stage import Stage
from pipeline.core.store import Store
from pipeline.recipe import grade
from pipeline.recipe.estimate import Forecast
from pipeline.recipe.events import Events
from pipeline.recipe.execution import Deferred, Execution, open_executor
from pipeline.recipe.history import remembered
from pipeline.recipe.leftovers import leftovers, remove
from pipeline.recipe.lock import LOCK_FILE, locked
from pipeline.recipe.recipe import Recipe, read
from pipeline.registry import KERNELS

Folded = TypeVar("Folded")


def run(
    recipe: Recipe | str | Path,
    only: str | None = None,
    replace_stale: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
    forecast: Forecast | None = None,
) -> Corpus:
    """Run every stage (or `only` one, on what the previous one left); returns the corpus. A `forecast` is
    graded at the end. `recipe` may be the path of a recipe.

    Raises RecipeError, DataError, JobError, StaleOutput or ConservationError.
    """
    recipe = _as_recipe(recipe)
    if only is not None and only not in recipe.names():
        raise RecipeError(f"the recipe has no stage{hint(only, recipe.names())}")
    store = Store(recipe.root)
    first = recipe.names().index(only) if only else 0
    forget()
    asked = recipe.execution
    progress = events = Events(progress or Silent(), recipe.root, asked.events, asked.metrics)
    check_removals(recipe)
    with locked(store) as check:
        refuse_half_forgotten(store)
        store.sweep()
        corpus = _previous(store, recipe, first)
        steps = recipe.stages[first : first + 1] if only else recipe.stages
        for step in steps:
            step.check(recipe.names()[: recipe.stages.index(step)])
        owned = executor is None
        shared = _shared(store, recipe)
        executor = executor or Deferred(partial(_opened, recipe, shared, progress))
        try:
            stages = [s.name() for s in steps]
            with events.of_run(), remembered(store, recipe.spelled(), stages), _timed(store):
                if forecast is not None:
                    grade.begin(store, forecast)
                fold = partial(
                    _folded, store, recipe, steps, corpus, executor, progress, replace_stale, check
                )
                corpus = healing(fold, store, stages, progress)
            if only is None and not asked.keep_intermediate:
                remove(store, leftovers(store))
            if only is None and (told := grade.graded(store)):
                progress.note(told)
        finally:
            if owned:
                executor.close()
    return corpus


def _opened(recipe: Recipe, shared: tuple[str, ...], progress: Progress) -> Executor:
    """The executor of a recipe. A note names what `auto` has chosen, once there is work."""
    if why := recipe.execution.choice:
        progress.note(why)
    return open_executor(recipe.execution, recipe.folders, shared)


@contextmanager
def _timed(store: Store) -> Iterator[None]:
    """Write what it took to come to the first phase, and at the end how long the run took."""
    started = time.monotonic()
    log.add(store, {"event": "start", "driver": round(cost.lap(), 3)})
    try:
        yield
    finally:
        seconds = time.monotonic() - started
        log.add(
            store, {"event": "end", "seconds": round(seconds, 3), "driver": round(cost.lap(), 3)}
        )


def _shared(store: Store, recipe: Recipe) -> tuple[str, ...]:
    """The paths that every machine of a cluster must see: the lock of the root, and what stages read."""
    read = {anchor(path) for stage in recipe.stages for path in paths_of(stage)}
    return (*([store.at(LOCK_FILE)] if store.local else []), *sorted(read))


def healing(
    fold: Callable[[], Folded], store: Store, stages: Sequence[str], progress: Progress
) -> Folded:
    """What a fold returns. A damaged file of these stages is removed, and the fold begins again: it makes
    the missing file again. Raises DamagedOutput for a file of another stage, and for one damaged twice."""
    removed: set[str] = set()
    while True:
        try:
            return fold()
        except DamagedOutput as damaged:
            stage = damaged.path.partition("/")[0]
            if damaged.path in removed or stage not in stages:
                raise
            removed.add(damaged.path)
            phase = damaged.path.rpartition("/")[0]
            if is_retired(store, phase):
                store.delete(f"{phase}/{COMMIT_FILE}")
                progress.note(f"the files of {phase} were removed; it is made again")
                continue
            store.delete(damaged.path)
            progress.note(f"{damaged.path} was damaged ({damaged.reason}); it is made again")


def _folded(
    store: Store,
    recipe: Recipe,
    steps: Sequence[Stage],
    corpus: Corpus,
    executor: Executor,
    progress: Progress,
    replace_stale: bool,
    check: Callable[[], None],
) -> Corpus:
    """The corpus after each of the stages in turn; `check` raises if the root is no longer ours."""
    standing, names = set[str](), recipe.names()
    for step in steps:
        check()
        if step.private:
            store.restrict(step.name())
        before = corpus.fingerprint
        job = job_of(step, recipe, store, corpus, executor, progress, replace_stale, standing)
        with progress.stage(step.name(), names.index(step.name()) + 1, len(names)):
            corpus = performed(step, corpus, job)
        check()
        _remember(store, corpus, step.name(), before)
        _retire_before(recipe, step, store, progress)
    return corpus


def _retire_before(recipe: Recipe, step: Stage, store: Store, progress: Progress) -> None:
    """Remove the files that earlier stages keep until this one is done."""
    for earlier in recipe.stages[: recipe.stages.index(step)]:
        for phase in earlier.removed_after().get(step.name(), ()):
            path = f"{earlier.name()}/{phase}"
            if retire(store, path):
                progress.note(f"the files of {path} are removed: {step.name()} is done")


def check_removals(recipe: Recipe) -> None:
    """Raise RecipeError if files are to be removed after a stage that does not follow."""
    for place, step in enumerate(recipe.stages):
        for last in step.removed_after():
            between = [s for s in recipe.stages[place + 1 :] if s.act == "rewrite"]
            if between and between[0].name() != last:
                raise RecipeError(
                    f"{recipe.path}: {step.name()}.retain: {between[0].name()} rewrites the texts before "
                    f"{last}, and its output stays: put {last} right behind {step.name()}"
                )
        missing = step.removed_after().keys() - set(recipe.names()[place + 1 :])
        if missing:
            raise RecipeError(
                f"{recipe.path}: {step.name()}.retain needs the stage {min(missing)} behind it: add "
                f"`{min(missing)}: {{}}` to the stages, or leave retain out"
            )


def job_of(
    step: Stage,
    recipe: Recipe,
    store: Store,
    corpus: Corpus,
    executor: Executor,
    progress: Progress,
    replace_stale: bool,
    standing: set[str],
) -> Job:
    """The job of a stage on this corpus."""
    return Job(
        store,
        step.name(),
        executor,
        progress,
        replace_stale,
        KERNELS,
        tuple(sorted(recipe.execution.backends.items())),
        recipe.execution.gpus,
        _bounds(recipe.execution),
        {"fields": {step.name(): fields_of(step)}, "corpus": corpus.identity()},
        recipe.stages[recipe.names().index(step.name()) + 1 :],
        standing,
    )


def performed(step: Stage, corpus: Corpus, job: Job) -> Corpus:
    """The corpus after a stage. Documents that make it fail alone are quarantined, and it runs again: what is
    done stands. Raises JobError if they are too many, or if a shard fails after MOST_SEARCHES searches."""
    quarantine, searches = Quarantine.before(step, job), Counter[tuple[str, int]]()
    while True:
        given = quarantine.dropped_from(corpus, job)
        try:
            after = step.run(given, job)
            return replace(after, trail=(*after.trail, step.name()))
        except Poisoned as poisoned:
            more = quarantine.with_more(poisoned.culprits)
            documents = corpus.documents.num_rows
            if len(more.culprits) > job.bounds.most(documents) or len(more.culprits) == documents:
                job.progress.note(
                    f"{len(more.culprits)} documents or more make {step.name()} fail, of {documents:,}; "
                    f"execution.max_quarantined_share allows {job.bounds.most(documents):,}"
                )
                raise poisoned.error from None
            quarantine = more
            quarantine.write(job.store)
            phase = poisoned.culprits[0].phase
            searches.update((phase, shard) for shard in poisoned.shards)
            for culprit in poisoned.culprits:
                job.progress.note(
                    f"{step.name()} cannot process {culprit.id} ({culprit.reason}): it is quarantined, and "
                    f"{step.name()} goes on without it"
                )
            (_, shard), number = searches.most_common(1)[0]
            if number > MOST_SEARCHES:
                job.progress.note(
                    f"{step.name()}/{phase} has failed on shard {shard} {number} times, each time on another "
                    "ground; the same command goes on without the documents that were found"
                )
                raise poisoned.error from None


def _bounds(execution: Execution) -> Bounds:
    return Bounds(
        execution.max_seconds_per_unit,
        execution.max_seconds_per_record,
        execution.max_quarantined_share,
    )


def left_before(recipe: Recipe, stage: str) -> Corpus | None:
    """The corpus after the stage before `stage`, in the recipe's root; None if that stage has not run."""
    place = recipe.names().index(stage)
    if place == 0:
        return None
    try:
        return _previous(Store(recipe.root), recipe, place)
    except MalmoiError:
        return None


def _previous(store: Store, recipe: Recipe, first: int) -> Corpus:
    if first == 0:
        return Corpus(Dataset.empty(store))
    wanted = recipe.names()[first - 1]
    for record in (store.read_json(CORPUS_FILE) or {"stages": []})["stages"]:
        if record["stage"] == wanted:
            return restore(store, record)
    name = wanted.replace("_", "-")
    raise MalmoiError(
        f"{store.uri}: stage {wanted} has not run here yet; run `malmoi {name} {recipe.path}` first"
    )


def _remember(store: Store, corpus: Corpus, name: str, before: str) -> None:
    """Write the list of finished stages. Later stages stay listed only if this corpus is their input."""
    old = (store.read_json(CORPUS_FILE) or {"stages": []})["stages"]
    record = {**record_of(corpus, name), "input": before}
    kept = [r for r in old if r["stage"] in corpus.trail[:-1]]
    later, last = [], record["fingerprint"]
    position = next((i for i, r in enumerate(old) if r["stage"] == name), len(old))
    for candidate in old[position + 1 :]:
        if candidate["input"] != last:
            break
        later.append(candidate)
        last = candidate["fingerprint"]
    finished = {"stages": [*kept, record, *later]}
    if finished["stages"] != old:
        store.write_json(CORPUS_FILE, finished)


def _as_recipe(given: Any) -> Recipe:
    """A recipe, or the one that a path names."""
    if isinstance(given, Recipe):
        return given
    if isinstance(given, str | Path):
        return read(given)
    raise RecipeError(
        f"expected a recipe or the path of one, got {type(given).__name__}; malmoi.read(path) and "
        "malmoi.Recipe.of(root, *stages) make recipes"
    )
