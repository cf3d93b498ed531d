"""`python -m benchmarks.device [GIGABYTES]`: fuzzy deduplication on a GPU, its text held in device memory.

First the documents as they are, beside one core of the CPU: exits 1 where the GPU removes others, 2 without
a device. Then those documents, a tenth of them again without their ends, under one shift of letters after
another, until there are as many bytes as asked for (default 4): each step's speed and share, and the
signature kernel beside its floor, both measured here: the bytes of the text copied on the device, and two
integer operations for each shingle and permutation.
"""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.text import documents
from pipeline.kernels.buffers import large_strings, utf8
from pipeline.stages.dedup.lsh import optimal
from pipeline.stages.dedup.shingling import SHINGLES, units_and_widths

NUM_PERM, THRESHOLD, MAX_COMPARED = 128, 0.8, 256  # as DedupFuzzy has them
REPEATS = 5
BLOCKS, THREADS, ROUNDS = 132 * 32, 128, 4096  # of rates.cu
HANGUL, SYLLABLES = 0xAC00, 11172
KERNELS = ("minhash", "components", "jaccard")


def main(gigabytes: float) -> int:
    """Print the table; returns the exit code."""
    try:
        kernels = {n: import_module(f"pipeline.kernels.{n}.cudf") for n in KERNELS}
    except ImportError as error:
        print(f"benchmarks.device: {error}")
        return 2
    import cudf  # pyright: ignore[reportMissingImports]
    import cupy  # pyright: ignore[reportMissingImports]

    wait = cupy.cuda.get_current_stream().synchronize
    base, *cut = with_copies()
    small = (cudf.Series.from_arrow(base), *map(cupy.asarray, cut))
    removed, _ = deduplicated(kernels, *small, cupy, wait)  # kernels are compiled now
    if not _as_the_cpu(base, *cut, removed):
        return 1
    times = max(1, round(gigabytes * 1e9 / _size(base)))
    texts, size = shifted(base, times), _size(base) * times / 1e9
    print(f"\n{len(texts):,} documents, {size:.2f} GB of text; GB/s and share of all steps:")
    units, widths = (cupy.asarray(np.tile(x, times)) for x in cut)

    held, to_device = timed(lambda: cudf.Series.from_arrow(texts), wait)
    best: dict[str, float] = {}
    for _ in range(REPEATS):
        _, seconds = deduplicated(kernels, held, units, widths, cupy, wait)
        best = {k: min(v, best.get(k, v)) for k, v in seconds.items()}
    whole = sum(best.values())
    print(f"{'host to device':<24}{size / to_device:>8.1f}")
    for step, spent in best.items():
        print(f"{step:<24}{size / spent:>8.1f}{spent / whole:>8.0%}")
    print(f"{'all steps':<24}{size / whole:>8.1f}")
    _against_floor(best["signatures"], size, num_shingles(base, cut[1]) * times, cupy, wait)
    return 0


def deduplicated(
    kernels: dict[str, Any], texts: Any, units: Any, widths: Any, xp: Any, wait: Callable[[], None]
) -> tuple[Any, dict[str, float]]:
    """(row that each text is a copy of, or -1, on the host; seconds of each step), the earliest surviving.

    Everything between is where the texts are: `xp` is numpy, or cupy for a cudf.Series.
    """
    minhash, components, jaccard = (kernels[n] for n in KERNELS)
    lsh, seconds = optimal(THRESHOLD, NUM_PERM), {}

    def step(name: str, function: Callable[[], Any]) -> Any:
        result, seconds[name] = timed(function, wait)
        return result

    signatures = step("signatures", lambda: minhash.sign(texts, units, widths, NUM_PERM))
    keys, signed = step("band keys", lambda: minhash.bands(signatures, lsh.bands, lsh.rows))
    nodes, roots = step(
        "groups, components", lambda: components.grouped(keys.ravel(), xp.tile(signed, lsh.bands))
    )

    def members_of() -> tuple[Any, ...]:
        order = xp.lexsort(xp.stack([nodes, roots]))
        rows = nodes[order]
        return rows, roots[order], texts.take(rows), units[rows], widths[rows]

    rows, clusters, *cut = step("members in order", members_of)
    offsets, hashes = step("shingle sets", lambda: minhash.shingles(*cut))
    rule = (0, THRESHOLD, MAX_COMPARED, False, False)
    kept, _ = step(
        "verification", lambda: jaccard.verify(clusters, clusters, offsets, hashes, *rule)
    )
    removed = xp.full(len(texts), -1, xp.int64)
    removed[rows] = xp.where(kept >= 0, rows[kept], -1)
    return (removed if xp is np else xp.asnumpy(removed)), seconds


def timed(function: Callable[[], Any], wait: Callable[[], None]) -> tuple[Any, float]:
    """(result, seconds) of all that the function sets going."""
    wait()
    started = time.perf_counter()
    result = function()
    wait()
    return result, time.perf_counter() - started


