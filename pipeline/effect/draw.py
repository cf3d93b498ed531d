"""Equal tokens for every arm: its documents in an order that a seed decides, up to the number of tokens.

A document has the same place in the order of every arm, so two arms differ by their documents and not by
luck."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.core.dataset import Dataset
from pipeline.effect.tokens import ids_of

_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Pool:
    """The documents of an arm, an entry for each and for each of its epochs: a hash of the id, the epoch, the
    dataset, shard and row of its tokens, and how many of them count, the end of the document included."""

    key: np.ndarray
    epoch: np.ndarray
    dataset: np.ndarray
    shard: np.ndarray
    row: np.ndarray
    tokens: np.ndarray

    @staticmethod
    def of(
        dataset: int, shard: int, key: np.ndarray, tokens: np.ndarray, times: np.ndarray
    ) -> "Pool":
        """The entries of one shard; `times` is how often each row is in the arm."""
        row = np.repeat(np.arange(len(times)), times)
        first = np.cumsum(times) - times
        epoch = np.arange(len(row)) - np.repeat(first, times)
        same = np.ones(len(row), np.int64)
        return Pool(
            key[row], epoch, same * dataset, same * shard, row, tokens[row].astype(np.int64) + 1
        )

    @staticmethod
    def joined(pools: list["Pool"]) -> "Pool":
        """The entries of all pools."""
        names = ("key", "epoch", "dataset", "shard", "row", "tokens")
        empty = Pool.of(0, 0, np.zeros(0, np.uint64), np.zeros(0), np.zeros(0, np.int64))
        return Pool(*(np.concatenate([getattr(p, n) for p in (empty, *pools)]) for n in names))

    def take(self, which: np.ndarray) -> "Pool":
        """The entries with these numbers."""
        names = ("key", "epoch", "dataset", "shard", "row", "tokens")
        return Pool(*(getattr(self, n)[which] for n in names))

    @property
    def total(self) -> int:
        """Tokens of all entries."""
        return int(self.tokens.sum())

    @property
    def unique(self) -> int:
        """Tokens of the entries of the first epoch."""
        return int(self.tokens[self.epoch == 0].sum())

    def drawn(self, seed: int, budget: int) -> "Pool":
        """The entries in the order of a seed, together `budget` tokens: the last one is cut. All of them if
        there are fewer."""
        order = np.lexsort((self.key, _mixed(self.key, seed, self.epoch)))
        ends = np.cumsum(self.tokens[order])
        chosen = self.take(order[: int(np.searchsorted(ends, budget)) + 1])
        if chosen.total > budget:
            chosen.tokens[-1] -= chosen.total - budget
        return chosen if budget > 0 else self.take(order[:0])


def _mixed(key: np.ndarray, seed: int, epoch: np.ndarray) -> np.ndarray:
    """Numbers that tell nothing of the keys, uint64 (splitmix64)."""
    with np.errstate(over="ignore"):
        x = key + _FACTOR * (
            np.uint64(seed) * np.uint64(65_537) + epoch.astype(np.uint64) + np.uint64(1)
        )
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return x ^ (x >> np.uint64(31))


def gathered(pool: Pool, datasets: list[Dataset]) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], ids int32) of the entries in their order, each up to its number of tokens."""
    offsets = np.concatenate([[0], np.cumsum(pool.tokens - 1)]).astype(np.int64)
    ids = np.empty(int(offsets[-1]), np.int32)
    for dataset, shard, entries in _by_shard(pool):
        bounds, held = ids_of(datasets[dataset], shard, pool.row[entries])
        for i, entry in enumerate(entries.tolist()):
            first, last = offsets[entry], offsets[entry + 1]
            ids[first:last] = held[bounds[i] : bounds[i] + last - first]
    return offsets, ids


def _by_shard(pool: Pool) -> Iterator[tuple[int, int, np.ndarray]]:
    """(dataset, shard, the entries that lie there)."""
    place = pool.dataset << 32 | pool.shard
    order = np.argsort(place, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(place[order])) + 1):
        if len(group):
            yield int(pool.dataset[group[0]]), int(pool.shard[group[0]]), group


def chosen(key: np.ndarray, share: float) -> np.ndarray:
    """A mask of a share of the documents, by their hashes alone."""
    of_seed = _mixed(key, 0, np.zeros(len(key), np.int64)) >> np.uint64(11)
    return of_seed.astype(np.float64) * 2.0**-53 < share
