"""What is left of a run and what it costs: by a probe, or by what the root or one like it has spent."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.core import log
from pipeline.core.errors import MalmoiError
from pipeline.core.inputs import MEMORY
from pipeline.core.store import Store
from pipeline.readers.source import files_of
from pipeline.recipe.estimate import Cost, Estimator, Forecast, Run, sharded, summed
from pipeline.recipe.execution import default_workers
from pipeline.recipe.forecast import Outlook
from pipeline.recipe.probe import SMALLER, probed, share_of
from pipeline.recipe.recipe import Recipe
from pipeline.recipe.sampled.take import Taken
from pipeline.recipe.scratch import scratch
from pipeline.recipe.spent import Spent, spent_in
from pipeline.stages.ingest import Ingest

# The phase that has a unit for each shard of the documents in every recipe.
OVER_SHARDS = ("ingest", "repeated_ids.spill")
# The share of an error by noise from which on a larger sample is advised.
NOISY = 0.5
TOO_FEW = (
    "a sample holds few of the copies that deduplication finds in the whole corpus: what later stages read "
    "is an upper bound"
)


def by_probe(
    recipe: Recipe, outlooks: Sequence[Outlook], share: float | None, tell: Callable[[str], None]
) -> Forecast:
    """The forecast by a probe of a share of the text; `tell` gets a line for each of its two runs.

    Raises DataError for a source that cannot be read, JobError if the probe fails."""
    ingest = _ingest(recipe)
    size = sum(sum(f.size for f in files_of(s)) for s in ingest.sources)
    share = share_of(size, share)
    runs, samples = [], []
    for part in (share * SMALLER, share):
        with scratch() as folder:
            tell(f"probing {part:.2%} of {_megabytes(size)} of files")
            sample = probed(recipe, part, folder, may_be_empty=part < share)
        samples.append(sample)
        runs.append(Run.of(sample.spent, sample.text, ingest.shard_bytes))
    whole = Run.of(Spent({}), samples[-1].whole(), ingest.shard_bytes)
    estimator = Estimator(recipe.stages, runs, whole, _workers(recipe))
    phases = _left(recipe, outlooks, estimator.phases())
    notes = [*_of_samples(samples[-1].taken), *_of_silence(ingest, samples[-1].text)]
    if estimator.noise() > NOISY * sum(p.cpu for p in phases) > 0:
        notes.append(
            "the sample is small beside what is spent once: a larger --share narrows the interval"
        )
    if share < 1 and any(s.name().startswith("dedup") for s in recipe.stages):
        notes.append(TOO_FEW)
    return summed(estimator, phases, runs[-1].spent.start, notes)


def by_root(
    recipe: Recipe, outlooks: Sequence[Outlook], like: str | None = None
) -> Forecast | None:
    """The forecast by what runs on the root have spent, or on `like`; None without a log of costs.

    Raises MalmoiError for a `like` without one, and if the inputs of that root were not local."""
    store = Store(like or recipe.root)
    spent = spent_in(log.lines(store)) if store.local else Spent({})
    if not spent.text or OVER_SHARDS not in spent.phases:
        if like:
            raise MalmoiError(
                f"{like}: no run of this release has left its costs in log.jsonl there"
            )
        return None
    ingest = _ingest(recipe)
    sizes = {s.name: sum(f.size for f in files_of(s)) for s in ingest.sources}
    stored = _stored(store)
    if not stored:
        raise MalmoiError(
            f"{store.uri}: its inputs are not local, and their sizes unknown; give --probe"
        )
    text = {name: size * spent.text / stored for name, size in sizes.items()}
    shards = spent.phases[OVER_SHARDS].units
    before = Run(spent, spent.text, shards, spent.text / max(1, shards))
    if like is None and abs(sum(sizes.values()) - stored) <= 1:
        whole = Run(Spent({}), spent.text, shards, before.largest)
    else:
        whole = Run(Spent({}), sum(text.values()), *sharded(text, ingest.shard_bytes))
    estimator = Estimator(recipe.stages, [before], whole, _workers(recipe))
    phases = _left(recipe, outlooks, estimator.phases())
    return summed(estimator, phases, spent.start, _unknown(recipe, outlooks, spent))


def _stored(store: Store) -> int:
    """Bytes of the local files that a root was made of."""
    return sum(size for size, *_ in (store.read_json(MEMORY) or {}).values())


def _ingest(recipe: Recipe) -> Ingest:
    ingest = recipe.stages[0]
    assert isinstance(ingest, Ingest)
    return ingest


def _workers(recipe: Recipe) -> int:
    return recipe.execution.workers or default_workers()


def _left(recipe: Recipe, outlooks: Sequence[Outlook], phases: Sequence[Cost]) -> list[Cost]:
    """The phases that a run would make, in the order of the stages."""
    by_name = {o.stage.name(): o for o in outlooks}
    found: list[Cost] = []
    for stage in recipe.stages:
        of_stage = [p for p in phases if p.stage == stage.name()]
        outlook = by_name[stage.name()]
        if outlook.state == "runs":
            found += _from(outlook, of_stage)
    return found


def _from(outlook: Outlook, phases: Sequence[Cost]) -> list[Cost]:
    """The phases from the one on that a run begins with, without its units that are done."""
    names = [p.phase for p in phases]
    if outlook.phase not in names or outlook.units == 0:
        return list(phases)
    first, *others = phases[names.index(outlook.phase) :]
    part = 1 - outlook.done / outlook.units
    begun = replace(
        first, cpu=first.cpu * part, wall=first.wall * part, units=outlook.units - outlook.done
    )
    return [begun, *others]


def _unknown(recipe: Recipe, outlooks: Sequence[Outlook], spent: Spent) -> list[str]:
    """A note on the stages that would run and whose costs the log does not hold."""
    known = {stage for stage, _ in spent.phases}
    missing = [
        o.stage.name() for o in outlooks if o.state == "runs" and o.stage.name() not in known
    ]
    if not missing:
        return []
    return [f"{', '.join(missing)} have not run there: their costs are left out; --probe has them"]


def _of_samples(taken: dict[str, Taken]) -> list[str]:
    """Notes on sources whose sample is not spread over the whole."""
    begun = [name for name, t in taken.items() if t.begun]
    uncut = [name for name, t in taken.items() if t.uncut]
    notes = []
    if begun:
        notes.append(f"of large compressed files only the beginning was read: {', '.join(begun)}")
    if uncut:
        notes.append(f"of files that cannot be cut whole ones were taken: {', '.join(uncut)}")
    return notes


def _of_silence(ingest: Ingest, text: dict[str, int]) -> list[str]:
    """A note on sources without a document in the sample, which may end a run."""
    silent = [s.name for s in ingest.sources if not text[s.name] and not s.allow_empty]
    if not silent:
        return []
    return [
        f"no document came out of the sample of {', '.join(silent)}; a run ends at a source without any, "
        "unless it states `allow_empty: true`"
    ]


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
