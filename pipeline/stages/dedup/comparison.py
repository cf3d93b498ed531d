"""The similarity of two documents, and the threshold from which on they are copies."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.core.identity import describe
from pipeline.core.kernel import Kernel
from pipeline.stages.dedup.shingling import Shingle, units_and_widths


@dataclass(frozen=True)
class Comparison:
    """The measure (`jaccard` or `containment`), the threshold, and the kernels that compute them."""

    measure: str
    threshold: float
    cross_source: bool
    shingles: dict[str, Shingle]
    minhash: Kernel
    jaccard: Kernel

    def identity(self) -> dict[str, Any]:
        return describe(dict(self.__dict__))

    def measured(
        self,
        mine: tuple[np.ndarray, np.ndarray],
        new: np.ndarray,
        theirs: tuple[np.ndarray, np.ndarray],
        old: np.ndarray,
    ) -> np.ndarray:
        """float64 measure of each pair of rows (new[i], old[i]); `mine`, `theirs`: (offsets, hashes)."""
        compare = self.jaccard.load().compare
        return compare(*mine, new, *theirs, old, self.measure == "containment")

    def shingles_of(self, table: pa.Table) -> tuple[np.ndarray, np.ndarray]:
        """(offsets int64 [n + 1], sorted distinct 64-bit shingle hashes) of the texts of a table."""
        units, widths = units_and_widths(table.column("lang"), self.shingles)
        return self.minhash.load().shingles(table.column("text"), units, widths)
