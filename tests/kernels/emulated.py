"""A device that is none: CUDA sources compiled as C++, a block at a time, a thread for each of its threads.

What a GPU backend asks of CuPy is answered by NumPy, what it asks of cuDF by Arrow and NumPy, its kernels by
their own source. So the logic of kernels and of their callers is held against the oracle where there is no GPU;
speed, occupancy and memory of a real one are not.
"""

import ctypes
import importlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.kernels.buffers import large_strings

COMPILER = shutil.which("g++")
REAL = find_spec("cupy") is not None  # then test_parity holds the backends on the device
BACKENDS = ("minhash", "jaccard", "components")
# Few threads start quickly, and small pieces make texts of several out of short ones.
SMALLER = {
    "minhash": {"THREADS": 8, "PIECE": 96},
    "jaccard": {"THREADS": 8, "TEAM": 2},
    "components": {"THREADS": 8},
}

SHIM = """
#include <atomic>
#include <barrier>
#include <thread>
#include <vector>
struct Index { unsigned x; };
static thread_local Index blockIdx, threadIdx;
static Index blockDim;
static std::barrier<>* meeting;
static std::atomic<int> raised;
#define __global__
#define __device__
#define __shared__ static
#define __align__(bytes) __attribute__((aligned(bytes)))
#define __popc __builtin_popcount
#define __syncthreads() meeting->arrive_and_wait()
static int __syncthreads_or(int value) {
    if (value) raised = 1;
    __syncthreads();
    int any = raised;
    __syncthreads();
    raised = 0;
    __syncthreads();
    return any;
}
template <class T> static T atomicMin(T* at, T value) {
    std::atomic_ref<T> cell(*at);
    T old = cell.load();
    while (value < old && !cell.compare_exchange_weak(old, value)) {}
    return old;
}
static int atomicAdd(int* at, int value) { return std::atomic_ref<int>(*at).fetch_add(value); }
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
KINDS = {"u8": np.uint8, "u32": np.uint32, "u64": np.uint64, "int": np.int32, "i64": np.int64}
KINDS["double"] = np.float64
KERNEL = re.compile(r'extern "C" __global__ void (\w+)\(([^)]*)\)')


class RawModule:
    """cupy.RawModule over g++."""

    def __init__(self, code: str, options: tuple[str, ...] = ()) -> None:
        folder = tempfile.mkdtemp(prefix="malmoi-emulated-")
        source, library = Path(folder) / "kernels.cpp", Path(folder) / "kernels.so"
        self.source = SHIM + code + "".join(map(self._launcher, KERNEL.findall(code)))
        source.write_text(self.source)
        self.parameters = dict(KERNEL.findall(code))
        defined = [o for o in options if o.startswith("-D")]
        command = [str(COMPILER), "-std=c++20", "-O1", "-shared", "-fPIC", "-pthread", *defined]
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
        kinds = [p.rsplit(" ", 1)[0].split()[-1] for p in self.parameters[name].split(",")]

        def run(grid: tuple[int], block: tuple[int], arguments: tuple[Any, ...]) -> None:
            for kind, value in zip(kinds, arguments, strict=True):
                null = not isinstance(value, np.ndarray) and value == 0 and kind.endswith("*")
                # a device would read other numbers
                assert null or value.dtype == KINDS[kind.rstrip("*")], (name, kind)
            function(ctypes.c_uint(grid[0]), ctypes.c_uint(block[0]), *map(_passed, arguments))

        return run


def _passed(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        assert value.flags.c_contiguous
        return ctypes.c_void_p(value.ctypes.data)
    if isinstance(value, np.floating):
        return ctypes.c_double(float(value))
    return {4: ctypes.c_int, 8: ctypes.c_longlong}[value.dtype.itemsize](int(value))


class Series:
    """cudf.Series of strings; its buffers are Arrow's."""

    def __init__(self, texts: pa.Array) -> None:
        self.texts = texts

    from_arrow = classmethod(lambda cls, texts: cls(large_strings(texts)))

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def has_nulls(self) -> bool:
        return self.texts.null_count > 0

    def take(self, rows: np.ndarray) -> "Series":
        return Series(self.texts.take(pa.array(rows)))

    def fillna(self, value: str) -> "Series":
        return Series(self.texts.fill_null(value))

    def to_pylibcudf(self) -> tuple[Any, dict[str, Any]]:
        """A column as pylibcudf shows it: characters, and offsets of the whole buffer as a child."""
        wide = pa.types.is_large_string(self.texts.type)
        _, ends, characters = self.texts.buffers()
        offsets = SimpleNamespace(
            data=lambda: _span(ends),
            offset=lambda: 0,
            size=lambda: self.texts.offset + len(self.texts) + 1,
            type=lambda: SimpleNamespace(id=lambda: "INT64" if wide else "INT32"),
        )
        column = SimpleNamespace(
            size=lambda: len(self.texts),
            offset=lambda: self.texts.offset,
            data=lambda: _span(characters),
            child=[offsets].__getitem__,
            keeps=self.texts,
        )
        return column, {}


