"""The index of near deduplication: what this root has added to it of documents that go."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import COMMIT_FILE, SHARD_BITS, Dataset
from pipeline.core.errors import DataError
from pipeline.core.store import Store
from pipeline.core.unit import NO_TEXT
from pipeline.forget.journal import Action, measured
from pipeline.forget.traces import Traces

# In the folder of a stage: the index that it consults, and the generation that it added.
MEMORY = "index.json"


def touched(corpus: Corpus, traces: Traces, ids: set[str]) -> Iterator[Action]:
    """The actions on the shards of the generation that this root added: all its rows of these documents go.

    Reads the columns of ids, hashes and addresses of that generation. Raises DataError if the index cannot
    be reached."""
    if not ids:
        return
    for store, own in _generations(corpus.documents.store):
        addresses = {(t.shard << SHARD_BITS) + t.row for t in traces.found.values()}
        hashes = {h for shard, of in traces.by_shard().items() for h in _hashes(corpus, shard, of)}
        wanted = {
            "exact": [("kept_id", sorted(ids)), ("text_hash", sorted(hashes - {NO_TEXT}))],
            "bands": [("address", sorted(addresses))],
            "sketches": [("id", sorted(ids))],
        }
        for phase, columns in wanted.items():
            path = f"{own}/{phase}"
            if not store.exists(f"{path}/{COMMIT_FILE}"):
                continue
            dataset = Dataset(store, path)
            for shard, name in enumerate(dataset.paths):
                rows = _rows(dataset, shard, columns)
                if rows:
                    yield measured(store, name, "without_places", root=store.uri, rows=rows)


def _generations(store: Store) -> Iterator[tuple[Store, str]]:
    """(the index, the generation that this root added) of each stage that has one."""
    for stage in store.folders(""):
        memory = store.read_json(f"{stage}/{MEMORY}")
        if not isinstance(memory, dict) or not memory.get("own"):
            continue
        index = Store(memory["index"])
        try:
            known = index.exists(memory["own"])
        except OSError as error:
            raise DataError(
                f"{memory['index']}: the index of {stage} cannot be reached ({error}); it holds entries of "
                "the documents: make it reachable and type the same command"
            ) from None
        if known:
            yield index, memory["own"]


def _hashes(corpus: Corpus, shard: int, of_shard: list[Any]) -> set[bytes]:
    column = corpus.documents.read(shard, ["text_hash"]).column(0)
    return {column[t.row].as_py() for t in of_shard}


def _rows(dataset: Dataset, shard: int, columns: list[tuple[str, list[Any]]]) -> list[int]:
    """The rows of a shard with one of the values in one of the columns."""
    if not dataset.rows[shard]:
        return []
    table = dataset.read(shard, [name for name, _ in columns])
    found = np.zeros(len(table), bool)
    for name, values in columns:
        wanted = pa.array(values, table.schema.field(name).type)
        found |= pc.is_in(table.column(name), value_set=wanted).to_numpy(False)
    return np.flatnonzero(found).tolist()
