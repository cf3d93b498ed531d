"""From the table of words to merges: whole words, MeCab's pieces, or words with soft borders."""

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.dataset import Dataset
from pipeline.core.kernel import Kernel
from pipeline.kernels.bpe import NUM_BYTES
from pipeline.kernels.buffers import utf8
from pipeline.stages.tokenizer.assemble import assemble

FILE = "tokenizer.json"


def train_tokenizer(
    folder: Path,
    words: Dataset,
    morphemes: str,
    across: float,
    vocab_size: int,
    min_frequency: int,
    specials: tuple[str, ...],
    kernel: Kernel,
) -> None:
    """Write tokenizer.json. `words` are (word, count), with `lengths` of morphemes unless `none`."""
    table = words.table()
    spelt, counts = _large(table.column("word")), table.column("count").to_numpy()
    options: dict[str, Any] = {}
    if morphemes == "mecab":
        spelt, counts = pieces(spelt, counts, _flat(table.column("lengths")))
    elif morphemes == "soft":
        options = {"begins": begins(_flat(table.column("lengths"))), "across": across}
    num_merges = vocab_size - NUM_BYTES - len(specials)
    merges = kernel.load().train(spelt, counts, num_merges, min_frequency, **options)
    assemble(merges, list(specials)).save(str(folder / FILE))


def pieces(
    words: pa.LargeStringArray, counts: np.ndarray, lengths: np.ndarray
) -> tuple[pa.LargeStringArray, np.ndarray]:
    """(distinct morphemes of all words, occurrences int64 of each); `lengths` are their bytes, in order."""
    offsets, data = utf8(words)
    bounds = np.concatenate([[0], np.cumsum(lengths)]) + offsets[0]
    cut = pa.LargeStringArray.from_buffers(len(lengths), pa.py_buffer(bounds), pa.py_buffer(data))
    of_word = np.searchsorted(offsets, bounds[:-1], side="right") - 1
    frame = pl.DataFrame({"piece": pl.Series(cut), "count": counts[of_word]})
    summed = frame.group_by("piece").agg(pl.col("count").sum()).sort("piece")
    return _large(summed["piece"].to_arrow()), summed["count"].to_numpy()


def begins(lengths: np.ndarray) -> np.ndarray:
    """bool for each byte of the words: True if a morpheme begins there."""
    is_begin = np.zeros(int(lengths.sum()), bool)
    is_begin[np.cumsum(lengths) - lengths] = True
    return is_begin


def _large(words: Any) -> pa.LargeStringArray:
    array = words.combine_chunks() if isinstance(words, pa.ChunkedArray) else words
    return pc.cast(array, pa.large_string())


def _flat(lengths: pa.ChunkedArray) -> np.ndarray:
    return pc.list_flatten(lengths).to_numpy().astype(np.int64)


def used_by_words(table: pa.Table, model: Any, kernel: Kernel) -> pa.Table:
    """(token int32, count): the uses of each token in the words of a part, which are pre-tokens."""
    offsets, ids = kernel.load().encode(model.local() / FILE, table.column("word"))
    counts = np.repeat(table.column("count").to_numpy(), np.diff(offsets))
    frame = pl.DataFrame({"token": pl.Series(ids, dtype=pl.Int32), "count": counts})
    summed = frame.group_by("token").agg(pl.col("count").sum()).sort("token")
    return summed.to_arrow(compat_level=pl.CompatLevel.oldest())