class DataFrame(dict[str, Any]):
    """cudf.DataFrame of columns; what is equal it sorts into another order than it came in."""

    def __getitem__(self, name: str) -> Any:
        return SimpleNamespace(values=super().__getitem__(name))

    def sort_values(self, by: str, ignore_index: bool) -> "DataFrame":
        assert ignore_index
        order = np.argsort(self[by].values[::-1], kind="stable")
        return DataFrame({name: column[::-1][order] for name, column in self.items()})


def _span(buffer: pa.Buffer) -> Any:
    return SimpleNamespace(ptr=buffer.address, size=buffer.size)


def _cupy(module_of_code: type[RawModule]) -> ModuleType:
    module = ModuleType("cupy")
    for name in (n for n in dir(np) if not n.startswith("__")):
        setattr(module, name, getattr(np, name))

    class ndarray(np.ndarray):  # noqa: N801
        """Also over memory that another owns."""

        def __new__(cls, shape: int, dtype: Any, memory: Any) -> Any:
            raw = (ctypes.c_char * memory.size).from_address(memory.ptr)
            raw.owner = memory.owner  # type: ignore[attr-defined]
            return np.frombuffer(raw, dtype, shape)

    memory = SimpleNamespace(
        is_available=lambda: True,
        get_current_stream=lambda: SimpleNamespace(synchronize=lambda: None),
        UnownedMemory=lambda ptr, size, owner: SimpleNamespace(ptr=ptr, size=size, owner=owner),
        MemoryPointer=lambda memory, offset: memory,
    )
    added = {"asnumpy": np.asarray, "RawModule": module_of_code, "cuda": memory, "ndarray": ndarray}
    for name, value in added.items():
        setattr(module, name, value)
    return module


@contextmanager
def device(
    constants: dict[str, dict[str, int]] = SMALLER, module_of_code: type[RawModule] = RawModule
) -> Iterator[dict[str, Any]]:
    """The cudf backends by kernel, over a device that is none; the real ones are loaded anew afterwards."""
    cudf, plc = ModuleType("cudf"), ModuleType("pylibcudf")
    cudf.Series, cudf.DataFrame = Series, DataFrame  # type: ignore[attr-defined]
    plc.TypeId = SimpleNamespace(INT32="INT32", INT64="INT64")  # type: ignore[attr-defined]
    lent = {"cupy": _cupy(module_of_code), "cudf": cudf, "pylibcudf": plc}
    sys.modules.update(lent)
    loaded = {k: importlib.import_module(f"pipeline.kernels.{k}.cudf") for k in BACKENDS}
    for kernel, smaller in constants.items():
        for name, value in smaller.items():
            assert hasattr(loaded[kernel], name)
            setattr(loaded[kernel], name, value)
    try:
        yield loaded
    finally:
        for kernel in BACKENDS:
            del sys.modules[f"pipeline.kernels.{kernel}.cudf"]
        for name in (*lent, "pipeline.kernels.device"):
            del sys.modules[name]
