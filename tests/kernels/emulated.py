"""A device that is none: CUDA sources compiled as C++, a block at a time, a thread for each of its threads.

What a GPU backend asks of CuPy is answered by NumPy, its kernels by their own source. So the logic of
kernels and of their callers is held against the oracle where there is no GPU; speed, occupancy and memory
of a real one are not.
"""

import ctypes
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

COMPILER = shutil.which("g++")
MOST_THREADS = 8  # of a block: enough for every order that matters, few enough to start quickly

SHIM = """
#include <atomic>
#include <barrier>
#include <thread>
#include <vector>
struct Index { unsigned x; };
static thread_local Index blockIdx, threadIdx;
static Index blockDim;
static std::barrier<>* meeting;
#define __global__
#define __device__
#define __shared__ static
#define __syncthreads() meeting->arrive_and_wait()
static long long atomicMin(long long* at, long long value) {
    std::atomic_ref<long long> cell(*at);
    long long old = cell.load();
    while (value < old && !cell.compare_exchange_weak(old, value)) {}
    return old;
}
template <class F> static void launch(unsigned grid, unsigned block, F function) {
    std::barrier<> here(block);
    meeting = &here;
    blockDim.x = block;
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < block; i++) threads.emplace_back([=] {
        for (unsigned b = 0; b < grid; b++) {
            blockIdx.x = b;
            threadIdx.x = i;
            function();
            meeting->arrive_and_wait();
        }
    });
    for (auto& thread : threads) thread.join();
}
"""
_KERNEL = re.compile(r'extern "C" __global__ void (\w+)\(([^)]*)\)')


class RawModule:
    """cupy.RawModule over g++."""

    def __init__(self, code: str, options: tuple[str, ...] = ()) -> None:
        folder = tempfile.mkdtemp(prefix="malmoi-emulated-")
        source, library = Path(folder) / "kernels.cpp", Path(folder) / "kernels.so"
        source.write_text(SHIM + code + "".join(map(self._launcher, _KERNEL.findall(code))))
        command = [str(COMPILER), "-std=c++20", "-O1", "-shared", "-fPIC", "-pthread", *options]
        subprocess.run([*command, "-o", str(library), str(source)], check=True)
        self._library = ctypes.CDLL(str(library))

    @staticmethod
    def _launcher(kernel: tuple[str, str]) -> str:
        name, parameters = kernel
        names = ", ".join(p.split()[-1].lstrip("*") for p in parameters.split(","))
        return (
            f'\nextern "C" void launch_{name}(unsigned grid, unsigned block, {parameters}) '
            f"{{ launch(grid, block, [=] {{ {name}({names}); }}); }}\n"
        )

    def get_function(self, name: str) -> Any:
        function = getattr(self._library, f"launch_{name}")

        def run(grid: tuple[int], block: tuple[int], arguments: tuple[Any, ...]) -> None:
            # all blocks of the grid, each by fewer threads where the kernel strides over its work
            threads = min(block[0], MOST_THREADS)
            blocks = -(-grid[0] * block[0] // threads) if name in FLAT else grid[0]
            function(ctypes.c_uint(blocks), ctypes.c_uint(threads), *map(_passed, arguments))

        return run


FLAT = ("band_keys", "hook", "flatten")  # one thread for each item, however blocks are cut


def _passed(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        assert value.flags.c_contiguous
        return ctypes.c_void_p(value.ctypes.data)
    return {4: ctypes.c_int, 8: ctypes.c_longlong}[value.dtype.itemsize](int(value))


def install() -> ModuleType:
    """A module `cupy` for as long as no real one is there."""
    module = ModuleType("cupy")
    for name in dir(np):
        setattr(module, name, getattr(np, name))
    module.asnumpy = np.asarray  # type: ignore[attr-defined]
    module.RawModule = RawModule  # type: ignore[attr-defined]
    sys.modules["cupy"] = module
    return module
