"""The benchmark of the GPU, on a device that is none: what it measures is what the CPU does."""

from importlib import import_module

import numpy as np
import pyarrow as pa
import pytest

from benchmarks import device
from pipeline.demo.sample import Sample
from pipeline.kernels.buffers import utf8
from tests.kernels import emulated


def articles(num: int) -> pa.Table:
    sample, langs = Sample(7), ["ko" if i % 2 else "en" for i in range(num)]
    texts = [sample.compose(lang, "news").body for lang in langs]
    return pa.table({"text": pa.array(texts, pa.large_string()), "lang": langs})


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "documents", lambda: articles(30))
    for name, value in {"BLOCKS": 2, "THREADS": 8, "ROUNDS": 4, "REPEATS": 1}.items():
        monkeypatch.setattr(device, name, value)


def test_shifted_texts_are_as_long_and_valid_and_no_copies() -> None:
    base, *cut = device.with_copies()
    texts = device.shifted(base, 4)
    assert texts.chunk(0).equals(base)
    assert texts.validate(full=True) is None
    for chunk in texts.chunks[1:]:
        assert np.array_equal(np.diff(utf8(chunk)[0]), np.diff(utf8(base)[0]))
        assert chunk.cast(pa.string()).to_pylist() != base.to_pylist()
    kernels = {n: import_module(f"pipeline.kernels.{n}.numba") for n in device.KERNELS}
    units, widths = (np.tile(x, 4) for x in cut)
    removed, _ = device.deduplicated(kernels, texts, units, widths, np, lambda: None)
    own = np.flatnonzero(removed >= 0)
    assert 0 < len(own) < len(texts) / 5
    assert np.array_equal(own // len(base), removed[own] // len(base))  # of its own shift


@pytest.mark.skipif(emulated.COMPILER is None, reason="no C++ compiler")
@pytest.mark.skipif(emulated.REAL, reason="a real CuPy is here")
@pytest.mark.parametrize("broken", [False, True])
def test_benchmark_runs_and_fails_where_results_differ(
    broken: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    with emulated.device() as loaded:
        if broken:
            loaded["jaccard"].verify = lambda clusters, *rest: (
                np.full(len(clusters), -1, np.int64),
                np.zeros(len(clusters)),
            )
        code = device.main(1e-5)
    told = capsys.readouterr().out
    assert code == int(broken)
    assert ("REMOVALS DIFFER" in told) == broken
    assert ("two operations each" in told) != broken


@pytest.mark.skipif(emulated.REAL, reason="CuPy is here")
def test_benchmark_without_a_device_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert device.main(1) == 2
    assert "No module named 'cupy'" in capsys.readouterr().out
