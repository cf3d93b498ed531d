"""Equal tokens for every arm: its documents in an order that a seed decides, up to the number of tokens.

A document has the same place in the order of every arm, so two arms differ by their documents and not by
luck."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import xxhash

from pipeline.core.dataset import Dataset
from pipeline.effect.tokens import ids_of

_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Pool:
    """The documents of an arm, an entry for each and for each of its epochs: a hash of the id, the epoch, the
    dataset, shard and row of its tokens, how many of them count (the end of the document included), and the
    group whose share is held."""

    key: np.ndarray
    epoch: np.ndarray
    dataset: np.ndarray
    shard: np.ndarray
    row: np.ndarray
    tokens: np.ndarray
    group: np.ndarray

    @staticmethod
    def of(
        dataset: int,
        shard: int,
        key: np.ndarray,
        tokens: np.ndarray,
        times: np.ndarray,
        group: np.ndarray | None = None,
    ) -> "Pool":
        """The entries of one shard; `times` is how often each row is in the arm."""
        row = np.repeat(np.arange(len(times)), times)
        first = np.cumsum(times) - times
        epoch = np.arange(len(row)) - np.repeat(first, times)
        same, groups = np.ones(len(row), np.int64), np.zeros(len(times), np.int64)
        held = (groups if group is None else group)[row]
        size = tokens[row].astype(np.int64) + 1
        return Pool(key[row], epoch, same * dataset, same * shard, row, size, held)

    @staticmethod
    def joined(pools: list["Pool"]) -> "Pool":
        """The entries of all pools."""
        empty = Pool.of(0, 0, np.zeros(0, np.uint64), np.zeros(0), np.zeros(0, np.int64))
        both = [empty, *pools]
        return Pool(*(np.concatenate([getattr(p, f.name) for p in both]) for f in fields(Pool)))

    def take(self, which: np.ndarray) -> "Pool":
        """The entries with these numbers, or of a mask."""
        return Pool(*(getattr(self, f.name)[which] for f in fields(Pool)))

    def digest(self) -> str:
        """A hash of the entries and their order."""
        state = xxhash.xxh3_128()
        for array in (self.key, self.epoch, self.dataset, self.shard, self.row, self.tokens):
            state.update(array.tobytes())
        return state.hexdigest()

    def unseen(self, by: "Pool") -> "Pool":
        """The entries whose documents are not in the other pool."""
        return self.take(~np.isin(self.key, by.key))

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

    def by_group(self, groups: int) -> np.ndarray:
        """Tokens of each group, int64."""
        return np.bincount(self.group, weights=self.tokens, minlength=groups).astype(np.int64)

    def drawn_by_shares(self, seed: int, budget: int, shares: np.ndarray) -> "Pool":
        """Like `drawn`, each group with its share of the tokens. What a group lacks falls to the others."""
        held = self.by_group(len(shares))
        wanted = bounded(shares[None], held / budget)[0] * budget if budget else shares * 0
        ends = np.cumsum(wanted).round().astype(np.int64)
        parts = [
            self.take(self.group == g).drawn(seed, int(size))
            for g, size in enumerate(np.diff(ends, prepend=0))
        ]
        return Pool.joined(parts)


def bounded(mixtures: np.ndarray, most: np.ndarray) -> np.ndarray:
    """Mixtures, float64 [n, groups], whose shares are at most `most`: what is above falls to the other groups
    by their shares."""
    shares = mixtures.copy()
    for _ in range(len(most)):
        over = shares > most
        if not over.any():
            break
        shares = np.where(over, most, shares)
        free = np.where(shares < most, np.maximum(shares, 1e-9), 0)
        # rounding leaves a few that sum to a bit more than 1: no share may fall below 0 for it
        missing = np.maximum(1 - shares.sum(axis=1, keepdims=True), 0)
        total = free.sum(axis=1, keepdims=True)
        shares = shares + np.where(total > 0, free / np.where(total > 0, total, 1) * missing, 0)
    return shares / shares.sum(axis=1, keepdims=True)


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
