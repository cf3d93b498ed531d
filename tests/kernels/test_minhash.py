"""Signatures and shingle sets of texts too long for the parity suite, and as datasketch reads them."""

import numpy as np
import pyarrow as pa
import pytest
from datasketch import MinHash

from pipeline.kernels.minhash import CHAR, WORD, numba, reference

LONG = [
    " ".join(f"말{i * 7919 % 4001}" for i in range(5000)),
    "가나 " * 3000,
    "x" * 2500,
    "",
    " \n ",
    "ab",
    " ".join(str(i) for i in range(60)),
]


@pytest.mark.parametrize("num_perm", [16, 126, 127, 128])
@pytest.mark.parametrize(("unit", "width"), [(CHAR, 5), (CHAR, 25), (WORD, 5), (WORD, 1)])
def test_long_texts_are_signed_as_by_the_reference(num_perm: int, unit: int, width: int) -> None:
    texts = pa.array(LONG, pa.large_string())
    units, widths = np.full(len(LONG), unit, np.int32), np.full(len(LONG), width, np.int32)
    ours = numba.sign(texts, units, widths, num_perm)
    assert np.array_equal(ours, reference.sign(texts, units, widths, num_perm))
    for mine, theirs in zip(
        numba.shingles(texts, units, widths),
        reference.shingles(texts, units, widths),
        strict=True,
    ):
        assert np.array_equal(mine, theirs)


def test_stored_signature_is_a_minhash_of_datasketch() -> None:
    texts = pa.array(LONG[:2], pa.large_string())
    units, widths = np.full(2, WORD, np.int32), np.full(2, 5, np.int32)
    row = numba.sign(texts, units, widths, 128)[0]
    sketch = MinHash(num_perm=128, scheme="affine32", hashfunc=lambda h: h >> 32)
    sketch.update_batch(reference.hashes(LONG[0], WORD, 5))
    stored = MinHash(num_perm=128, hashvalues=row, scheme="affine32")
    assert stored == sketch
    assert stored.jaccard(sketch) == 1.0
