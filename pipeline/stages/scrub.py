"""Replace personal data by typed placeholders; nothing else in a text changes."""

import hashlib
import hmac
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar, Literal

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import Field, model_validator

from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.core.job import Job
from pipeline.core.kernel import Kernel
from pipeline.core.schema import DOCUMENTS, SCRUBBED, conform
from pipeline.core.stage import Stage
from pipeline.kernels import hashing
from pipeline.kernels.pii import KINDS, PUBLIC, pseudonyms
from pipeline.kernels.pii.prose import finding, model
from pipeline.kernels.placeholders import placeholder

# Bytes of text that are scrubbed at a time.
AT_ONCE = 16_000_000
# The environment variable that holds the key of pseudonyms.
KEY = "MALMOI_PII_KEY"
# What identifies a person together with other things, by what it tells. The more of them meet in a document,
# the more likely its other words identify the person after scrubbing.
IDENTIFIERS = {
    "identity": frozenset(("RRN", "FRN", "SSN", "PASSPORT", "DRIVER_LICENSE", "HEALTH_INSURANCE")),
    "name": frozenset(("NAME",)),
    "birth": frozenset(("BIRTH_DATE",)),
    "contact": frozenset(("PHONE", "US_PHONE", "EMAIL")),
    "place": frozenset(("ADDRESS", "PLATE")),
    "money": frozenset(("ACCOUNT", "CARD", "IBAN")),
}
Kind = Literal[KINDS]  # type: ignore[valid-type]
Policy = Literal["mask", "keep", "drop_document", "pseudonymize"]
Replace = Callable[[str, bytes], bytes]
# first byte, byte behind the last, kind
Span = tuple[int, int, str]


class Scrub(Stage):
    """Mask personal data, Korean and international, by `<|PI:KIND|>`; docs/pii.md lists the kinds.

    The replacement depends on the kind and the value alone, and scrubbing twice changes nothing. The corpus
    records kinds and counts, never the values.
    """

    act: ClassVar = "rewrite"

    policy: dict[Kind, Policy] = {}  # type: ignore[valid-type]
    """What happens to a kind: mask (default), keep (default for CRN, BRN, REPRESENTATIVE), drop_document
    (masked, and dropped with the reason pii_<kind>), pseudonymize (another value of the same shape that
    is nobody's; needs the environment variable MALMOI_PII_KEY, 16 bytes or more)."""
    names: Literal["off", "mark", "mask"] = "off"
    """Names of persons in prose within 60 characters of a telephone number, address or the like: mask masks
    them as NAME; mark counts those that are left in the column `names`, and changes no text. A trained model
    finds them, less surely than the rules: [pii.md](pii.md) has its precision."""
    columns: tuple[Literal["title", "url", "meta"], ...] = ("title", "url", "meta")
    """Columns that are scrubbed beside the text."""
    max_per_document: int | None = Field(default=None, ge=1)
    """Documents with more pieces of personal data are dropped as lists of it, with the reason pii_many."""
    max_identifiers: int | None = Field(default=None, ge=1)
    """Documents in which more kinds of identifiers meet are dropped, with the reason pii_identifying: what is
    left of their text may still name the person. [pii.md](pii.md) says what is counted."""

    @model_validator(mode="after")
    def _possible(self) -> "Scrub":
        if self.names == "mask" and self.policy.get("NAME") == "keep":
            raise ValueError("names: mask masks names, and policy keeps NAME: choose one of them")
        wanted = [k for k, p in self.policy.items() if p == "pseudonymize"]
        impossible = sorted(set(wanted) - set(pseudonyms.KINDS))
        if impossible:
            raise ValueError(
                f"policy: {', '.join(impossible)} cannot be pseudonymized; possible are: "
                f"{', '.join(pseudonyms.KINDS)}"
            )
        return self

    def check(self, earlier: Sequence[str] = ()) -> None:
        """Raises RecipeError if a policy needs the key of pseudonyms and it is missing or too short."""
        self._key()

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        kernel = job.kernel("pii")
        policies = {k: "keep" if k in PUBLIC else "mask" for k in KINDS} | self.policy
        scrub = partial(
            scrub_documents,
            policies=policies,
            columns=self.columns,
            key=self._key(),
            kernel=kernel,
            names=Names() if self.names == "mask" else None,
        )
        documents = job.map("documents", scrub, corpus, DOCUMENTS.names, keep_rows=True)
        scrubbed = corpus.rewritten(documents)
        dropping = tuple(k for k, p in policies.items() if p == "drop_document")
        drop = partial(
            drop_documents,
            kinds=dropping,
            most=self.max_per_document,
            most_identifiers=self.max_identifiers,
            names=Names() if self.names == "mark" else None,
        )
        return job.mark(drop, scrubbed, ["scrubbed", *(["text"] if self.names == "mark" else [])])

    def _key(self) -> "Key | None":
        if "pseudonymize" not in self.policy.values():
            return None
        value = os.environ.get(KEY, "").encode()
        if len(value) < pseudonyms.MIN_KEY:
            raise RecipeError(
                f"stages.scrub.policy: pseudonymize needs the environment variable {KEY} with at least "
                f"{pseudonyms.MIN_KEY} bytes"
            )
        return Key(value)


