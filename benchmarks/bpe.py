"""`python -m benchmarks.bpe [MERGES]`: the trainer on millions of distinct words, and `tokenizers` on the
same table.

The table is of all Korean, English and code text that there is. tokenizers takes texts and no counts, so what
both get is the table with counts of 1 to 4: what it spends on reading them again is told beside. Exits 1
where the merges differ."""

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
from tokenizers import Tokenizer, models, trainers

from pipeline.kernels.bpe import alphabet, byte_characters, numba
from pipeline.kernels.buffers import slices
from pipeline.kernels.words import numba as words
from pipeline.readers.documents import Limits, read_portion
from pipeline.readers.plan import Piece, Portion
from pipeline.readers.source import Source, files_of
from pipeline.registry import KERNELS

MERGES = 102_400
MOST = 4  # that a word counts


def main(merges: int = MERGES) -> int:
    """Print both times; returns the exit code."""
    frame, seconds, size = counted()
    print(
        f"{size / 1e6:,.0f} MB counted at {size / 1e6 / seconds:.0f} MB/s, one core: {len(frame):,} words"
    )
    spelt = frame["word"].to_arrow().cast(pa.large_string())
    numba.train(spelt.slice(0, 9), np.ones(9, np.int64), 5)
    started = time.perf_counter()
    whole = numba.train(spelt, frame["count"].to_numpy(), merges)
    print(f"{'ours, all counts':<34}{time.perf_counter() - started:>8.1f} s  {len(whole):,} merges")
    few = np.minimum(frame["count"].to_numpy(), MOST)
    started = time.perf_counter()
    found = numba.train(spelt, few, merges)
    ours = time.perf_counter() - started
    print(f"{f'ours, counts up to {MOST}':<34}{ours:>8.1f} s")
    expected, theirs, reading = reference(spelt, few, merges)
    told = f"{theirs / ours:.1f} times ours; reading alone {reading:.1f} s"
    print(f"{'tokenizers, the same':<34}{theirs:>8.1f} s  {told}")
    same = np.array_equal(found, expected)
    print("merges are the same" if same else "MERGES DIFFER")
    return 0 if same else 1


def counted() -> tuple[pl.DataFrame, float, int]:
    """(word, count) of all text, the seconds of counting alone, and the bytes counted."""
    frames, seconds, size = [], 0.0, 0
    words.count(pa.array(["warm"]))
    for texts in all_texts():
        started = time.perf_counter()
        found, counts, _ = words.count(texts)
        seconds += time.perf_counter() - started
        size += sum(chunk.nbytes for chunk in texts.chunks)
        frames.append(pl.DataFrame({"word": pl.Series(found), "count": counts}))
    return pl.concat(frames).group_by("word").agg(pl.col("count").sum()).sort("word"), seconds, size


def all_texts() -> Iterator[pa.ChunkedArray]:
    """Every text file of the corpus, a shard at a time."""
    folder = Path(os.environ.get("MALMOI_CORPUS", "../shared/corpus"))
    for path in sorted([*folder.glob("jsonl/*"), *folder.glob("parquet/*")]):
        source = Source(name="x", path=str(path))
        portion = Portion(source, tuple(map(Piece, files_of(source))))
        for tables in read_portion(
            portion, Limits(), *(KERNELS.kernel(n, "numba") for n in ("clean", "language"))
        ):
            yield tables["documents"].column("text")


def reference(
    spelt: pa.LargeStringArray, counts: np.ndarray, merges: int
) -> tuple[np.ndarray, float, float]:
    """(merges, seconds, seconds of reading the words without merging) of tokenizers."""
    characters = byte_characters()
    rows = ["".join(characters[b] for b in bytes(word)) for word in slices(spelt)]
    repeated = [word for word, n in zip(rows, counts.tolist(), strict=True) for _ in range(n)]

    def trained(size: int) -> tuple[Tokenizer, float]:
        tokenizer = Tokenizer(models.BPE())
        trainer = trainers.BpeTrainer(
            vocab_size=size, min_frequency=2, show_progress=False, initial_alphabet=list(alphabet())
        )
        started = time.perf_counter()
        tokenizer.train_from_iterator(repeated, trainer)
        return tokenizer, time.perf_counter() - started

    _, reading = trained(257)
    tokenizer, seconds = trained(256 + merges)

    model = json.loads(tokenizer.to_str())["model"]
    vocab = model["vocab"]
    pairs = [(vocab[a], vocab[b]) for a, b in model["merges"]]
    return np.array(pairs, np.int64), seconds, reading


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
