"""The trained model: one file of integers beside this one."""

import hashlib
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from pipeline.kernels.pii.prose.tagger import (
    BEGIN,
    FLAGS,
    INSIDE,
    SIZE,
    TAGS,
    best_path,
    features_of,
)

PATH = Path(__file__).parent / "names.weights"
# how the file begins
_MAGIC = b"MNW1"


# the tags with a column of weights in the file; the weights of O are 0
_STORED = 2


@dataclass(frozen=True, eq=False)
class Model:
    """Integer weights [SIZE, TAGS] of features, moves [TAGS, TAGS] from tag to tag, and known words."""

    weights: np.ndarray
    moves: np.ndarray
    # words and small Latin words that are not names
    words: frozenset[str] = frozenset()

    def names_in(self, text: str, caution: int = 0) -> list[tuple[int, int]]:
        """(first character, character behind the last) of every name; more caution finds fewer of them."""
        points = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64)
        rows = features_of(points, FLAGS)
        tags = best_path(rows, self.weights, self.moves, caution)
        spans = []
        for begin in np.flatnonzero(tags == BEGIN).tolist():
            end = begin + 1
            while end < len(tags) and tags[end] == INSIDE:
                end += 1
            spans.append((begin, end))
        return spans

    def write(self, path: Path) -> None:
        """Write the file; equal models make equal bytes."""
        moves = self.moves.astype("<i4").tobytes()
        weights = self.weights[:, :_STORED].astype(np.int8).tobytes()
        words = "\n".join(sorted(self.words)).encode()
        path.write_bytes(_MAGIC + moves + weights + zlib.compress(words, 9))


def read(path: Path = PATH) -> Model:
    """The model in a file. Raises ValueError if it is another file."""
    data = path.read_bytes()
    begin = len(_MAGIC) + 4 * TAGS * TAGS
    end = begin + SIZE * _STORED
    if data[: len(_MAGIC)] != _MAGIC or len(data) < end:
        raise ValueError(f"{path} is no file of weights for names")
    moves = np.frombuffer(data[len(_MAGIC) : begin], "<i4").reshape(TAGS, TAGS).astype(np.int64)
    weights = np.zeros((SIZE, TAGS), np.int64)
    weights[:, :_STORED] = np.frombuffer(data[begin:end], np.int8).reshape(SIZE, _STORED)
    return Model(weights, moves, frozenset(zlib.decompress(data[end:]).decode().split("\n")))


@cache
def model() -> Model:
    """The model of the package, read once."""
    return read()


@cache
def digest() -> str:
    """The first 16 digits of SHA-256 of the file."""
    return hashlib.sha256(PATH.read_bytes()).hexdigest()[:16]
