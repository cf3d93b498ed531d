"""A model of each arm, of n-grams or a decoder, and the bits that held-out documents cost by it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import xxhash

from pipeline.core.dataset import Dataset, Folder
from pipeline.core.identity import fingerprint
from pipeline.core.job import Job
from pipeline.core.kernel import Kernel
from pipeline.effect.decoder import run as decoder
from pipeline.effect.decoder.sizes import Name
from pipeline.effect.draw import Pool, gathered
from pipeline.effect.recipe import Judged
from pipeline.effect.tokens import ids_of

Documents = tuple[np.ndarray, np.ndarray]  # offsets int64 [n + 1], ids int32
BASE = "(base)"


@dataclass(frozen=True)
class Fit:
    """One model: the documents of an arm in the order of one seed, and the datasets with their tokens."""

    arm: str
    seed: int
    pool: Pool
    datasets: tuple[Dataset, ...]
    # The documents of a base, which the model has seen before.
    base: Pool | None = None
    # Where checkpoints lie while a decoder is trained.
    home: str = ""

    def identity(self) -> dict[str, Any]:
        every = [self.pool] if self.base is None else [self.base, self.pool]
        used = sorted(set(Pool.joined(every).dataset.tolist()))
        return {
            "seed": self.seed,
            "documents": [pool.digest() for pool in every],
            "datasets": [self.datasets[i].identity() for i in used],
        }

    def documents(self) -> Documents:
        """Those of the arm."""
        return gathered(self.pool, list(self.datasets))

    def checkpoints(self, size: Name) -> Path:
        """The folder of the checkpoints while a decoder of a size is trained."""
        return Path(self.home) / fingerprint([self.identity(), size, self.arm == BASE])

    def first(self) -> "Fit":
        """The model of the base alone. Only for one that has a base."""
        assert self.base is not None
        return replace(self, arm=BASE, pool=self.base, base=None)


@dataclass(frozen=True)
class Judges:
    """The tokens of what is held out: (shard, row) of each text, int64 [n, 2], in a dataset. Of a text with
    a `prompt` (how many of its tokens are one, a column) the rest counts, else all of it and its end."""

    dataset: Dataset
    places: np.ndarray
    has_prompts: bool = False

    def identity(self) -> dict[str, Any]:
        places = xxhash.xxh3_128_hexdigest(self.places.tobytes())
        return {"tokens": self.dataset.identity(), "places": places}

    def read(self) -> list[tuple[np.ndarray, tuple[int, int]]]:
        """(ids int32, the places that count: first, last) of the texts in their order."""
        texts = [(np.zeros(0, np.int32), (0, 0))] * len(self.places)
        for shard in np.unique(self.places[:, 0]).tolist():
            which = np.flatnonzero(self.places[:, 0] == shard)
            rows = self.places[which, 1]
            offsets, ids = ids_of(self.dataset, shard, rows)
            first, end = np.zeros(len(rows), np.int64), 1
            if self.has_prompts:
                first, end = self.dataset.read(shard, ["prompt"])["prompt"].to_numpy()[rows], 0
            for i, text in enumerate(which.tolist()):
                of = ids[offsets[i] : offsets[i + 1]]
                texts[text] = of, (int(first[i]), len(of) + end)
        return texts


def held(judges: Sequence[Judges]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], ids int32, counted int64 [n, 2]) of the texts of all."""
    texts = [text for of in judges for text in of.read()]
    offsets = np.concatenate([[0], np.cumsum([len(ids) for ids, _ in texts])]).astype(np.int64)
    ids = np.concatenate([*(ids for ids, _ in texts), np.zeros(0, np.int32)])
    return offsets, ids, np.array([counted for _, counted in texts], np.int64).reshape(-1, 2)


def bits(
    job: Job, fits: Sequence[Fit], judges: Sequence[Judges], vocabulary: int, asked: Judged
) -> list[np.ndarray]:
    """For each fit the bits of every held-out text: float64 [n]."""
    judges = tuple(judges)
    if asked.tier == "decoder":
        bases = _bases(job, fits, vocabulary, asked.size)
        fit = partial(_decoded, judges=judges, vocabulary=vocabulary, size=asked.size, bases=bases)
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


def _bases(job: Job, fits: Sequence[Fit], vocabulary: int, size: Name) -> dict[str, Folder]:
    """The base that each seed goes on from, trained once."""
    first = {str(fit.seed): fit.first() for fit in fits if fit.base is not None}
    return {
        seed: job.build(
            f"base.{seed}", partial(_trained, fit=fit, vocabulary=vocabulary, size=size)
        )
        for seed, fit in first.items()
    }


def _trained(folder: Path, fit: Fit, vocabulary: int, size: Name) -> None:
    decoder.base(size, fit.seed, fit.documents(), vocabulary, fit.checkpoints(size), folder)


def _bits(
    fit: Fit, judges: tuple[Judges, ...], vocabulary: int, order: int, kernel: Kernel
) -> Iterator[pa.Table]:
    # counts of the base and the arm together are those of one training after the other
    whole = fit if fit.base is None else replace(fit, pool=Pool.joined([fit.base, fit.pool]))
    of_each = kernel.load().bits(*whole.documents(), *held(judges), vocabulary, order)
    yield pa.table({"bits": pa.array(of_each)})


def _decoded(
    fit: Fit, judges: tuple[Judges, ...], vocabulary: int, size: Name, bases: dict[str, Folder]
) -> Iterator[pa.Table]:
    start = bases[str(fit.seed)].local() if fit.base is not None else None
    documents, home = fit.documents(), fit.checkpoints(size)
    of_each = decoder.bits(size, fit.seed, documents, held(judges), vocabulary, home, start)
    yield pa.table({"bits": pa.array(of_each)})
