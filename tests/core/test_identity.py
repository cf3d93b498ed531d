"""Identity: what it contains, and what it must not."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import JobError
from pipeline.core.identity import describe, describe_function, difference, fingerprint
from pipeline.core.kernel import kernels_in
from pipeline.kernels.hashing import uniform
from pipeline.registry import KERNELS
from pipeline.stages.dedup.comparison import Comparison
from tests.kernels import emulated

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(st.dictionaries(st.text(), JSON))
def test_fingerprint_ignores_the_order_of_keys(value: dict) -> None:
    backwards = dict(reversed(value.items()))
    assert fingerprint(describe(value)) == fingerprint(describe(backwards))


@given(JSON, JSON)
def test_difference_is_empty_exactly_for_equal_descriptions(a: object, b: object) -> None:
    assert (difference(describe(a), describe(b)) == []) == (describe(a) == describe(b))


def test_function_is_described_by_name_code_and_arguments() -> None:
    made = describe_function(partial(uniform, seed=1))
    assert made.pop("code").keys() == {"pipeline.kernels.hashing", "pipeline.kernels.buffers"}
    assert made == {
        "function": "pipeline.kernels.hashing.uniform",
        "libraries": {},
        "arguments": {"seed": 1},
    }


def test_backend_of_a_kernel_is_no_part_of_identity() -> None:
    assert describe(KERNELS.kernel("minhash", "numba")) == describe(
        KERNELS.kernel("minhash", "reference")
    )


def test_kernels_are_found_however_deep_they_are_bound() -> None:
    minhash, jaccard = KERNELS.kernel("minhash", "cudf"), KERNELS.kernel("jaccard", "numba")
    comparison = Comparison("jaccard", 0.8, False, {}, minhash, jaccard)
    work = partial(uniform, inner=partial(uniform, seed=1, by=[{"comparison": comparison}]))
    assert list(kernels_in(work)) == [minhash, jaccard]
    assert [k.on_gpu for k in kernels_in(work)] == [True, False]


def test_a_gpu_backend_is_taken_only_where_it_is_asked_for() -> None:
    assert KERNELS.backends("minhash") == ["numba", "reference", "cudf"]
    assert KERNELS.backends("minhsh") == KERNELS.backends("../minhash") == []


@pytest.mark.skipif(emulated.REAL, reason="CuPy is here")
def test_backend_that_cannot_run_says_what_is_missing() -> None:
    with pytest.raises(JobError, match=r"minhash: backend cudf: .*; pip install 'malmoi\[gpu\]'"):
        KERNELS.kernel("minhash", "cudf").load()


def test_positional_arguments_are_refused() -> None:
    with pytest.raises(TypeError, match="keyword"):
        describe_function(partial(uniform, 1))


def test_value_without_identity_is_refused() -> None:
    with pytest.raises(TypeError, match="no identity for object"):
        describe(object())
