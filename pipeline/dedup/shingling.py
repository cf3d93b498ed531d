"""How a text is cut for comparison, by language."""

from typing import Literal

import numpy as np
import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field

from pipeline.kernels.minhash import UNITS


class Shingle(BaseModel):
    """How a text is cut for comparison."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    unit: Literal["char", "word"]
    """Characters without white space, or words."""
    width: int = Field(ge=1)
    """Units per shingle."""


# A Korean text has about half the characters of the same English one, and its spacing varies between
# copies: short character shingles without spaces. Words carry English well enough, and are fewer.
SHINGLES = {"ko": Shingle(unit="char", width=5), "default": Shingle(unit="word", width=5)}


def cuts(lang: pa.ChunkedArray, shingles: dict[str, Shingle]) -> tuple[np.ndarray, np.ndarray]:
    """(unit, width) int32 of each document by its language."""
    names = lang.combine_chunks().dictionary_encode()
    names = names.combine_chunks() if isinstance(names, pa.ChunkedArray) else names
    known = [shingles.get(name or "", shingles["default"]) for name in names.dictionary.to_pylist()]
    known.append(shingles["default"])  # of a document without a language
    codes = names.indices.fill_null(len(known) - 1).to_numpy()
    units = np.array([UNITS[s.unit] for s in known], dtype=np.int32)
    return units[codes], np.array([s.width for s in known], dtype=np.int32)[codes]
