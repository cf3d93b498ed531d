"""A model of each arm, of n-grams or a decoder, and the bits that held-out documents cost by it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import xxhash

from pipeline.core.dataset import Dataset
from pipeline.core.identity import fingerprint
from pipeline.core.job import Job
from pipeline.core.kernel import Kernel
from pipeline.effect.decoder import run as decoder
from pipeline.effect.decoder.sizes import Name
from pipeline.effect.draw import Pool, gathered
from pipeline.effect.recipe import Judged
from pipeline.effect.tokens import ids_of


@dataclass(frozen=True)
class Fit:
    """One model: the documents of an arm in the order of one seed, and the datasets with their tokens."""

    arm: str
    seed: int
    pool: Pool
    datasets: tuple[Dataset, ...]
    # Where checkpoints lie while a decoder is trained.
    home: str = ""

    def identity(self) -> dict[str, Any]:
        state, pool = xxhash.xxh3_128(), self.pool
        for array in (pool.key, pool.epoch, pool.dataset, pool.shard, pool.row, pool.tokens):
            state.update(array.tobytes())
        used = sorted(set(self.pool.dataset.tolist()))
        return {
            "seed": self.seed,
            "documents": state.hexdigest(),
            "datasets": [self.datasets[i].identity() for i in used],
        }


@dataclass(frozen=True)
class Judges:
    """The tokens of the held-out documents: (shard, row) of each, int64 [n, 2], in a dataset."""

    dataset: Dataset
    places: np.ndarray

    def identity(self) -> dict[str, Any]:
        places = xxhash.xxh3_128_hexdigest(self.places.tobytes())
        return {"tokens": self.dataset.identity(), "places": places}

    def read(self) -> tuple[np.ndarray, np.ndarray]:
        """(offsets int64 [n + 1], ids int32) of the documents in their order."""
        texts: list[np.ndarray] = [np.zeros(0, np.int32)] * len(self.places)
        for shard in np.unique(self.places[:, 0]).tolist():
            which = np.flatnonzero(self.places[:, 0] == shard)
            offsets, ids = ids_of(self.dataset, shard, self.places[which, 1])
            for i, document in enumerate(which.tolist()):
                texts[document] = ids[offsets[i] : offsets[i + 1]]
        offsets = np.concatenate([[0], np.cumsum([len(t) for t in texts])]).astype(np.int64)
        return offsets, np.concatenate([*texts, np.zeros(0, np.int32)])


def bits(
    job: Job, fits: Sequence[Fit], judges: Judges, vocabulary: int, asked: Judged
) -> list[np.ndarray]:
    """For each fit the bits of every held-out document, its end included: float64 [n]."""
    if asked.tier == "decoder":
        fit = partial(_decoded, judges=judges, vocabulary=vocabulary, size=asked.size)
    else:
        fit = partial(
            _bits,
            judges=judges,
            vocabulary=vocabulary,
            order=asked.order,
            kernel=job.kernel("ngrams"),
        )
    written = job.make("bits", fit, list(fits))
    return [written.read(i).column("bits").to_numpy() for i in range(written.num_shards)]


def _bits(
    fit: Fit, judges: Judges, vocabulary: int, order: int, kernel: Kernel
) -> Iterator[pa.Table]:
    documents = gathered(fit.pool, list(fit.datasets))
    of_each = kernel.load().bits(*documents, *judges.read(), vocabulary, order)
    yield pa.table({"bits": pa.array(of_each)})


def _decoded(fit: Fit, judges: Judges, vocabulary: int, size: Name) -> Iterator[pa.Table]:
    documents = gathered(fit.pool, list(fit.datasets))
    home = Path(fit.home) / fingerprint([fit.identity(), size])
    of_each = decoder.bits(size, fit.seed, documents, judges.read(), vocabulary, home)
    yield pa.table({"bits": pa.array(of_each)})
