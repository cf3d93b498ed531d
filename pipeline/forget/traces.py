"""Where documents lie in a root: their rows, copies of their texts, and what is near them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import COMMIT_FILE, Dataset
from pipeline.core.retired import is_retired
from pipeline.core.schema import EVIDENCE
from pipeline.core.store import Store
from pipeline.core.unit import NO_TEXT
from pipeline.report.copies import COPY_RULES

# How a document came to be forgotten: it was asked for, it has the text of one that was, it is near one.
ASKED, COPY, NEAR = "asked", "copy", "near"


@dataclass(frozen=True)
class Trace:
    """A document that goes: its place, its id, and how it came to go."""

    shard: int
    row: int
    id: str
    how: str


@dataclass
class Traces:
    """The documents that go, by id, and the ids of near ones that stay."""

    found: dict[str, Trace] = field(default_factory=dict)
    near: list[str] = field(default_factory=list)

    def add(self, shard: int, rows: np.ndarray, ids: pa.ChunkedArray, how: str) -> None:
        """Add documents of a shard that are not among them yet."""
        for row in rows.tolist():
            document = ids[row].as_py()
            self.found.setdefault(document, Trace(shard, row, document, how))

    def by_shard(self) -> dict[int, list[Trace]]:
        """Shard -> its documents, by row."""
        shards: dict[int, list[Trace]] = {}
        for trace in sorted(self.found.values(), key=lambda t: (t.shard, t.row)):
            shards.setdefault(trace.shard, []).append(trace)
        return shards


def texts_of(corpus: Corpus) -> list[Dataset]:
    """The phases that hold the texts of a corpus, as they came first: those that still have files."""
    store, last = corpus.documents.store, corpus.documents
    found = [] if is_retired(store, last.path) else [last]
    for path in ("ingest/distinct", "ingest/documents"):
        if path == last.path or not store.exists(f"{path}/{COMMIT_FILE}"):
            continue
        raw = Dataset(store, path)
        if not is_retired(store, path) and raw.rows == last.rows:
            return [raw, *found]
    return found


def add_copies(corpus: Corpus, traces: Traces) -> None:
    """Add the documents whose text, as ingest cleaned it, is that of one of them, byte for byte. Reads
    `text_hash` of every document."""
    (first, *_) = texts_of(corpus)
    hashes: set[bytes] = set()
    for shard, found in traces.by_shard().items():
        column = first.read(shard, ["text_hash"]).column(0)
        hashes |= {column[t.row].as_py() for t in found}
    wanted = pa.array(sorted(hashes - {NO_TEXT}), pa.binary(16))
    if not len(wanted):
        return
    for shard in range(corpus.num_shards):
        table = first.read(shard, ["text_hash"])
        rows = np.flatnonzero(pc.is_in(table.column(0), value_set=wanted).to_numpy(False))
        if len(rows):
            traces.add(shard, rows, corpus.documents.read(shard, ["id"]).column(0), COPY)


def add_near(corpus: Corpus, traces: Traces, take: bool) -> None:
    """Find the documents that deduplication named as copies of these, or these as copies of: add them if
    `take`, else list them. Reads the evidence of every stage."""
    pairs = [pair for path in evidence_of(corpus.documents.store) for pair in _pairs(corpus, path)]
    known = {*traces.found}
    while True:
        ids = pa.array(sorted(known), pa.string())
        more = {i for removed, kept in pairs for i in _neighbours(removed, kept, ids)} - known
        if not more:
            break
        known |= more
    near = sorted(known - set(traces.found))
    if not take:
        traces.near = near
        return
    wanted = pa.array(near, pa.string())
    for shard in range(corpus.num_shards) if near else ():
        ids = corpus.documents.read(shard, ["id"]).column(0)
        rows = np.flatnonzero(pc.is_in(ids, value_set=wanted).to_numpy(False))
        traces.add(shard, rows, ids, NEAR)


def evidence_of(store: Store) -> Iterator[str]:
    """The finished phases of a root whose rows name a removed and a kept document."""
    for stage in store.folders(""):
        for phase in store.folders(stage):
            path = f"{stage}/{phase}"
            if phase != "evidence" or not store.exists(f"{path}/{COMMIT_FILE}"):
                continue
            dataset = Dataset(store, path)
            is_listed = dataset.shards and dataset.shards[0].endswith(".parquet")
            if is_listed and set(EVIDENCE.names) <= set(dataset.schema.names):
                yield path


def _pairs(corpus: Corpus, path: str) -> Iterator[tuple[Any, Any]]:
    """(removed ids, kept ids) of the copies that a phase of evidence names, shard by shard."""
    dataset = Dataset(corpus.documents.store, path)
    rules = pa.array(COPY_RULES)
    for shard in range(dataset.num_shards):
        if not dataset.rows[shard]:
            continue
        table = dataset.read(shard, ["removed_id", "kept_id", "rule"])
        table = table.filter(pc.is_in(table.column("rule"), value_set=rules))
        if len(table):
            yield table.column("removed_id"), table.column("kept_id")


def _neighbours(removed: Any, kept: Any, ids: pa.Array) -> set[str]:
    """The other documents of the pairs that name one of these."""
    of_removed = kept.filter(pc.is_in(removed, value_set=ids))
    of_kept = removed.filter(pc.is_in(kept, value_set=ids))
    return {*of_removed.to_pylist(), *of_kept.to_pylist()} - {None}
