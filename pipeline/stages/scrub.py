"""Replace personal data by typed placeholders; nothing else in a text changes."""

from collections import Counter
from functools import partial
from typing import Any, ClassVar, Literal

import numpy as np
import pyarrow as pa
from pydantic import Field

from pipeline.core.corpus import Corpus
from pipeline.core.identity import Kernel
from pipeline.core.job import Job
from pipeline.core.schema import DOCUMENTS, SCRUBBED, conform
from pipeline.core.stage import Stage
from pipeline.kernels import hashing
from pipeline.kernels.pii import KINDS, placeholder

VERSION = 1
Kind = Literal["EMAIL", "RRN", "CARD", "PHONE", "IP"]


class Scrub(Stage):
    """Mask e-mail, Korean mobile and resident numbers, cards and public IPs by `<|PI:KIND|>`.

    The replacement depends on the kind alone, and scrubbing twice changes nothing. What was found
    is kept as kinds and counts, never as the value.
    """

    act: ClassVar = "rewrite"

    kinds: tuple[Kind, ...] = Field(default=KINDS, min_length=1)
    """What is masked."""

    def run(self, corpus: Corpus | None, job: Job) -> Corpus:
        assert corpus is not None
        scrub = partial(scrub_documents, kinds=self.kinds, kernel=job.kernel("pii"))
        documents = job.map("documents", scrub, corpus, DOCUMENTS.names, keep_rows=True)
        return Corpus(documents, trail=corpus.trail)


def scrub_documents(table: pa.Table, kinds: tuple[str, ...], kernel: Kernel) -> pa.Table:
    """The same documents with masked texts; `scrubbed` counts by kind, null where nothing was."""
    texts = (
        pa.concat_arrays(table.column("text").chunks)
        if len(table)
        else pa.array([], pa.large_string())
    )
    found, replaced = mask(texts, kinds, kernel)
    if not replaced:
        return table
    rows = pa.array(sorted(replaced))
    new = pa.array([replaced[i] for i in sorted(replaced)], pa.large_string())
    changed = np.zeros(len(table), dtype=bool)
    changed[rows.to_numpy()] = True
    sizes = [len(t.encode()) for t in new.to_pylist()]
    columns = {
        "text": _put(table.column("text"), changed, new),
        "text_hash": _put(table.column("text_hash"), changed, hashing.text_hashes(new)),
        "bytes": _put(table.column("bytes"), changed, pa.array(sizes, pa.int64())),
        "scrubbed": pa.array([_counts(found.get(i)) for i in range(len(table))], SCRUBBED),
    }
    for name, column in columns.items():
        table = table.set_column(table.schema.get_field_index(name), DOCUMENTS.field(name), column)
    return conform(table, DOCUMENTS)


def mask(
    texts: pa.Array, kinds: tuple[str, ...], kernel: Kernel
) -> tuple[dict[int, Counter[str]], dict[int, str]]:
    """(counts by kind, new text) of each row in which something was found.

    Only changed texts are searched again, until nothing is found: a placeholder may set free a
    number that was glued to what it replaced.
    """
    counts: dict[int, Counter[str]] = {}
    replaced: dict[int, str] = {}
    rows = np.arange(len(texts))
    while len(texts):
        documents, starts, ends, kind = kernel.load().find(texts)
        wanted = np.isin(kind, [KINDS.index(k) for k in kinds])
        spans: dict[int, list[tuple[int, int, str]]] = {}
        for d, s, e, k in zip(
            documents[wanted], starts[wanted], ends[wanted], kind[wanted], strict=True
        ):
            spans.setdefault(int(d), []).append((int(s), int(e), KINDS[k]))
        for document, own in spans.items():
            row = int(rows[document])
            replaced[row] = _replace(texts[document].as_py().encode(), own)
            counts.setdefault(row, Counter()).update(k for _, _, k in own)
        rows = np.array([rows[d] for d in sorted(spans)], dtype=np.int64)
        texts = pa.array([replaced[int(r)] for r in rows], pa.large_string())
    return counts, replaced


def _replace(text: bytes, spans: list[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, kind in spans:
        pieces += [text[at:start], placeholder(kind).encode()]
        at = end
    return b"".join([*pieces, text[at:]]).decode()


def _put(column: pa.ChunkedArray, changed: np.ndarray, new: pa.Array) -> pa.Array:
    """`column` with `new` values at the rows where `changed`."""
    old = column.combine_chunks()
    positions = np.arange(len(old))
    positions[changed] = len(old) + np.arange(len(new))
    joined = pa.concat_arrays(
        [old if isinstance(old, pa.Array) else pa.concat_arrays(old.chunks), new]
    )
    return joined.take(pa.array(positions))


def _counts(found: Counter[str] | None) -> list[dict[str, Any]] | None:
    return [{"kind": k, "count": found[k]} for k in sorted(found)] if found else None
