"""The GPU sources under sanitizers: no race between the threads of a block, nothing beyond an array."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from tests.kernels import emulated, sanitized
from tests.kernels.sanitized import Recorder
from tests.kernels.test_parity import CASES, texts_of

BLANK = " \u3000\n" * 40
VALUES = [
    "가나다라마바사",
    "가나다라마바",
    "가나다라마바아",
    "the quick brown fox",
    "the quick",
    "",
    "같은 말 " * 30,
]
TEXTS = [
    *VALUES,
    "withoutanyspace" * 30,
    "".join(VALUES) * 2,
    BLANK.join(VALUES),
    f"{BLANK}a{BLANK}나",
    BLANK,
]


@pytest.fixture(scope="module")
def recorded() -> dict[str, Recorder]:
    """By the name of a kernel, all launches of a few calls."""
    if emulated.REAL or emulated.COMPILER is None:
        pytest.skip("needs g++, and no real CuPy")
    Recorder.made = []
    with emulated.device(module_of_code=Recorder) as loaded:
        for unit, width in product((0, 1), (1, 3, 128)):
            cut = (texts_of(TEXTS), *(np.full(len(TEXTS), x, np.int32) for x in (unit, width)))
            loaded["minhash"].sign(*cut, 16)
            loaded["minhash"].shingles(*cut)
        for kernel in emulated.BACKENDS:
            for function, arguments in CASES[kernel].items():
                getattr(loaded[kernel], function)(*arguments(VALUES * 3))
        return {name: module for module in Recorder.made for name in module.parameters}


@pytest.mark.parametrize("kernel", ["sign", "verify", "hook"])
@pytest.mark.parametrize("sanitizer", ["thread", "address"])
def test_sanitizer_finds_nothing(
    kernel: str, sanitizer: str, recorded: dict[str, Recorder], tmp_path: Path
) -> None:
    if not sanitized.available(sanitizer, tmp_path):
        pytest.skip(f"g++ has no {sanitizer} sanitizer here")
    if (kernel, sanitizer) == ("hook", "thread"):
        pytest.skip("it reads parents while others lower them: any of them is an ancestor")
    assert recorded[kernel].complaints(sanitizer, tmp_path) == ""


@pytest.mark.parametrize(
    ("without", "sanitizer", "expected"),
    [
        ("finalized(hash); });\n        __syncthreads();", "thread", "data race"),
        ("tile[TILE + 3]", "address", "overflow"),
    ],
)
def test_sanitizer_finds_what_is_taken_out(
    without: str, sanitizer: str, expected: str, recorded: dict[str, Recorder], tmp_path: Path
) -> None:
    """A barrier less, an array too short: the check sees what it is for."""
    if not sanitized.available(sanitizer, tmp_path):
        pytest.skip(f"g++ has no {sanitizer} sanitizer here")
    module = recorded["sign"]
    assert without in module.source
    broken = without.replace("__syncthreads();", "").replace("TILE + 3", "TILE")
    source, module.source = module.source, module.source.replace(without, broken)
    try:
        assert expected in module.complaints(sanitizer, tmp_path)
    finally:
        module.source = source
