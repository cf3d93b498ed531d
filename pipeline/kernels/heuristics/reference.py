"""The oracle: the measures as their papers define them, in plain Python."""

import numpy as np
import pyarrow as pa

from pipeline.kernels.heuristics import measures
from pipeline.kernels.heuristics.text import Text

RANK = 1
ON_GPU = False


def reaches() -> list[str]:
    """Modules that define this kernel and that no import statement names: the measures, found by listing."""
    return measures.modules()


def measure(texts: pa.Array | pa.ChunkedArray, unit: str, exempt: bool) -> np.ndarray:
    """float32 [n, len(COLUMNS)]: the measures of each text; NaN where a text has nothing to measure."""
    values = np.full((len(texts), len(measures.IN_ORDER)), np.nan, np.float32)
    for row, value in enumerate(texts.to_pylist()):
        text = Text(value or "", unit, exempt)
        for column, one in enumerate(measures.IN_ORDER):
            if text.units or not one.needs_prose:
                values[row, column] = one.of_text(text)
    return values
