"""Hashes that decide: stable over shards, uniform, independent between purposes."""

import numpy as np
import pyarrow as pa
import xxhash
from hypothesis import given
from hypothesis import strategies as st

from pipeline.kernels import hashing


@given(st.lists(st.text(max_size=20)), st.integers(0, 5))
def test_uniform_does_not_depend_on_neighbours(ids: list[str], cut: int) -> None:
    whole = hashing.uniform(7, pa.array(ids, pa.string()), "p")
    parts = [
        hashing.uniform(7, pa.array(part, pa.string()), "p") for part in (ids[:cut], ids[cut:])
    ]
    assert np.array_equal(whole, np.concatenate(parts))


def test_uniform_is_uniform_and_purposes_are_independent() -> None:
    ids = pa.array([f"doc-{i}" for i in range(20_000)])
    a, b = hashing.uniform(1, ids, "a"), hashing.uniform(1, ids, "b")
    assert np.allclose(np.quantile(a, [0.1, 0.5, 0.9]), [0.1, 0.5, 0.9], atol=0.01)
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.02


def test_text_hash_is_xxh3_of_utf8_for_sliced_arrays_too() -> None:
    texts = pa.array(["가", "나다", "", "x"], pa.large_string()).slice(1, 3)
    expected = [xxhash.xxh3_128_digest(t.encode()) for t in ("나다", "", "x")]
    assert hashing.text_hashes(texts).to_pylist() == expected
