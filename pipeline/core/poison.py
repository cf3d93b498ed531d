"""Poison: the documents that make a unit crash, hang, swell or raise, found by parts of its shard.

A unit that failed is tried again on eighths of its rows, the eighths that fail on eighths of theirs, down to
single documents. Nothing is written; parts run side by side, each under a shorter limit of time.

A document is blamed if it fails alone on a known ground. A function that cannot take few rows fails on sound
parts too, on a ground of its own: a new ground counts if at most half of the parts that were cut from one
fail on it, and those parts are wider than a row.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.core.corpus import Corpus
from pipeline.core.executor import Executor, Failed, Ground, Kind, Needs
from pipeline.core.unit import OverShards

# Parts that a failing part is cut into: a shard of 50,000 documents takes six rounds.
FAN = 8
# What is kept of a crash: executors know more or less of it, and the list is the same under each.
REASONS: dict[str, str] = {"crash": "its process ended", "memory": "it took too much memory"}
# Failing units after which a phase is ended, to look at these: a defect of the code makes every unit fail.
MOST_UNITS = 16
# Searches in one shard: a document that fails on a ground that others hide is found by the next one.
MOST_SEARCHES = 5
# Documents that a stage may quarantine of a small corpus: so many, and a quarter of it, and one, at most.
GRACE, GRACE_SHARE = 10, 0.25


@dataclass(frozen=True)
class Bounds:
    """How long units and single documents may take, and which share of documents may be quarantined."""

    seconds_per_unit: float | None = None
    seconds_per_record: float = 60
    share: float = 0.0001

    def most(self, documents: int) -> int:
        """The documents that a stage may quarantine."""
        return max(1, min(GRACE, int(documents * GRACE_SHARE)), int(documents * self.share))


NO_BOUNDS = Bounds()


@dataclass(frozen=True)
class Culprit:
    """A document that makes a phase fail by itself."""

    id: str
    kind: Kind
    # As `Failed` has it: without values of the document.
    reason: str
    phase: str


class Poisoned(Exception):  # noqa: N818 - the fold takes it up: no run ends with it
    """Documents of some shards that make a phase fail, each by itself; `error` ends the run if they are too
    many."""

    def __init__(
        self, culprits: Sequence[Culprit], error: BaseException, shards: Sequence[int] = ()
    ) -> None:
        self.culprits, self.error, self.shards = tuple(culprits), error, tuple(shards)


@dataclass(frozen=True)
class Part:
    """Consecutive rows of what a work item reads of a shard."""

    shard: int
    start: int
    stop: int

    def cut(self) -> Iterator["Part"]:
        """At most FAN parts of equal size."""
        width = max(1, -(-(self.stop - self.start) // FAN))
        for start in range(self.start, self.stop, width):
            yield replace(self, start=start, stop=min(start + width, self.stop))


@dataclass(frozen=True)
class Attempt:
    """Call the function of a work item on a part of a shard, and forget the result."""

    work: OverShards

    def __call__(self, part: Part) -> Part:
        table, aligned = self.work.read(part.shard)
        rows = slice(part.start, part.stop)
        # datasets beside a shard have a row for each of its rows, or rows of their own, found by a key
        beside = (d[rows] if len(d) == len(table) else d for d in aligned)
        self.work.call(table[rows], *beside)
        return part


def culprits(
    executor: Executor,
    work: Any,
    failed: Sequence[Failed],
    needs: Needs,
    bounds: Bounds,
    phase: str,
) -> list[Culprit]:
    """The documents that fail alone in the units that failed, at most one more than may be quarantined; [] if
    none does, or if the source of the phase is not a corpus."""
    source = getattr(work, "source", None)
    if not isinstance(source, Corpus):
        return []
    most = bounds.most(source.documents.num_rows)
    found: list[tuple[Part, Failed]] = []
    sizes = {f.item.item: len(source.living_rows(f.item.item)) for f in failed}
    known = {f.ground for f in failed}
    parents = {
        part: whole
        for whole in (Part(shard, 0, size) for shard, size in sizes.items())
        for part in whole.cut()
    }
    while parents and len(found) <= most:
        longest = max(p.stop - p.start for p in parents)
        share = longest / max(sizes.values())
        limit = (
            bounds.seconds_per_unit and bounds.seconds_per_record + share * bounds.seconds_per_unit
        )
        once = replace(needs, retries=0, seconds=limit)
        results = executor.map(Attempt(work), list(parents), once)
        failing = [r for r in results if isinstance(r, Failed)]
        known |= _new_grounds(failing, parents)
        failing = [f for f in failing if f.ground in known]
        found += [(f.item, f) for f in failing if f.item.stop - f.item.start == 1]
        wider = [f.item for f in failing if f.item.stop - f.item.start > 1]
        # more failing parts than documents may fail: to name one too many is enough
        parents = {part: whole for whole in wider[: most + 1] for part in whole.cut()}
    alone = f"it takes longer than {bounds.seconds_per_record:g} seconds"
    return [
        Culprit(_id(source, p), f.kind, {**REASONS, "timeout": alone}.get(f.kind, f.reason), phase)
        for p, f in found[: most + 1]
    ]


def _new_grounds(failing: Sequence[Failed], parents: dict[Part, Part]) -> set[Ground]:
    """The grounds on which at most half of the parts of one part fail, if these are wider than a row."""
    siblings = Counter(parents.values())
    counts = Counter((parents[f.item], f.ground) for f in failing if f.item.stop - f.item.start > 1)
    return {g for (parent, g), number in counts.items() if 2 * number <= siblings[parent]}


def _id(corpus: Corpus, part: Part) -> str:
    return corpus.read(part.shard, ["id"]).column("id")[part.start].as_py()