def with_copies() -> tuple[pa.LargeStringArray, np.ndarray, np.ndarray]:
    """(texts, units, widths): the benchmarks' documents, and a tenth of them without their last tenth."""
    table = documents().select(["text", "lang"])
    again = table.take(pa.array(np.arange(0, len(table), 10)))
    lengths = pc.utf8_length(again.column("text")).to_numpy() * 9 // 10
    cut = [t[:n] for t, n in zip(again.column("text").to_pylist(), lengths, strict=True)]
    again = again.set_column(0, "text", pa.array(cut, table.schema.field("text").type))
    table = pa.concat_tables([table, again])
    return large_strings(table.column("text")), *units_and_widths(table.column("lang"), SHINGLES)


def shifted(texts: pa.LargeStringArray, times: int) -> pa.ChunkedArray:
    """The texts `times` times, with other letters and syllables each time: as long, and no copies."""
    offsets, data = utf8(texts)
    ends = pa.py_buffer(offsets - offsets[0])
    data = data[offsets[0] : offsets[-1]]

    def chunk(shift: int) -> pa.LargeStringArray:
        raw = pa.py_buffer(_shift(data, shift))
        return pa.LargeStringArray.from_buffers(len(texts), ends, raw)

    with ThreadPoolExecutor() as pool:
        return pa.chunked_array(list(pool.map(chunk, range(times))))


def _shift(data: np.ndarray, shift: int) -> np.ndarray:
    """ASCII letters and Hangul syllables moved on in their alphabets; each is as long as it was."""
    table = np.arange(256, dtype=np.uint8)
    for first in (65, 97):
        table[first : first + 26] = np.roll(table[first : first + 26], -shift % 26)
    out = table[data]
    lead = np.flatnonzero((data[:-2] >= 0xEA) & (data[:-2] <= 0xED))
    code = (data[lead] & 0x0F).astype(np.int32) << 12
    code |= (data[lead + 1] & 0x3F).astype(np.int32) << 6 | data[lead + 2] & 0x3F
    syllable = (code >= HANGUL) & (code < HANGUL + SYLLABLES)
    lead, code = lead[syllable], code[syllable]
    # steps of 971 syllables: neither the same vowel nor the same final
    code = HANGUL + (code - HANGUL + shift * 971) % SYLLABLES
    out[lead], out[lead + 1], out[lead + 2] = (
        0xE0 | code >> 12,
        0x80 | code >> 6 & 0x3F,
        0x80 | code & 0x3F,
    )
    return out


def num_shingles(texts: pa.LargeStringArray, widths: np.ndarray) -> int:
    """Shingles of characters of all texts, each as often as it stands there."""
    visible = pl.Series(texts.to_pylist()).str.replace_all(r"\s", "")
    num = visible.str.len_chars().to_numpy().astype(np.int64)
    return int(np.where(num > 0, np.maximum(num - widths + 1, 1), 0).sum())


def _against_floor(spent: float, size: float, shingles: int, cupy: Any, wait: Any) -> None:
    """The signature kernel beside the two things that it cannot do without."""
    data = cupy.zeros(int(size * 1e9), cupy.uint8)
    copy = min(timed(data.copy, wait)[1] for _ in range(REPEATS))
    source = Path(__file__).with_name("rates.cu").read_text()
    kernel = cupy.RawModule(code=source).get_function("operations")
    out = cupy.empty(BLOCKS * THREADS, cupy.uint32)
    arguments = (np.int32(ROUNDS), np.uint32(3), np.uint32(5), out)
    grid = (BLOCKS,), (THREADS,)
    run = min(timed(lambda: kernel(*grid, arguments), wait)[1] for _ in range(REPEATS))
    rate = 2 * 8 * ROUNDS * BLOCKS * THREADS / run
    operations = 2 * shingles * NUM_PERM / rate
    print(f"\nsignatures: {spent * 1e3:.1f} ms, {shingles:,} shingles of {NUM_PERM} permutations")
    for what, floor in (
        ("bytes read once, as a copy reads them", copy / 2),
        (f"two operations each, {rate / 1e12:.1f} T/s", operations),
    ):
        print(f"  {what:<40}{floor * 1e3:>8.1f} ms{spent / floor:>8.2f} x")


def _as_the_cpu(
    texts: pa.LargeStringArray, units: np.ndarray, widths: np.ndarray, removed: np.ndarray
) -> bool:
    kernels = {n: import_module(f"pipeline.kernels.{n}.numba") for n in KERNELS}
    arguments = (kernels, texts, units, widths, np, lambda: None)
    deduplicated(*arguments)  # compiled now
    expected, seconds = deduplicated(*arguments)
    rate = _size(texts) / 1e9 / sum(seconds.values())
    print(
        f"one core: {rate:.3f} GB/s of {_size(texts) / 1e6:.0f} MB; {(expected >= 0).sum():,} removals"
    )
    if not np.array_equal(expected, removed):
        print("REMOVALS DIFFER between the GPU and the CPU")
        return False
    return True


def _size(texts: pa.LargeStringArray) -> int:
    offsets, _ = utf8(texts)
    return int(offsets[-1] - offsets[0])


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 4))
