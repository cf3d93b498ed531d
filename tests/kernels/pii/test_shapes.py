"""Labels of every kind in every shape of papers, tables, keys and statements."""

from collections import defaultdict

import numpy as np
import pyarrow as pa
import pytest

from pipeline.kernels.pii import re2, reference
from tests.kernels.pii.shapes import LABELS, cases, found

# names of one syllable behind a label and a hyphen or a blank, and in columns of 담당자, which offices fill too
LEAST = {"name": 0.98, "rare name": 0.9}
EMPTY = {("rare name", "hyphen")}


@pytest.mark.parametrize("sort", LABELS)
def test_value_is_found_in_every_shape(sort: str) -> None:
    made = cases(sort)
    flags = found(made)
    missed = [case.text for case, flag in zip(made, flags, strict=True) if not flag]
    assert sum(flags) >= LEAST.get(sort, 1.0) * len(flags), missed
    by_shape: dict[str, list[bool]] = defaultdict(list)
    for case, flag in zip(made, flags, strict=True):
        by_shape[case.shape].append(flag)
    empty = {(sort, shape) for shape, own in by_shape.items() if sum(own) < 0.5 * len(own)}
    assert empty <= EMPTY, empty


@pytest.mark.parametrize("sort", LABELS)
def test_both_backends_find_the_same_in_every_shape(sort: str) -> None:
    texts = pa.array([case.text for case in cases(sort)[::2]], pa.large_string())
    for ours, oracle in zip(re2.find(texts), reference.find(texts), strict=True):
        assert np.array_equal(ours, oracle)
