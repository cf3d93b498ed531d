"""What stands in the place of a forgotten document."""

import numpy as np
import pyarrow as pa

from pipeline.forget.apply import signature_of_nothing
from pipeline.kernels.minhash import NO_SHINGLE
from pipeline.stages.dedup.lsh import signatures_of


def test_signature_of_nothing_fits_its_column_and_is_that_of_a_text_without_shingles() -> None:
    column = pa.array([signature_of_nothing(pa.binary(12))], pa.binary(12))
    read = signatures_of(pa.table({"signature": column}))
    assert np.array_equal(read, np.full((1, 3), NO_SHINGLE))
    # roots of before December 2026
    listed = pa.list_(pa.uint32(), 3)
    assert pa.array([signature_of_nothing(listed)], listed).to_pylist() == [[NO_SHINGLE] * 3]
