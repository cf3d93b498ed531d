"""Quarantine: documents that a stage cannot process are dropped before it, by marks that give the reason.

`<root>/quarantine_<stage>/documents.json` lists them. They are tried again once the code or the fields of the
stage have changed, or the list is deleted.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

import polars as pl
import pyarrow as pa

from pipeline.core.code import reach
from pipeline.core.corpus import QUARANTINE, Corpus
from pipeline.core.errors import MalmoiError
from pipeline.core.identity import fingerprint
from pipeline.core.job import Job
from pipeline.core.paths import fields_of
from pipeline.core.poison import Culprit
from pipeline.core.stage import Stage
from pipeline.core.store import Store

LIST = "documents.json"


@dataclass(frozen=True)
class Quarantine:
    """The documents that are dropped before one stage."""

    stage: str
    # Fingerprint of the fields and the code of the stage.
    made: str
    culprits: tuple[Culprit, ...] = ()

    @staticmethod
    def before(step: Stage, job: Job) -> "Quarantine":
        """The quarantine that the root has for a stage: empty if the stage has changed since."""
        reached = reach(type(step))
        made = fingerprint([fields_of(step), reached.code, reached.libraries])
        empty = Quarantine(step.name(), made)
        made_then, stored = _read(job.store, empty.name)
        return replace(empty, culprits=stored) if made_then == made else empty

    @property
    def name(self) -> str:
        """Its name among the marking stages, and its folder."""
        return f"{QUARANTINE}{self.stage}"

    def with_more(self, culprits: Sequence[Culprit]) -> "Quarantine":
        """This quarantine with more documents."""
        known = {c.id: c for c in (*self.culprits, *culprits)}
        return replace(self, culprits=tuple(known[i] for i in sorted(known)))

    def write(self, store: Store) -> None:
        """Write the list to the root."""
        listed = {"made": self.made, "documents": [asdict(c) for c in self.culprits]}
        store.write_json(f"{self.name}/{LIST}", listed)

    def dropped_from(self, corpus: Corpus, job: Job) -> Corpus:
        """The corpus with these documents dropped; the corpus itself if there are none."""
        if not self.culprits:
            return corpus
        reasons = {c.id: c.kind for c in self.culprits}
        own = replace(job, stage=self.name, replace=True, around={})
        marked = own.mark(partial(held_back, reasons=reasons), corpus, ["id"], by_shard=True)
        return replace(marked, trail=(*corpus.trail, self.name))


def culprit(store: Store, name: str, document: str) -> Culprit | None:
    """What the quarantine `name` says about a document; None if it does not hold it."""
    stored = _read(store, name)[1] if name.startswith(QUARANTINE) else ()
    return next((c for c in stored if c.id == document), None)


def _read(store: Store, name: str) -> tuple[str, tuple[Culprit, ...]]:
    """(what the list was made for, its documents). Raises MalmoiError if it cannot be read."""
    try:
        stored = store.read_json(f"{name}/{LIST}")
        if stored is None:
            return "", ()
        return stored["made"], tuple(Culprit(**c) for c in stored["documents"])
    except (KeyError, TypeError, ValueError):
        raise MalmoiError(
            f"{store.uri}/{name}/{LIST}: is no list of quarantined documents; delete it: they are tried again"
        ) from None


def held_back(living: pa.Table, reasons: dict[str, Any]) -> pa.Table:
    """drop_reason of each document: why it is in quarantine, null if it is not."""
    ids = pl.DataFrame(living.select(["id"]))["id"]
    reason = ids.replace_strict(reasons, default=None, return_dtype=pl.String)
    return pa.table({"drop_reason": reason.to_arrow().cast(pa.string())})
