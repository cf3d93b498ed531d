"""What the GPU backends share: texts as cuDF holds them, CUDA sources, and the way back to the host.

What a kernel is given on the device (a cuDF series of texts, CuPy arrays), it answers there; what comes
from the host goes back to it. So a chain of kernels over texts in device memory moves nothing else.
"""

from functools import cache
from pathlib import Path
from typing import Any

import cudf  # pyright: ignore[reportMissingImports]
import cupy  # pyright: ignore[reportMissingImports]
import pyarrow as pa
import pylibcudf as plc  # pyright: ignore[reportMissingImports]

from pipeline.kernels.buffers import large_strings

if not cupy.cuda.is_available():
    raise ImportError("no CUDA device is here")

OPTIONS = ("-fmad=false",)  # a product rounded before the sum, as on a CPU


def launch(
    source: Path,
    name: str,
    blocks: int,
    threads: int,
    arguments: tuple[Any, ...],
    options: tuple[str, ...] = (),
) -> None:
    """Run a kernel of a .cu file, compiled once for its options: `blocks` (1 or more) of `threads`."""
    _module(source, options).get_function(name)((blocks,), (threads,), arguments)


@cache
def _module(source: Path, options: tuple[str, ...]) -> Any:
    return cupy.RawModule(code=source.read_text(), options=OPTIONS + options)


def texts_on_device(texts: Any) -> tuple[Any, Any]:
    """(offsets int64 [n + 1], data uint8) on the device; text i is data[offsets[i]:offsets[i + 1]].

    An Arrow array is copied there once; the characters of a cudf.Series stay where they are.
    """
    if isinstance(texts, pa.Array | pa.ChunkedArray):
        texts = cudf.Series.from_arrow(large_strings(texts))
    elif texts.has_nulls:
        texts = texts.fillna("")
    column, _ = texts.to_pylibcudf()
    if column.size() == 0:
        return cupy.zeros(1, cupy.int64), cupy.zeros(0, cupy.uint8)
    # ends of the whole buffer; a slice has `size` of them from `offset` on
    ends = column.child(0)
    kind = cupy.int64 if ends.type().id() == plc.TypeId.INT64 else cupy.int32
    offsets = _viewed(ends.data(), ends.offset() + ends.size(), kind, column)
    offsets = offsets[column.offset() :][: column.size() + 1].astype(cupy.int64)
    return offsets, _viewed(column.data(), int(offsets[-1]), cupy.uint8, column)


def _viewed(span: Any, length: int, kind: Any, owner: Any) -> Any:
    """`length` values from the start of device memory that `owner` keeps alive."""
    if not length:
        return cupy.zeros(0, kind)
    size = length * cupy.dtype(kind).itemsize
    memory = cupy.cuda.UnownedMemory(span.ptr, size, owner)
    return cupy.ndarray(length, kind, cupy.cuda.MemoryPointer(memory, 0))


def running(counts: Any) -> Any:
    """0 and the running sum of counts, int64."""
    return cupy.concatenate([cupy.zeros(1, cupy.int64), cupy.cumsum(counts, dtype=cupy.int64)])


def answered(result: Any, to: Any) -> Any:
    """The result on the device if the argument `to` lies there, else on the host."""
    return result if isinstance(to, cudf.Series | cupy.ndarray) else cupy.asnumpy(result)
