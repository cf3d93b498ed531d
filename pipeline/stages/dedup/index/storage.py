"""An index of what earlier runs kept: new documents are removed for old ones, never the reverse.

`<index>/index.json` holds the parameters, each generation what one run added:

- `exact`: text_hash of every document that entered, with its survivor: what came twice goes at once;
- `bands`: (band, address) of the survivors, in as many parts as the index has;
- `sketches`: (id, hashes) of the survivors, shard by shard, each hash the upper 32 bits of a shingle's.

A generation is named by what it was made of. A run consults the generations that were there when
it began, and remembers them in its root: doing it again gives the same.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import SHARD_BITS, Dataset, Store
from pipeline.core.errors import DataError, RecipeError
from pipeline.core.identity import describe, difference
from pipeline.core.job import Job

INDEX_FILE, GENERATION_FILE = "index.json", "generation.json"
MEMORY = "index.json"  # in the stage's folder of a root: what it consulted, and what it added
LEAST_PARTS = 16


@dataclass(frozen=True)
class Index:
    """The index in a folder, as a run that began at some moment sees it."""

    store: Store
    parts: int
    generations: tuple[str, ...]

    def identity(self) -> dict[str, Any]:
        return {"parts": self.parts, "generations": list(self.generations)}

    def datasets(self, phase: str) -> list[Dataset]:
        """This phase of every generation. Raises DataError for one that is no longer there."""
        found = []
        for name in self.generations:
            if not self.store.exists(f"{name}/{GENERATION_FILE}"):
                raise DataError(
                    f"{self.store.uri}: generation {name} is gone from the index, and this root has "
                    f"consulted it; remove dedup_fuzzy/{MEMORY} from the root to consult what is there now"
                )
            found.append(Dataset(self.store, f"{name}/{phase}"))
        return found


@dataclass(frozen=True)
class Together:
    """A phase of all generations, part by part. With `starts`, addresses become those of the shelf."""

    index: Index
    phase: str
    starts: tuple[int, ...] = ()

    @property
    def num_shards(self) -> int:
        return self.index.parts

    def identity(self) -> dict[str, Any]:
        return {"phase": self.phase, **self.index.identity()}

    @cached_property
    def _datasets(self) -> list[Dataset]:
        return self.index.datasets(self.phase)

    def read(self, shard: int) -> pa.Table:
        tables = [d.read(shard) for d in self._datasets]
        for i, start in enumerate(self.starts):
            at = tables[i].schema.get_field_index("address")
            moved = tables[i].column(at).to_numpy() + (start << SHARD_BITS)
            tables[i] = tables[i].set_column(at, "address", pa.array(moved))
        return pa.concat_tables(tables)


@dataclass(frozen=True)
class Shelf:
    """The sketches of all generations one after the other: old shard i of all there are."""

    index: Index

    @cached_property
    def _shards(self) -> list[tuple[Dataset, int]]:
        return [(d, i) for d in self.index.datasets("sketches") for i in range(d.num_shards)]

    @property
    def num_shards(self) -> int:
        return len(self._shards)

    def identity(self) -> dict[str, Any]:
        return {"phase": "sketches", **self.index.identity()}

    def read(self, shard: int) -> pa.Table:
        dataset, own = self._shards[shard]
        return dataset.read(own)

    def starts(self) -> tuple[int, ...]:
        """The first old shard of each generation."""
        nums = [d.num_shards for d in self.index.datasets("sketches")]
        return tuple(accumulate(nums[:-1], initial=0))


def opened(path: str, parameters: dict[str, Any], corpus: Corpus, job: Job) -> Index:
    """The index at `path`, made if there is none. Raises RecipeError if its parameters are others."""
    store = Store(path)
    parameters = describe(parameters)
    found = store.read_json(INDEX_FILE)
    if found is None:
        found = {"parameters": parameters, "parts": max(LEAST_PARTS, corpus.num_shards)}
        store.write_json(INDEX_FILE, found)
    if found["parameters"] != parameters:
        lines = "\n  ".join(difference(found["parameters"], parameters))
        raise RecipeError(
            f"{job.stage}.index: {path} was made with other parameters:\n  {lines}\n"
            "Give the same ones, or another folder."
        )
    memory = job.store.read_json(f"{job.stage}/{MEMORY}") or {}
    if memory.get("index") != path:
        names = sorted(store.folders(""))
        there = [n for n in names if store.exists(f"{n}/{GENERATION_FILE}")]
        memory = {"index": path, "consulted": there}
        job.store.write_json(f"{job.stage}/{MEMORY}", memory)
    return Index(store, found["parts"], tuple(memory["consulted"]))
