"""How a text is cut for comparison, by language."""

from typing import Literal

import numpy as np
import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field

from pipeline.kernels.minhash import UNITS, WIDEST


class Shingle(BaseModel):
    """How a text is cut for comparison."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    unit: Literal["char", "word"]
    """Characters without white space, or words."""
    width: int = Field(ge=1, le=WIDEST)
    """Units per shingle."""


# Characters without spaces: copies differ in spacing, in Korean most of all. Of 20,000 real documents and
# 3,120 altered copies (docs/dedup.md): with 5 words a twentieth of the spaces dropped hides a copy, and
# so does an edit of every 25th word; with 5 characters every tenth real pair of Korean pages at J >= 0.8
# shares a template and less than half of its words. A Korean text has two thirds of the English width.
SHINGLES = {"ko": Shingle(unit="char", width=8), "default": Shingle(unit="char", width=12)}


def cuts(lang: pa.ChunkedArray, shingles: dict[str, Shingle]) -> tuple[np.ndarray, np.ndarray]:
    """(unit, width) int32 of each document by its language."""
    names = lang.combine_chunks().dictionary_encode()
    names = names.combine_chunks() if isinstance(names, pa.ChunkedArray) else names
    known = [shingles.get(name or "", shingles["default"]) for name in names.dictionary.to_pylist()]
    known.append(shingles["default"])  # of a document without a language
    codes = names.indices.fill_null(len(known) - 1).to_numpy()
    units = np.array([UNITS[s.unit] for s in known], dtype=np.int32)
    return units[codes], np.array([s.width for s in known], dtype=np.int32)[codes]