@dataclass(frozen=True)
class Key:
    """The key of pseudonyms. It travels to workers in memory; receipts hold a trace that differs for another
    key and does not reveal it."""

    value: bytes = field(repr=False)

    def identity(self) -> dict[str, str]:
        return {"trace": hmac.new(self.value, b"malmoi receipt", hashlib.sha256).hexdigest()[:16]}


@dataclass(frozen=True)
class Names:
    """The model of names in prose. Receipts hold the hash of its file."""

    def identity(self) -> dict[str, str]:
        return {"weights": model.digest()}

    def near(self, text: bytes, spans: Sequence[Span]) -> list[Span]:
        """The names near the spans and placeholders of a text, which no span overlaps."""
        return [
            (start, end, "NAME")
            for start, end in finding.names_near(text, list(spans))
            if not any(start < b and a < end for a, b, _ in spans)
        ]


def scrub_documents(
    table: pa.Table,
    policies: dict[str, str],
    columns: tuple[str, ...],
    key: Key | None,
    kernel: Kernel,
    names: Names | None = None,
) -> pa.Table:
    """The same documents with masked texts; `scrubbed` counts by kind, null if nothing was replaced.

    A shard is scrubbed some megabytes at a time: views and copies of all its text are not held at once.
    """
    if len(table) == 0:
        return table
    scrub = partial(
        scrub_some, policies=policies, columns=columns, key=key, kernel=kernel, names=names
    )
    ends = np.cumsum(table.column("bytes").to_numpy()) // AT_ONCE
    starts = np.flatnonzero(np.diff(ends, prepend=-1))
    parts = [
        scrub(table.slice(a, b - a)) for a, b in zip(starts, [*starts[1:], len(table)], strict=True)
    ]
    return pa.concat_tables(parts)


def scrub_some(
    table: pa.Table,
    policies: dict[str, str],
    columns: tuple[str, ...],
    key: Key | None,
    kernel: Kernel,
    names: Names | None = None,
) -> pa.Table:
    """The documents of some rows, as `scrub_documents` returns them."""
    replace = partial(replacement, policies=policies, key=key)
    wanted = tuple(k for k, p in policies.items() if p != "keep")
    counts: dict[int, Counter[str]] = {}
    new: dict[str, pa.Array] = {}
    for name in ("text", *columns):
        column = table.column(name).combine_chunks()
        if isinstance(column, pa.ChunkedArray):
            column = pa.concat_arrays(column.chunks or [pa.array([], column.type)])
        scrubbed = (scrub_meta if name == "meta" else scrub_column)(
            column, wanted, replace, kernel, names
        )
        if scrubbed is None:
            continue
        new[name], by_row = scrubbed
        for row, kinds in by_row.items():
            counts.setdefault(row, Counter()).update(kinds)
    if "text" in new:
        changed = pc.not_equal(new["text"], table.column("text").combine_chunks()).to_numpy(False)
        rows = pa.array(np.flatnonzero(changed))
        texts = new["text"].take(rows)
        new["text_hash"] = _put(table.column("text_hash"), changed, hashing.text_hashes(texts))
        new["bytes"] = pc.cast(pc.binary_length(new["text"]), pa.int64())
    if (rights := _scrubbed_rights(table, wanted, replace, kernel)) is not None:
        new["page_rights"] = rights
    if not new:
        return table
    listed = [
        [{"kind": k, "count": c[k]} for k in sorted(c)] if (c := counts.get(row)) else None
        for row in range(len(table))
    ]
    new["scrubbed"] = pa.array(listed, SCRUBBED)
    for name, column in new.items():
        table = table.set_column(table.schema.get_field_index(name), DOCUMENTS.field(name), column)
    return conform(table, DOCUMENTS)


def _scrubbed_rights(
    table: pa.Table, wanted: tuple[str, ...], replace: Replace, kernel: Kernel
) -> pa.Array | None:
    """`page_rights` with masked strings; None if they hold no personal data. It counts for nothing: a page
    does not become a list of persons by the address in its footer."""
    column = table.column("page_rights").combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks or [pa.array([], column.type)])
    if column.null_count == len(column):
        return None
    scrubbed = scrub_meta(column, wanted, replace, kernel)
    return scrubbed[0] if scrubbed else None


def scrub_column(
    column: pa.Array,
    wanted: tuple[str, ...],
    replace: Replace,
    kernel: Kernel,
    names: Names | None = None,
) -> tuple[pa.Array, dict[int, Counter[str]]] | None:
    """(the column with replaced spans, counts by row); None if it has no personal data."""
    counts, replaced = mask(column.cast(pa.large_string()), wanted, kernel, replace, names)
    if not replaced:
        return None
    changed = np.zeros(len(column), dtype=bool)
    changed[list(replaced)] = True
    values = pa.array([replaced[i] for i in sorted(replaced)], column.type)
    return _put(pa.chunked_array([column]), changed, values), counts


