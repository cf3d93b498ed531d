"""The share of each document's characters in lines of each script: a record of mixed texts."""

import numpy as np
import pyarrow as pa

from pipeline.core.kernel import Kernel
from pipeline.kernels import language as counted


def shares_of_lines(texts: pa.ChunkedArray | pa.Array, kernel: Kernel) -> dict[str, pa.Array]:
    """`korean_lines`, `latin_lines` and `other_lines`, each float32 [n]: shares of prose."""
    counts = kernel.load().count(texts)
    lines = counts[:, counted.KOREAN_LINES : counted.OTHER_LINES + 1]
    shares = (lines / np.maximum(lines.sum(axis=1, keepdims=True), 1)).astype(np.float32)
    names = ("korean_lines", "latin_lines", "other_lines")
    return {name: pa.array(share) for name, share in zip(names, shares.T, strict=True)}
