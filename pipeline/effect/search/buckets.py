"""Buckets: sets of documents by content, so that what was learnt of old ones serves for new ones.

A bucket is known by its size and by a sketch: the smallest hashes of its documents. Two sketches tell how
much of one bucket lies in another, whatever their names are.
"""

from dataclasses import dataclass

import numpy as np

from pipeline.effect.draw import Pool

SKETCH = 2_048  # hashes: an overlap is known within 2 %


@dataclass(frozen=True)
class Bucket:
    """A named set of documents: its tokens, the number of documents, and its smallest hashes, ascending."""

    name: str
    tokens: int
    documents: int
    sketch: np.ndarray

    @staticmethod
    def of(name: str, pool: Pool) -> "Bucket":
        """The bucket of the documents of a pool."""
        keys = np.unique(pool.key)
        return Bucket(name, pool.unique, len(keys), keys[:SKETCH])

    def inside(self, other: "Bucket") -> float:
        """The share of this bucket's documents that the other one holds."""
        if not self.documents:
            return 0.0
        # below this hash both sketches hold every document of theirs
        ends = [b.sketch[-1] for b in (self, other) if b.documents > len(b.sketch)]
        limit = min(ends, default=np.iinfo(np.uint64).max)
        mine = self.sketch[self.sketch <= limit]
        return float(np.isin(mine, other.sketch).mean()) if len(mine) else 0.0

    def spelled(self) -> dict[str, object]:
        """As plain values, for a file."""
        return {
            "name": self.name,
            "tokens": self.tokens,
            "documents": self.documents,
            "sketch": [f"{h:016x}" for h in self.sketch.tolist()],
        }

    @staticmethod
    def read(values: dict) -> "Bucket":
        """The bucket that `spelled` has written."""
        sketch = np.array([int(h, 16) for h in values["sketch"]], np.uint64)
        return Bucket(values["name"], values["tokens"], values["documents"], sketch)


def mapped(old: list[Bucket], new: list[Bucket]) -> np.ndarray:
    """How the share of each old bucket falls to the new ones, float64 [old, new]: by the documents that they
    have in common. The sum of a row is the share of the old bucket that the new ones hold."""
    return np.array([[a.inside(b) for b in new] for a in old]).reshape(len(old), len(new))
