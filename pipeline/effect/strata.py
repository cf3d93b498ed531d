"""Held-out text: read like the sources of a run, without what would judge more than text."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xxhash

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.core.progress import Progress
from pipeline.readers.source import Source
from pipeline.recipe.execution import Execution
from pipeline.recipe.recipe import Recipe
from pipeline.stages.ingest import Ingest
from pipeline.stages.scrub.stage import Scrub

LEAST_BYTES = 100  # shorter texts measure their beginnings only


@dataclass(frozen=True)
class Strata:
    """The documents that judge. `kept` are (stratum, shard, row) of each, int64 [n, 3]; `bytes` their sizes;
    `left_out` counts those of a stratum with personal data, and those that are too short."""

    names: tuple[str, ...]
    corpus: Corpus
    kept: np.ndarray
    bytes: np.ndarray
    left_out: dict[str, dict[str, int]]

    def identity(self) -> dict[str, Any]:
        return {
            "documents": self.corpus.identity(),
            "kept": xxhash.xxh3_128_hexdigest(self.kept.tobytes()),
        }

    def texts(self, shard: int) -> pa.ChunkedArray:
        """The texts of a shard."""
        return self.corpus.columns(shard, ["text"])["text"]

    def told(self, place: np.ndarray) -> str:
        """The id of a document, by a row of `kept`."""
        _, shard, row = place.tolist()
        return self.corpus.columns(shard, ["id"])["id"][row].as_py()

    def without(self, leaked: np.ndarray) -> "Strata":
        """These strata without the documents of the mask. Raises RecipeError if a stratum loses all."""
        names = np.array(self.names)
        counted = {
            name: {**self.left_out[name], "leaked": int((leaked & (self.kept[:, 0] == i)).sum())}
            for i, name in enumerate(self.names)
        }
        for i, name in enumerate(names):
            if not (~leaked & (self.kept[:, 0] == i)).any():
                out = counted[str(name)]
                raise RecipeError(
                    f"stratum {name}: no document is left to judge by: {out['masked']} hold personal data, "
                    f"{out['short']} are below {LEAST_BYTES} bytes, {out['leaked']} stand in an arm; give "
                    "other text"
                )
        return Strata(self.names, self.corpus, self.kept[~leaked], self.bytes[~leaked], counted)


def read(
    sources: tuple[Source, ...], home: str, execution: Execution, progress: Progress
) -> Strata:
    """Ingest the strata into a root of their own, and choose their documents: those in which scrub finds
    nothing to mask, because arms differ in what is masked.

    Raises RecipeError if nothing of a stratum is left."""
    recipe = Recipe(home, (Ingest(sources=sources), Scrub()), execution)
    corpus = recipes.run(recipe, replace_stale=True, progress=progress)
    names = [s.name for s in sources]
    kept, sizes = [np.zeros((0, 3), np.int64)], [np.zeros(0, np.int64)]
    left_out = {name: {"masked": 0, "short": 0} for name in names}
    for shard in range(corpus.num_shards):
        table = corpus.columns(shard, ["source", "bytes", "scrubbed"])
        places = pc.index_in(table["source"], pc.cast(names, table["source"].type)).to_numpy()  # type: ignore[arg-type]
        size = table["bytes"].to_numpy()
        masked = pc.greater(pc.fill_null(pc.list_value_length(table["scrubbed"]), 0), 0).to_numpy()
        short = ~masked & (size < LEAST_BYTES)
        for place, name in enumerate(names):
            left_out[name]["masked"] += int((masked & (places == place)).sum())
            left_out[name]["short"] += int((short & (places == place)).sum())
        rows = np.flatnonzero(~masked & ~short)
        kept.append(np.stack([places[rows], np.full(len(rows), shard), rows], axis=1))
        sizes.append(size[rows])
    strata = Strata(tuple(names), corpus, np.concatenate(kept), np.concatenate(sizes), left_out)
    return strata.without(np.zeros(len(strata.kept), bool))
