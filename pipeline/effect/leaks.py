"""Whether an arm has seen a held-out document: exact copies and near ones share runs of words with it.

The grams of what is held out are looked up in the texts of the arms: grams of characters if it has Hangul,
else grams of words. A document leaks if half of its grams stand in texts of the arms, in whatever documents.
Text shorter than a gram cannot be looked up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xxhash

from pipeline.core.dataset import Folder
from pipeline.core.job import Job
from pipeline.core.kernel import Kernel
from pipeline.effect.tokens import Texts
from pipeline.kernels.overlap import CHARS, WORDS

# Units of a gram. Two texts on one matter share such runs by chance in below a tenth of their grams.
WIDTHS = (24, 8)
SEEN = 0.5  # of the grams of a document
HANGUL = "[가-힣]"
_GRAMS = "grams.npz"


@dataclass(frozen=True)
class Seen:
    """The texts of a shard that some arm has: `rows` is a mask of its rows, packed to bits."""

    texts: Texts
    rows: bytes

    def identity(self) -> dict[str, Any]:
        return {**self.texts.identity(), "rows": xxhash.xxh3_128_hexdigest(self.rows)}

    def read(self) -> pa.ChunkedArray:
        """The texts."""
        texts = self.texts.read().column("text")
        rows = np.unpackbits(np.frombuffer(self.rows, np.uint8), count=len(texts))
        return texts.filter(pa.array(rows.astype(bool)))


class Held(Protocol):
    """Held-out text."""

    @property
    def kept(self) -> np.ndarray:
        """(kind, shard, row) of what counts, int64 [n, 3]."""
        ...

    def texts(self, shard: int) -> pa.ChunkedArray:
        """The texts of a shard."""
        ...

    def identity(self) -> dict[str, Any]: ...


def leaked(held: Held, texts: Sequence[Seen], job: Job) -> tuple[np.ndarray, np.ndarray]:
    """Two masks over what is held out: that which texts of the arms hold, and that which is too short to be
    looked up."""
    kernel = job.kernel("overlap")
    folder = job.build("grams", partial(_write, held=held, kernel=kernel))
    find = partial(_found, grams=folder, kernel=kernel)
    hits = job.make("hits", find, list(texts))
    with np.load(folder.local() / _GRAMS) as of:
        keys, owners, grams = of["keys"], of["owners"], of["grams"]
    seen = np.zeros(len(keys), bool)
    for shard in range(hits.num_shards):
        seen[hits.read(shard).column("which").to_numpy()] = True
    which = np.searchsorted(keys, grams)
    total = np.bincount(owners, minlength=len(held.kept))
    shared = np.bincount(owners, weights=seen[which], minlength=len(held.kept))
    return (total > 0) & (shared >= SEEN * total), total == 0


def _write(folder: Path, held: Held, kernel: Kernel) -> None:
    """The grams of each text that judges, and all of them in ascending order."""
    grams, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    for shard in np.unique(held.kept[:, 1]).tolist():
        numbers = np.flatnonzero(held.kept[:, 1] == shard)
        judging = held.texts(shard).take(pa.array(held.kept[numbers, 2]))
        # the kernel looks for grams of characters in texts with Hangul alone
        hangul = pc.match_substring_regex(judging, HANGUL).to_numpy()
        for scheme, width, of in zip((CHARS, WORDS), WIDTHS, (hangul, ~hangul), strict=True):
            offsets, found = kernel.load().grams(judging.filter(pa.array(of)), scheme, width)
            grams.append(found)
            owners.append(np.repeat(numbers[of], np.diff(offsets)))
    every, owner = np.concatenate(grams), np.concatenate(owners)
    np.savez(folder / _GRAMS, keys=np.unique(every), grams=every, owners=owner)


def _found(texts: Seen, grams: Folder, kernel: Kernel) -> Iterator[pa.Table]:
    with np.load(grams.local() / _GRAMS) as held:
        keys = held["keys"]
    *_, which = kernel.load().find(texts.read(), keys, WIDTHS)
    yield pa.table({"which": pa.array(np.unique(which))})
