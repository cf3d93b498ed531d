"""What NVIDIA's compiler makes of the GPU sources, without a device."""

from pathlib import Path

import pytest

from tests.kernels import emulated, nvrtc


@pytest.fixture(scope="module")
def sources() -> dict[str, tuple[Path, tuple[str, ...]]]:
    """Each .cu file, and the options that CuPy is given for it."""
    if emulated.REAL or nvrtc.installed() is None:
        pytest.skip("needs NVRTC, and no real CuPy")
    with emulated.device({}) as loaded:
        from pipeline.kernels.device import OPTIONS

        return {
            kernel: (
                module.SOURCE,
                OPTIONS + getattr(module, "options", tuple)(),
            )
            for kernel, module in loaded.items()
        }


@pytest.mark.parametrize("arch", ["sm_75", "sm_80", "sm_90"])
@pytest.mark.parametrize("kernel", emulated.BACKENDS)
def test_nvidias_compiler_accepts_the_source_without_a_warning(
    kernel: str, arch: str, sources: dict[str, tuple[Path, tuple[str, ...]]]
) -> None:
    source, options = sources[kernel]
    entries = source.read_text().count("__global__ void")
    assert nvrtc.compiled(source, (*options, f"-arch={arch}")).count(".visible .entry") == entries


def test_signatures_take_two_operations_for_each_shingle_and_permutation(
    sources: dict[str, tuple[Path, tuple[str, ...]]],
) -> None:
    """In the compiler's own words: the loop over a tile loads four hashes at once, and for each of them
    multiplies and adds once and takes one minimum."""
    source, options = sources["minhash"]
    ptx = nvrtc.compiled(source, (*options, "-arch=sm_90"))
    loop = next(b for b in ptx.split("$L__") if b.count("ld.shared.v4") > 1)
    shingles = 4 * loop.count("ld.shared.v4.u32")
    assert (loop.count("mad.lo"), loop.count("min.u32")) == (shingles, shingles)
    assert loop.count("ld.") == shingles / 4
    assert ".local" not in ptx
