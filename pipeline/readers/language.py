"""The language of a text by the script of its letters."""

import numpy as np
import pyarrow as pa

from pipeline.kernels.script import HAN, HANGUL, JAMO, KANA, LATIN, OTHER
from pipeline.kernels.script import numba as script


def by_script(text: pa.Array) -> pa.Array:
    """ko, ja, zh, en or und for each text, by its letters: Hangul decides if it is a fifth of them."""
    counts = script.count(text)
    letters = np.maximum(counts[:, [HANGUL, LATIN, HAN, KANA, OTHER, JAMO]].sum(axis=1), 1)
    share = counts / letters[:, None]
    names = np.select(
        [
            share[:, HANGUL] + share[:, JAMO] >= 0.2,
            share[:, KANA] >= 0.1,
            share[:, HAN] >= 0.5,
            share[:, LATIN] >= 0.5,
        ],
        ["ko", "ja", "zh", "en"],
        "und",
    )
    return pa.array(names.tolist(), pa.string())
