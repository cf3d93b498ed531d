"""The oracle: `tokenizers` itself, given each word as often as it counts.

With morphemes it recounts every pair for every merge. For small tables only.
"""

import json

import numpy as np
import pyarrow as pa
from tokenizers import Tokenizer, models, trainers

from pipeline.kernels.bpe import NUM_BYTES, PARTS, alphabet, byte_characters
from pipeline.kernels.buffers import slices

RANK = 1
ON_GPU = False


def train(
    words: pa.LargeStringArray,
    counts: np.ndarray,
    num_merges: int,
    min_frequency: int = 2,
    begins: np.ndarray | None = None,
    across: float = 1.0,
) -> np.ndarray:
    """Merges as int64 [n, 2] of (left id, right id), ids counted from the first byte character."""
    if begins is not None:
        return _soft(words, counts, num_merges, min_frequency, begins, round(across * PARTS))
    characters = byte_characters()
    spelt = ["".join(characters[b] for b in bytes(word)) for word in slices(words)]
    tokenizer = Tokenizer(models.BPE())
    trainer = trainers.BpeTrainer(
        vocab_size=256 + num_merges,
        min_frequency=min_frequency,
        show_progress=False,
        initial_alphabet=list(alphabet()),
    )
    rows = (word for word, n in zip(spelt, counts.tolist(), strict=True) for _ in range(n))
    tokenizer.train_from_iterator(rows, trainer)
    model = tokenizer.get_vocab()
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    ids = [(model[left], model[right]) for left, right in merges]
    return np.array(ids, np.int64).reshape(-1, 2)


def _soft(
    words: pa.LargeStringArray,
    counts: np.ndarray,
    num_merges: int,
    min_frequency: int,
    begins: np.ndarray,
    across: int,
) -> np.ndarray:
    """Merges like those of `tokenizers` for words without a repeated byte; it counts overlapping pairs
    differently."""
    order = {char: i for i, char in enumerate(alphabet())}
    ids = [order[c] for c in byte_characters()]
    at, table = 0, []
    for word in slices(words):
        edges = [*begins[at : at + len(word)].tolist(), True]
        edges[0] = True
        table.append([(ids[b], edges[i], edges[i + 1]) for i, b in enumerate(bytes(word))])
        at += len(word)
    merges: list[tuple[int, int]] = []
    while len(merges) < num_merges:
        weight: dict[tuple[int, int], int] = {}
        for symbols, count in zip(table, counts.tolist(), strict=True):
            for (a, begin, _), (b, cut, end) in zip(symbols, symbols[1:], strict=False):
                part = PARTS if not cut else across if begin and end else 0
                weight[a, b] = weight.get((a, b), 0) + count * part
        best = min(weight, key=lambda pair: (-weight[pair], pair), default=None)
        if best is None or weight[best] < max(min_frequency * PARTS, 1):
            break
        merges.append(best)
        table = [_merged(symbols, best, NUM_BYTES + len(merges) - 1) for symbols in table]
    return np.array(merges, np.int64).reshape(-1, 2)


def _merged(
    symbols: list[tuple[int, bool, bool]], pair: tuple[int, int], new: int
) -> list[tuple[int, bool, bool]]:
    out, i = [], 0
    while i < len(symbols):
        if i + 1 < len(symbols) and (symbols[i][0], symbols[i + 1][0]) == pair:
            out.append((new, symbols[i][1], symbols[i + 1][2]))
            i += 2
        else:
            out.append(symbols[i])
            i += 1
    return out