def scrub_meta(
    column: pa.Array,
    wanted: tuple[str, ...],
    replace: Replace,
    kernel: Kernel,
    names: Names | None = None,
) -> tuple[pa.Array, dict[int, Counter[str]]] | None:
    """`scrub_column` for a column of JSON objects: every string value in them is a separate text."""
    rows, values, paths = [], [], []
    objects: dict[int, Any] = {}
    for row in _rows_with_finds(column, kernel):
        objects[row] = orjson.loads(column[row].as_py())
        for holder, place in _strings(objects[row]):
            rows.append(row)
            values.append(holder[place])
            paths.append((holder, place))
    counts, replaced = mask(pa.array(values, pa.large_string()), wanted, kernel, replace, names)
    if not replaced:
        return None
    by_row: dict[int, Counter[str]] = {}
    for i, value in replaced.items():
        holder, place = paths[i]
        holder[place] = value
        by_row.setdefault(rows[i], Counter()).update(counts[i])
    changed = np.zeros(len(column), dtype=bool)
    changed[list(by_row)] = True
    sort = orjson.OPT_SORT_KEYS
    dumped = [orjson.dumps(objects[r], option=sort).decode() for r in sorted(by_row)]
    return _put(pa.chunked_array([column]), changed, pa.array(dumped, column.type)), by_row


def _rows_with_finds(column: pa.Array, kernel: Kernel) -> list[int]:
    """The rows of JSON objects in whose strings something may be found; all other rows need no parsing.

    A string without escapes stands between two quotation marks unchanged, and most strings stand in many
    objects: each is searched once. Objects with escapes are among the rows.
    """
    escaped = pc.fill_null(pc.match_substring(column, "\\"), False)
    parts = pc.split_pattern(column, '"')
    strings = parts.flatten().dictionary_encode()
    found = np.unique(kernel.load().find(strings.dictionary.cast(pa.large_string()))[0])
    here = np.isin(strings.indices.to_numpy(), found)
    rows = pc.list_parent_indices(parts).to_numpy()[here]
    return np.union1d(rows, np.flatnonzero(escaped.to_numpy(False))).tolist()


def _strings(value: Any) -> list[tuple[Any, Any]]:
    """(holder, key or index) of every string inside a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    strings = []
    for place, inner in list(items):
        if isinstance(inner, str):
            strings.append((value, place))
        elif isinstance(inner, dict | list):
            strings += _strings(inner)
    return strings


def replacement(kind: str, value: bytes, policies: dict[str, str], key: Key | None) -> bytes:
    """The bytes that replace a value: a function of kind and value alone."""
    if policies[kind] == "pseudonymize" and key is not None:
        return pseudonyms.pseudonym(key.value, kind, value)
    return placeholder(kind).encode()


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


def _put(column: pa.ChunkedArray, changed: np.ndarray, new: pa.Array) -> pa.Array:
    """`column` with `new` values at the rows where `changed`."""
    old = column.combine_chunks()
    old = old if isinstance(old, pa.Array) else pa.concat_arrays(old.chunks)
    pieces, at = [old.slice(0, 0)], 0
    for i, row in enumerate(np.flatnonzero(changed).tolist()):
        pieces += [old.slice(at, row - at), new.slice(i, 1)]
        at = row + 1
    return pa.concat_arrays([*pieces, old.slice(at)])


def drop_documents(
    table: pa.Table,
    kinds: tuple[str, ...],
    most: int | None,
    most_identifiers: int | None = None,
    names: Names | None = None,
) -> pa.Table:
    """(drop_reason, identifiers) by the kinds and counts in `scrubbed` of each document.

    `identifiers` is a number from 0 to 6: how many groups of IDENTIFIERS were found in it. With
    `names` there is a third column, `names`: how many names stand near the placeholders of the text.
    """
    reasons: list[str | None] = []
    meeting: list[int] = []
    for scrubbed in table.column("scrubbed").to_pylist():
        counts = {s["kind"]: s["count"] for s in scrubbed or []}
        meeting.append(sum(not group.isdisjoint(counts) for group in IDENTIFIERS.values()))
        dropping = next((k for k in kinds if k in counts), None)
        many = most is not None and sum(counts.values()) > most
        identifying = most_identifiers is not None and meeting[-1] > most_identifiers
        other = "pii_many" if many else "pii_identifying" if identifying else None
        reasons.append(f"pii_{dropping.lower()}" if dropping else other)
    marks = {
        "drop_reason": pa.array(reasons, pa.string()),
        "identifiers": pa.array(meeting, pa.int8()),
    }
    if names:
        texts = (text.encode() for text in table.column("text").to_pylist())
        marks["names"] = pa.array([len(names.near(text, ())) for text in texts], pa.int32())
    return pa.table(marks)
