"""The GPU backends without a GPU: their kernels as C++, their callers over NumPy, against the oracles."""

import importlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings

from tests.kernels import emulated
from tests.kernels.test_minhash import LONG
from tests.kernels.test_parity import CASES, TEXTS, same, shingled, texts_of


@pytest.fixture(scope="module")
def backends() -> Iterator[dict[str, Any]]:
    """The cudf backends over an emulated device."""
    if emulated.REAL:
        pytest.skip("a real CuPy is here: test_parity holds the backends on the device")
    if emulated.COMPILER is None:
        pytest.skip("no C++ compiler")
    with emulated.device() as loaded:
        yield loaded


@pytest.mark.parametrize("kernel", emulated.BACKENDS)
@settings(max_examples=40, deadline=None)
@given(values=TEXTS)
def test_emulated_backend_equals_the_oracle(
    kernel: str, values: list[str], backends: dict[str, Any]
) -> None:
    oracle = importlib.import_module(f"pipeline.kernels.{kernel}.reference")
    for case in (name for name in CASES if name.split()[0] == kernel):
        for function, arguments in CASES[case].items():
            expected = getattr(oracle, function)(*arguments(values))
            ours = getattr(backends[kernel], function)(*arguments(values))
            assert same(expected, ours), (case, function)


@settings(max_examples=60, deadline=None)
@given(values=TEXTS)
def test_emulated_pieces_of_a_text_give_the_shingles_of_the_whole(
    values: list[str], backends: dict[str, Any]
) -> None:
    """Pieces of 96 bytes: shingles across their edges, pieces of white space, texts shorter than one."""
    from pipeline.kernels.minhash import WIDEST, reference

    blank = " \u3000\n" * 40
    texts = [*values, "".join(values) * 5, blank.join(values), f"{blank}a{blank}나", blank]
    for width in (1, 3, WIDEST):
        units = np.array([i % 2 for i in range(len(texts))], np.int32)
        widths = np.full(len(texts), width, np.int32)
        arguments = (texts_of(texts), units, widths)
        for function, more in (("sign", (16,)), ("shingles", ())):
            expected = getattr(reference, function)(*arguments, *more)
            assert same(expected, getattr(backends["minhash"], function)(*arguments, *more)), width


def test_shingle_wider_than_a_block_carries_is_refused(backends: dict[str, Any]) -> None:
    from pipeline.kernels.minhash import WIDEST

    cut = (texts_of(["가나다"]), np.zeros(1, np.int32), np.full(1, WIDEST + 1, np.int32))
    with pytest.raises(ValueError, match="128 units at most, not 129"):
        backends["minhash"].shingles(*cut)


@pytest.mark.parametrize("num_perm", [16, 127, 128])
def test_emulated_signatures_of_long_texts_are_those_of_numba(
    num_perm: int, backends: dict[str, Any]
) -> None:
    from pipeline.kernels.minhash import numba

    texts, units, widths = shingled(LONG)
    ours = backends["minhash"].sign(texts_of(LONG), units, widths, num_perm)
    assert np.array_equal(ours, numba.sign(texts, units, widths, num_perm))


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
def test_emulated_texts_are_read_from_the_buffers_of_a_slice_with_nulls(
    kind: pa.DataType, backends: dict[str, Any]
) -> None:
    from pipeline.kernels.minhash import numba

    values = ["앞에 있는 글", "가나다라 마바사", None, "the quick brown fox", "", "뒤에 있는 글"]
    cut = pa.array(values, kind)[1:5]
    arguments = (np.zeros(4, np.int32), np.full(4, 3, np.int32), 16)
    expected = numba.sign(cut, *arguments)
    held = emulated.Series(cut)
    assert np.array_equal(expected, backends["minhash"].sign(held, *arguments))
    chunks = pa.chunked_array([cut[:2], cut[2:]])
    assert np.array_equal(expected, backends["minhash"].sign(chunks, *arguments))


def test_emulated_components_of_a_long_chain_end_at_its_least_node(
    backends: dict[str, Any],
) -> None:
    order = np.random.default_rng(3).permutation(5000)
    nodes, roots = backends["components"].components(order[1:] * 7, order[:-1] * 7)
    assert nodes.tolist() == [7 * i for i in range(5000)]
    assert set(roots.tolist()) == {0}
