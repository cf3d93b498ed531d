"""`python -m benchmarks.compression FILE...`: tokens per word of tokenizers on text that is nobody's
training text.

FILE is a tokenizer.json, a .tiktoken or a .model file, or a root, whose tokenizer is taken.
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa

from benchmarks import heldout
from pipeline.kernels.alignment import Counts
from pipeline.kernels.alignment.numba import count
from pipeline.kernels.words.morphemes import boundaries
from pipeline.registry import KERNELS
from pipeline.stages.tokenizer.measured import Loaded, load


def main(*paths: str) -> None:
    """Print a row for each."""
    korean, english = heldout.korean(), heldout.english()
    edges = [boundaries(text) for text in korean]
    print(
        f"{'':<44}{'ko t/w':>8}{'en t/w':>8}{'ko B/t':>8}{'en B/t':>8}{'P':>7}{'R':>7}{'F1':>7}{'aligned':>9}"
    )
    for path in paths:
        file = Path(path)
        file = file / "tokenizer/model/tokenizer.json" if file.is_dir() else file
        model = load(file.resolve(), KERNELS.kernel("encode", "gigatoken"))
        ko, en = per_word(model, korean), per_word(model, english)
        c = borders(model, korean, edges)
        told = ""
        if c.token_cuts:
            p, r = c.hits / c.token_cuts, c.hits / c.morpheme_cuts
            told = f"{p:>7.3f}{r:>7.3f}{2 * p * r / (p + r):>7.3f}{c.aligned / c.pieces:>9.3f}"
        print(f"{path[-43:]:<44}{ko[0]:>8.3f}{en[0]:>8.3f}{ko[1]:>8.3f}{en[1]:>8.3f}{told}")


def per_word(model: Loaded, texts: list[str]) -> tuple[float, float]:
    """(tokens per word, bytes per token)."""
    offsets, _ = model.encode(pa.array(texts, pa.large_string()))
    tokens, words = int(offsets[-1]), sum(len(t.split()) for t in texts)
    return tokens / words, sum(len(t.encode()) for t in texts) / tokens


def borders(model: Loaded, texts: list[str], edges: list[np.ndarray]) -> Counts:
    """Of all texts whose tokens spell their bytes."""
    offsets, ids = model.encode(pa.array(texts, pa.large_string()))
    total = np.zeros(len(Counts._fields), np.int64)
    for i, text in enumerate(texts):
        ends = np.cumsum(model.token_bytes[ids[offsets[i] : offsets[i + 1]]])
        data = np.frombuffer(text.encode(), np.uint8)
        if len(ends) and ends[-1] == len(data):
            total += count(data, ends, edges[i])
    return Counts(*total.tolist())


if __name__ == "__main__":
    main(*sys.argv[1:])
