"""The GPU backends without a GPU: their kernels as C++, their callers over NumPy, against the oracles."""

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from tests.kernels import emulated
from tests.kernels.test_minhash import LONG
from tests.kernels.test_parity import CASES, TEXTS, same, shingled, texts_of

BACKENDS = ("minhash", "components")

pytestmark = pytest.mark.skipif(emulated.COMPILER is None, reason="no C++ compiler")


@pytest.fixture(scope="module")
def backends() -> Iterator[dict[str, Any]]:
    """The cudf backends over an emulated device; the real ones are loaded anew afterwards."""
    found = importlib.util.find_spec("cupy")
    if found is not None:
        pytest.skip("a real CuPy is here: test_parity holds the backends on the device")
    emulated.install()
    try:
        yield {k: importlib.import_module(f"pipeline.kernels.{k}.cudf") for k in BACKENDS}
    finally:
        del sys.modules["cupy"]
        for kernel in BACKENDS:
            sys.modules.pop(f"pipeline.kernels.{kernel}.cudf", None)


@pytest.mark.parametrize("kernel", BACKENDS)
@settings(max_examples=40, deadline=None)
@given(values=TEXTS)
def test_emulated_backend_equals_the_oracle(
    kernel: str, values: list[str], backends: dict[str, Any]
) -> None:
    oracle = importlib.import_module(f"pipeline.kernels.{kernel}.reference")
    for function, arguments in CASES[kernel].items():
        expected = getattr(oracle, function)(*arguments(values))
        assert same(expected, getattr(backends[kernel], function)(*arguments(values))), function


@pytest.mark.parametrize("num_perm", [16, 127, 128])
def test_emulated_signatures_of_long_texts_are_those_of_numba(
    num_perm: int, backends: dict[str, Any]
) -> None:
    from pipeline.kernels.minhash import numba

    texts, units, widths = shingled(LONG)
    ours = backends["minhash"].sign(texts_of(LONG), units, widths, num_perm)
    assert np.array_equal(ours, numba.sign(texts, units, widths, num_perm))


def test_emulated_components_of_a_long_chain_end_at_its_least_node(
    backends: dict[str, Any],
) -> None:
    order = np.random.default_rng(3).permutation(5000)
    nodes, roots = backends["components"].components(order[1:] * 7, order[:-1] * 7)
    assert nodes.tolist() == [7 * i for i in range(5000)]
    assert set(roots.tolist()) == {0}
