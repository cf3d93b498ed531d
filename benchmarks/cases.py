"""One function per comparison: {name: (callable, peer or None)}; results that must agree are compared."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.kernels.bpe import numba as bpe
from pipeline.kernels.bpe import reference as bpe_peer
from pipeline.kernels.heuristics.numba import measure
from pipeline.kernels.minhash import numba as minhash
from pipeline.kernels.minhash import reference as minhash_peer
from pipeline.kernels.pii import re2 as pii
from pipeline.kernels.pii import reference as pii_peer
from pipeline.kernels.script import numba as script
from pipeline.kernels.words import numba as words
from pipeline.kernels.words import reference as words_peer
from pipeline.registry import KERNELS
from pipeline.stages.dedup.shingling import SHINGLES, units_and_widths
from pipeline.stages.scrub import mask


@dataclass
class Case:
    """`ours` and `peer` on the same input; `agree` says whether their results may be compared at all."""

    name: str
    ours: Callable[[], Any]
    peer_name: str = ""
    peer: Callable[[], Any] | None = None
    agree: Callable[[Any, Any], bool] | None = None
    share: float | None = 1.0  # of the bytes that it reads; None: no pass over text


def floor(table: pa.Table) -> Callable[[], Any]:
    """Read and write the same Parquet: what any stage that rewrites documents must at least do."""
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd", compression_level=1)

    def run() -> int:
        out = io.BytesIO()
        read = pq.read_table(io.BytesIO(buffer.getvalue()), use_threads=False)
        pq.write_table(read, out, compression="zstd", compression_level=1)
        return out.tell()

    return run


def cases(table: pa.Table) -> Iterator[Case]:
    texts, lang = table.column("text"), table.column("lang")
    units, widths = units_and_widths(lang, SHINGLES)
    part = table.slice(0, max(1, len(table) // 20))  # what slow peers get; MB/s are of this part
    share = (
        len("".join(part.column("text").to_pylist()).encode())
        / table.column("bytes").to_numpy().sum()
    )
    few, few_units, few_widths = part.column("text"), units[: len(part)], widths[: len(part)]
    yield Case("script counts", lambda: script.count(texts))
    yield Case("heuristics", lambda: measure(texts, "word", True))
    yield Case("minhash, shingles by language", lambda: minhash.sign(texts, units, widths, 128))
    yield Case(
        "minhash on a part",
        lambda: minhash.sign(few, few_units, few_widths, 128),
        "datasketch 2.0, same shingles",
        lambda: minhash_peer.sign(few, few_units, few_widths, 128),
        lambda a, b: np.array_equal(a, b),
        share,
    )
    yield Case(
        "personal data, find",
        lambda: pii.find(texts),
        "plain re, same forms",
        lambda: pii_peer.find(texts),
        lambda a, b: all(np.array_equal(x, y) for x, y in zip(a, b, strict=True)),
    )
    flat = pa.concat_arrays(texts.chunks)
    yield Case(
        "scrub, find and replace",
        lambda: mask(flat, ("EMAIL", "RRN", "CARD", "PHONE", "IP"), KERNELS.kernel("pii", "re2")),
    )
    yield Case("pre-tokens, count", lambda: words.count(texts))
    yield Case(
        "pre-tokens on a part",
        lambda: words.count(few),
        "splitter of tokenizers, Counter",
        lambda: words_peer.count(few),
        lambda a, b: a[0].equals(b[0]) and np.array_equal(a[1], b[1]),
        share,
    )
    spelt, counts, _ = words.count(texts)
    yield Case(
        "BPE merges, 16,000",
        lambda: bpe.train(spelt, counts, 16_000),
        "tokenizers BpeTrainer, same words",
        lambda: bpe_peer.train(spelt, counts, 16_000),
        np.array_equal,
        None,
    )
