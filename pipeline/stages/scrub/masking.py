"""What is found in texts, and the texts without it."""

from collections import Counter
from collections.abc import Callable

import numpy as np
import pyarrow as pa

from pipeline.core.kernel import Kernel
from pipeline.kernels.pii import KINDS, pseudonyms
from pipeline.kernels.placeholders import placeholder
from pipeline.stages.scrub.key import Key
from pipeline.stages.scrub.names import Names, Span

Replace = Callable[[str, bytes], bytes]


def mask(
    texts: pa.Array,
    kinds: tuple[str, ...],
    kernel: Kernel,
    replace: Replace | None = None,
    names: Names | None = None,
) -> tuple[dict[int, Counter[str]], dict[int, str]]:
    """(row -> counts by kind, row -> new text) of the rows with personal data.

    Changed texts are searched again until nothing is found: a placeholder may separate a number from the
    value that it replaced.
    """
    replace = replace or (lambda kind, _: placeholder(kind).encode())
    counts: dict[int, Counter[str]] = {}
    replaced: dict[int, str] = {}
    rows = np.arange(len(texts))
    while len(texts):
        spans = _spans(texts, kinds, kernel, names)
        for document, of_text in spans.items():
            row = int(rows[document])
            replaced[row] = _replace(texts[document].as_py().encode(), of_text, replace)
            counts.setdefault(row, Counter()).update(k for _, _, k in of_text)
        rows = np.array([rows[d] for d in sorted(spans)], dtype=np.int64)
        texts = pa.array([replaced[int(r)] for r in rows], pa.large_string())
    return counts, replaced


def _spans(
    texts: pa.Array, kinds: tuple[str, ...], kernel: Kernel, names: Names | None
) -> dict[int, list[Span]]:
    """The spans of the kinds by document, ascending, and the names near spans of any kind."""
    documents, starts, ends, kind = kernel.load().find(texts)
    wanted = np.isin(kind, [KINDS.index(k) for k in kinds])
    spans: dict[int, list[Span]] = {}
    context: dict[int, list[Span]] = {}
    for d, s, e, k, is_wanted in zip(documents, starts, ends, kind, wanted, strict=True):
        span = (int(s), int(e), KINDS[k])
        if is_wanted:
            spans.setdefault(int(d), []).append(span)
        if names:
            context.setdefault(int(d), []).append(span)
    for d, around in context.items():
        if names and (near := names.near(texts[d].as_py().encode(), around)):
            spans[d] = sorted([*spans.get(d, []), *near])
    return spans


def _replace(text: bytes, spans: list[Span], replace: Replace) -> str:
    pieces, at = [], 0
    for start, end, kind in spans:
        pieces += [text[at:start], replace(kind, text[start:end])]
        at = end
    return b"".join([*pieces, text[at:]]).decode()


def replacement(kind: str, value: bytes, policies: dict[str, str], key: Key | None) -> bytes:
    """The bytes that replace a value: a function of kind and value alone."""
    if policies[kind] == "pseudonymize" and key is not None:
        return pseudonyms.pseudonym(key.value, kind, value)
    return placeholder(kind).encode()
