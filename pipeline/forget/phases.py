"""The phases of a root that hold something of a document, and what is done to each of their shards."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow.compute as pc

from pipeline.contract import index_of
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import COMMIT_FILE, PHASE_FILE, Dataset
from pipeline.core.forgotten import Listed
from pipeline.core.retired import RETIRED, files_of
from pipeline.core.store import Store
from pipeline.forget import needles
from pipeline.forget.asked import Asked
from pipeline.forget.journal import Action, measured
from pipeline.forget.packed import pieces_of
from pipeline.forget.traces import Traces, evidence_of

PACK, REJECTS = "pack", "ingest/rejects"
# Kinds of phases with a row for each document that lived when its stage began, in their order.
BY_PLACE = ("scores", "predictions")
# Numbers and sums of many documents, which name none, and what reports count by.
SUMS = (
    "sizes",
    "parts",
    "jumps",
    "held_out",
    "used",
    "words_used",
    "counts",
    "thresholds",
    "plan",
    "report",
    "files",
)
# Models that stay: the tokenizer, whose merges are what packed rows mean, and those that a recipe names. A
# classifier that was trained here has scored, and spells out words that it has read: it goes.
MODELS = ("models", "trained")


def finished(store: Store) -> Iterator[tuple[str, dict[str, Any]]]:
    """(path, commit) of every finished phase whose files are there."""
    for stage in store.folders(""):
        for phase in store.folders(stage):
            commit = store.read_json(f"{stage}/{phase}/{COMMIT_FILE}")
            if commit is not None and not commit.get(RETIRED):
                yield f"{stage}/{phase}", commit


def unfinished(store: Store) -> Iterator[str]:
    """The phases that a run has begun and not ended."""
    for stage in store.folders(""):
        for phase in store.folders(stage):
            path = f"{stage}/{phase}"
            if store.exists(f"{path}/{PHASE_FILE}") and not store.exists(f"{path}/{COMMIT_FILE}"):
                yield path


def kind_of(path: str) -> str:
    """The name of a phase without what it is of: `jumps` for `mix/jumps_train`, `trained` alone."""
    phase = path.partition("/")[2]
    known = (*SUMS, *MODELS, *BY_PLACE)
    return next((k for k in known if phase == k or phase.startswith(f"{k}_")), phase)


def touched(corpus: Corpus, asked: Asked, traces: Traces, ids: set[str]) -> list[Action]:
    """The actions on shards that hold a row of these documents, or name them."""
    if not ids:
        return []
    store = corpus.documents.store
    evidence = set(evidence_of(store))
    actions: list[Action] = []
    for path, _ in finished(store):
        if path.startswith(f"{PACK}/"):
            continue
        if path in evidence:
            actions += _naming(store, path, ids)
        elif is_by_document(corpus, path):
            actions += _by_document(corpus, path, traces)
        elif _is_by_row(corpus, path):
            for shard, of_shard in traces.by_shard().items():
                name = Dataset(store, path).paths[shard]
                rows = [t.row for t in of_shard]
                actions.append(measured(store, name, "signatures", rows=rows))
        elif kind_of(path) in BY_PLACE:
            actions += _by_place(corpus, path, traces)
    return [*actions, *_packed(store, ids)]


def is_by_document(corpus: Corpus, path: str) -> bool:
    """True for a phase with a row for each document, at the place that the document has."""
    dataset = Dataset(corpus.documents.store, path)
    if not dataset.shards or not dataset.shards[0].endswith(".parquet"):
        return False
    return dataset.rows == corpus.documents.rows and "id" in dataset.schema.names


def _is_by_row(corpus: Corpus, path: str) -> bool:
    """True for signatures: a row for each living document with its number in the shard."""
    if path.partition("/")[2] != "signatures":
        return False
    dataset = Dataset(corpus.documents.store, path)
    return dataset.num_shards == corpus.num_shards and "row" in dataset.schema.names


def _by_document(corpus: Corpus, path: str, traces: Traces) -> Iterator[Action]:
    store, dataset = corpus.documents.store, Dataset(corpus.documents.store, path)
    stages = {marks.path: stage for stage, marks in corpus.marks}
    for shard, of_shard in traces.by_shard().items():
        more = {"mark": stages[path]} if path in stages else {}
        rows = [t.row for t in of_shard]
        yield measured(store, dataset.paths[shard], "rows", shard=shard, rows=rows, **more)


def _by_place(corpus: Corpus, path: str, traces: Traces) -> Iterator[Action]:
    """The shards of scores: the row of a document is its place among those that lived before the stage."""
    store, dataset = corpus.documents.store, Dataset(corpus.documents.store, path)
    stage = path.partition("/")[0]
    before = corpus.before(stage) if stage in dict(corpus.marks) else corpus
    for shard, of_shard in traces.by_shard().items():
        living = before.living_rows(shard)
        if dataset.num_shards != corpus.num_shards or dataset.rows[shard] != len(living):
            continue
        rows = np.intersect1d([t.row for t in of_shard], living)
        places = np.searchsorted(living, rows).tolist()
        if places:
            name = dataset.paths[shard]
            yield measured(store, name, "scores", rows=rows.tolist(), places=places)


def _naming(store: Store, path: str, ids: set[str]) -> Iterator[Action]:
    """The shards of evidence that name one of the documents."""
    dataset = Dataset(store, path)
    for shard, name in enumerate(dataset.paths):
        if not dataset.rows[shard]:
            continue
        table = dataset.read(shard, ["removed_id", "kept_id"])
        number = sum(
            any(value in ids for value in pair)
            for pair in zip(*(c.to_pylist() for c in table.columns), strict=True)
        )
        if number:
            yield measured(store, name, "names", number=number)


def _packed(store: Store, ids: set[str]) -> Iterator[Action]:
    """The packed shards that hold tokens of the documents, each before its index: from the index the tokens
    are found."""
    for path, _ in finished(store):
        phase = path.removeprefix(f"{PACK}/")
        if not path.startswith(f"{PACK}/") or phase.endswith(".index"):
            continue
        rows, index = Dataset(store, path), Dataset(store, f"{PACK}/{index_of(phase)}")
        pad = store.read_json(f"{path}/{PHASE_FILE}")["arguments"]["pad"]  # type: ignore[index]
        for shard, name in enumerate(rows.paths):
            found = pieces_of(index.read(shard, ["id", "tokens"]), ids)
            if len(found):
                number, tokens = len(found), pc.sum(found.column("tokens")).as_py()
                places = {"index": index.paths[shard], "pad": pad}
                yield measured(store, name, "packed", number=number, tokens=tokens, **places)
                yield measured(store, index.paths[shard], "pieces", number=number)


def rejects(store: Store, asked: Asked, listed: Listed) -> tuple[list[Action], set[str]]:
    """(actions on the beginnings of rejected records that hold a needle, the hashes of these). Other requests
    name documents, which a reject is not."""
    if asked.by != "containing" or not store.exists(f"{REJECTS}/{COMMIT_FILE}"):
        return [], set()
    dataset, actions, keys = Dataset(store, REJECTS), [], set()
    for shard, name in enumerate(dataset.paths):
        if not dataset.rows[shard]:
            continue
        raw = dataset.read(shard, ["raw"]).column(0)
        rows = np.flatnonzero(needles.holds(raw, "raw", list(asked.values))).tolist()
        if rows:
            actions.append(measured(store, name, "rejects", rows=rows))
            keys |= {listed.key("raw", raw[row].as_py()) for row in rows}
    return actions, keys


def retired(corpus: Corpus) -> list[dict[str, Any]]:
    """The phases whose files go as a whole: steps between stages, in which words, hashes or places of
    documents stand. They stand without files, as after `malmoi gc`; exchanges are made again whenever
    documents are added."""
    store, found = corpus.documents.store, []
    parts = (corpus.documents, *dict(corpus.marks).values(), *dict(corpus.built).values())
    kept = {part.path for part in parts} | set(evidence_of(store)) | {REJECTS}
    for path, commit in finished(store):
        stays = path in kept or path.startswith(f"{PACK}/") or kind_of(path) in SUMS + MODELS
        if (
            stays
            or kind_of(path) in BY_PLACE
            or is_by_document(corpus, path)
            or _is_by_row(corpus, path)
        ):
            continue
        files = files_of(store, path)
        if files:
            size = sum(files.values())
            numbers = {"files": len(files), "bytes": size, "content": commit["content"]}
            found.append({"path": path, **numbers})
    for path in unfinished(store):
        sizes = store.sizes(path)
        numbers = {"files": len(sizes), "bytes": sum(sizes.values()), "content": ""}
        found.append({"path": path, **numbers, "unfinished": True})
    return found


def contents_of_files(store: Store) -> dict[tuple[str, str], str]:
    """(source, file) -> the hash of the file, as ingest read it. A member of an archive counts with the
    hash of the archive."""
    made = store.read_json(f"ingest/documents/{PHASE_FILE}") or {}
    contents = {
        (item["source"]["name"], file["file"]): file["content"]
        for item in made.get("items", [])
        for file in item.get("files", [])
    }
    return _Contents(contents)


class _Contents(dict[tuple[str, str], str]):
    """Hashes by source and file, in which a member is found by its archive."""

    def get(self, key: tuple[str, str], default: str = "") -> str:  # type: ignore[override]
        """The hash of a file, or of the archive around a member; the default if neither is known."""
        source, name = key
        while name:
            if (source, name) in self:
                return self[source, name]
            name = name.rpartition("!")[0]
        return default
