"""The files of an index: parameters, generations, and their phases as numbered shards."""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import SHARD_BITS, Dataset
from pipeline.core.errors import DataError, RecipeError
from pipeline.core.identity import describe, difference
from pipeline.core.job import Job
from pipeline.core.store import Store

INDEX_FILE, GENERATION_FILE = "index.json", "generation.json"
# In the stage's folder of a root: the generations that it consulted, and the one that it added.
MEMORY = "index.json"
LEAST_PARTS = 16


@dataclass(frozen=True)
class Index:
    """The index in a folder, with the generations that existed when a run began."""

    store: Store
    parts: int
    generations: tuple[str, ...]

    def identity(self) -> dict[str, Any]:
        """The number of parts and the names of the generations, each a fingerprint of its content."""
        return {"parts": self.parts, "generations": list(self.generations)}

    def datasets(self, phase: str) -> list[Dataset]:
        """This phase of every generation. Raises DataError naming a generation that no longer exists."""
        datasets = []
        for name in self.generations:
            if not self.store.exists(f"{name}/{GENERATION_FILE}"):
                raise DataError(
                    f"{self.store.uri}: generation {name} is gone from the index, and this root has "
                    f"consulted it; remove dedup_fuzzy/{MEMORY} from the root to consult the present ones"
                )
            datasets.append(Dataset(self.store, f"{name}/{phase}"))
        return datasets


@dataclass(frozen=True)
class IndexPhase:
    """A phase of all generations, part by part. With `starts`, addresses become those of IndexSketches."""

    index: Index
    phase: str
    starts: tuple[int, ...] = ()

    @property
    def num_shards(self) -> int:
        """The number of parts of the index."""
        return self.index.parts

    def identity(self) -> dict[str, Any]:
        """The phase and the generations."""
        return {"phase": self.phase, **self.index.identity()}

    @cached_property
    def _datasets(self) -> list[Dataset]:
        return self.index.datasets(self.phase)

    def read(self, shard: int) -> pa.Table:
        """The rows of a part in all generations, in their order."""
        tables = [d.read(shard) for d in self._datasets]
        for i, start in enumerate(self.starts):
            at = tables[i].schema.get_field_index("address")
            moved = tables[i].column(at).to_numpy() + (start << SHARD_BITS)
            tables[i] = tables[i].set_column(at, "address", pa.array(moved))
        return pa.concat_tables(tables)


@dataclass(frozen=True)
class IndexSketches:
    """The shards of sketches of all generations, one after the other."""

    index: Index

    @cached_property
    def _shards(self) -> list[tuple[Dataset, int]]:
        return [(d, i) for d in self.index.datasets("sketches") for i in range(d.num_shards)]

    @property
    def num_shards(self) -> int:
        """The number of shards of all generations together."""
        return len(self._shards)

    def identity(self) -> dict[str, Any]:
        """The phase and the generations."""
        return {"phase": "sketches", **self.index.identity()}

    def read(self, shard: int) -> pa.Table:
        """(address, id, source, hashes) of a shard; addresses are those of its generation."""
        dataset, number = self._shards[shard]
        return dataset.read(number)

    def starts(self) -> tuple[int, ...]:
        """The number of the first shard of each generation."""
        nums = [d.num_shards for d in self.index.datasets("sketches")]
        return tuple(accumulate(nums[:-1], initial=0))


def open_index(path: str, parameters: dict[str, Any], corpus: Corpus, job: Job) -> Index:
    """The index at `path`, created if it does not exist. Raises RecipeError if its parameters differ."""
    store = Store(path)
    parameters = describe(parameters)
    stored = store.read_json(INDEX_FILE)
    if stored is None:
        stored = {"parameters": parameters, "parts": max(LEAST_PARTS, corpus.num_shards)}
        store.write_json(INDEX_FILE, stored)
    if stored["parameters"] != parameters:
        lines = "\n  ".join(difference(stored["parameters"], parameters))
        raise RecipeError(
            f"{job.stage}.index: {path} was made with other parameters:\n  {lines}\n"
            "Give the same ones, or another folder."
        )
    memory = job.store.read_json(f"{job.stage}/{MEMORY}") or {}
    if memory.get("index") != path:
        names = sorted(store.folders(""))
        finished = [n for n in names if store.exists(f"{n}/{GENERATION_FILE}")]
        memory = {"index": path, "consulted": finished}
        job.store.write_json(f"{job.stage}/{MEMORY}", memory)
    return Index(store, stored["parts"], tuple(memory["consulted"]))
