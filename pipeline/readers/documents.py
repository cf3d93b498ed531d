"""A portion of a source as DOCUMENTS shards, each with its REJECTS and FILES."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.forgotten import Listed
from pipeline.core.kernel import Kernel
from pipeline.core.schema import DOCUMENTS, FILES, REJECTS, conform
from pipeline.kernels import hashing
from pipeline.kernels.buffers import utf8
from pipeline.readers import RAW, Batch, Rejected, objects
from pipeline.readers.account import Account
from pipeline.readers.ahead import ahead
from pipeline.readers.forgotten import NONE, ListIn, without_forgotten, without_raw
from pipeline.readers.language import languages
from pipeline.readers.opening import DAMAGED, PREVIEW, Event, Limits, events
from pipeline.readers.plan import Portion
from pipeline.readers.source import UnreadableFileError

# The reason of rejects whose text is empty or white space.
EMPTY = "empty_text"
# Bytes of text in a batch above which no other batch is read ahead of it.
LARGE = 16 << 20
# Tables that a shard holds before they are joined.
MANY = 256
# Rejects of a shard: a file of nothing but `{}` has a reject for every three bytes.
MOST_REJECTS = 1 << 18
SAMPLING = "ingest.sample"


@dataclass(frozen=True)
class Functions:
    """What is called for each batch of texts: `clean` of the kernel clean, `count` of the kernel language,
    and which records were forgotten by request."""

    clean: Any
    count: Any
    forgotten: Listed = NONE


def read_portion(
    portion: Portion,
    limits: Limits,
    clean: Kernel,
    language: Kernel,
    on_bad_file: str = "fail",
    forgotten: ListIn | None = None,
) -> Iterator[dict[str, pa.Table]]:
    """DOCUMENTS shards of about `limits.shard` bytes of text, each with its REJECTS and FILES. A shard with
    MOST_REJECTS rejects ends as well. Records that were forgotten are rejects without content.

    Raises UnreadableFileError for a damaged file, unless `on_bad_file` is "reject".
    """
    listed = forgotten.read() if forgotten else NONE
    functions = Functions(clean.load().clean, language.load().count, listed)
    shard, yielded, left = _Shard(), False, portion.source.max_documents
    read = _read(portion, limits, on_bad_file)
    for account, batch in read if left is not None else ahead(read, _is_large):
        if batch is None:
            shard.close(account)
            continue
        left = shard.add(batch, account, functions, left)
        if shard.bytes >= limits.shard or shard.num_rejects >= MOST_REJECTS:
            yield shard.tables()
            shard, yielded = _Shard(), True
        if left == 0:
            shard.cut(account)
            break
    if shard.documents or shard.rejects or shard.files or not yielded:
        yield shard.tables()


def _read(portion: Portion, limits: Limits, on_bad_file: str) -> Generator[Event]:
    """The events of each piece; of a damaged piece that may be rejected, one reject."""
    for piece in portion.pieces:
        if on_bad_file == "reject" and (why := _damage(Account(portion.source, piece), limits)):
            # `_damage` read the file to its end before any batch is taken: it is rejected as a whole.
            account = Account(portion.source, piece)
            account.request.warnings.add(f"damaged: {why}")
            empty = pa.array([], pa.large_string())
            yield account, Batch([], empty, rejected=[Rejected(0, DAMAGED)])
            yield account, None
        else:
            yield from events(Account(portion.source, piece), limits)


def _is_large(event: Event) -> bool:
    batch = event[1]
    return isinstance(batch, Batch) and batch.text.nbytes > LARGE


def preview(portion: Portion, limits: Limits) -> tuple[Account, list[Rejected]] | None:
    """The rejects of a source's first batch if it has no documents, with their account; else None.

    It shows a recipe that fits no record before the run starts.
    """
    first = Account(portion.source, portion.pieces[0])
    first.request.block = PREVIEW
    for account, batch in events(first, limits):
        if batch is not None and batch.number:
            return None
        if batch is not None and batch.rejected:
            return account, batch.rejected
    return None


def _damage(account: Account, limits: Limits) -> str | None:
    """The reason why a piece cannot be read to its end; None if it can."""
    try:
        for _ in events(account, limits):
            pass
    except UnreadableFileError as error:
        return error.why
    return None


@dataclass
class _Shard:
    """The tables of a shard while it grows."""

    documents: list[pa.Table] = field(default_factory=list)
    rejects: list[pa.Table] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    bytes: int = 0
    num_rejects: int = 0

    def add(
        self, batch: Batch, account: Account, functions: Functions, left: int | None
    ) -> int | None:
        """Add at most `left` documents of a batch; returns how many may follow, None for no limit."""
        table, empty, left_out = _documents(batch, account, functions)
        table, gone = without_forgotten(table, account, functions.forgotten)
        empty = [*empty, *gone]
        rejected = [*batch.rejected, *empty]
        if left is not None and len(table) >= left:
            table = table.slice(0, left)
            # Records after the last document count as unread.
            last = table.column("record")[-1].as_py()
            rejected = [r for r in rejected if r.record <= last]
            num_read = sum(n <= last for n in batch.number)
            left_out = num_read - left - sum(r.record <= last for r in empty)
        size = int(np.sum(table.column("bytes").to_numpy()))
        counts = account.counts
        counts["records"] += len(table) + len(rejected) + left_out
        counts["documents"] += len(table)
        counts["left_out"] += left_out
        counts["bytes"] += size
        self.bytes += size
        if len(table):
            self.documents.append(table)
        account.counts["rejects"] += len(rejected)
        self.num_rejects += len(rejected)
        if rejected:
            rows = _rejects(account, rejected)
            self.rejects.append(without_raw(rows, functions.forgotten))
        # 100,000 small tables, of as many small files, are slow to write.
        for tables in (self.documents, self.rejects):
            if len(tables) > MANY:
                tables[:] = [pa.concat_tables(tables).combine_chunks()]
        return None if left is None else left - len(table)

    def close(self, account: Account) -> None:
        """Add the row of a file or member that was read to its end."""
        self.files.append(account.row())

    def cut(self, account: Account) -> None:
        """Add the rows of a file that is read no further, and of the archives around it."""
        inner: Account | None = account
        while inner is not None:
            inner.whole = False
            self.close(inner)
            inner = inner.outer

    def tables(self) -> dict[str, pa.Table]:
        """The shard: DOCUMENTS, REJECTS and FILES."""
        whole = [*self.documents, DOCUMENTS.empty_table()]
        return {
            "documents": pa.concat_tables(whole),
            "rejects": pa.concat_tables([*self.rejects, REJECTS.empty_table()]).combine_chunks(),
            "files": pa.Table.from_pylist(self.files, schema=FILES),
        }


def _rejects(account: Account, rejected: list[Rejected]) -> pa.Table:
    """REJECTS of records of one file."""
    columns = {
        "source": [account.source.name] * len(rejected),
        "file": [account.piece.file.name] * len(rejected),
        "record": [r.record for r in rejected],
        "offset": [r.offset for r in rejected],
        "reason": [r.reason for r in rejected],
        "raw": [r.raw[:RAW].decode("utf-8", "replace") for r in rejected],
    }
    return pa.table(columns, schema=REJECTS)


def _documents(
    batch: Batch, account: Account, functions: Functions
) -> tuple[pa.Table, list[Rejected], int]:
    """(DOCUMENTS rows of a batch, rejects for blank texts, number of documents left out by sampling)."""
    source, name = account.source, account.piece.file.name
    clean = partial(functions.clean, trusted=source.trusted)
    text, repairs = clean(batch.text)
    keep = np.ones(len(text), bool)
    empty = []
    for i in _blank_rows(text):
        keep[i] = False
        raw = text[i].as_py().encode()[:RAW]
        offset = batch.offset[i] if batch.offset else None
        empty.append(Rejected(batch.number[i], EMPTY, raw, offset))
    ids = (
        batch.id
        if account.request.fields.id
        else [f"{source.name}/{name}#{n}" for n in batch.number]
    )
    ids = pa.array(ids, pa.string()) if isinstance(ids, list) else ids
    chosen = keep
    if source.sample < 1:
        chosen = keep & (hashing.uniform(0, ids, SAMPLING) < source.sample)
    num = len(text)
    lang, lang_score = languages(text, source.lang, functions.count)
    columns = {
        "id": ids,
        "text": text,
        "text_hash": hashing.text_hashes(text),
        "bytes": pa.array(np.diff(utf8(text)[0]), pa.int64()),
        "url": _cleaned(batch.url, clean),
        "title": _cleaned(batch.title, clean),
        "date": batch.date,
        "meta": _cleaned(batch.meta, partial(_objects, clean=clean)),
        "page_rights": _cleaned(batch.page_rights, partial(_objects, clean=clean)),
        "record": batch.number,
        "encoding": [batch.encoding] * num if isinstance(batch.encoding, str) else batch.encoding,
        "repairs": _joined(batch.repairs, repairs),
        "lang": lang,
        "lang_score": lang_score,
        "file": [name] * num,
        "source": [source.name] * num,
        "domain": [source.domain] * num,
        "license": [source.license] * num,
        "priority": [source.priority] * num,
    }
    table = conform(
        pa.table(
            {
                n: pa.array(c, DOCUMENTS.field(n).type) if isinstance(c, list) else c
                for n, c in columns.items()
                if c is not None
            }
        ),
        DOCUMENTS,
    )
    if not chosen.all():
        table = table.filter(pa.array(chosen))
    return table, empty, int(keep.sum() - chosen.sum())


def _cleaned(values: Any, clean: Any) -> pa.Array | None:
    """A side column cleaned like the text, which also escapes forged placeholders."""
    if values is None:
        return None
    column = pa.array(values, pa.large_string()) if isinstance(values, list) else values
    if column.null_count == len(column):
        return None
    present = column.is_valid()
    texts, _ = clean(column.cast(pa.large_string()).fill_null(""))
    return pc.if_else(present, texts, None).cast(pa.string())


def _objects(values: pa.Array, clean: Any) -> tuple[pa.Array, None]:
    return objects.cleaned(values, clean), None


def _joined(reading: list[list[str] | None] | None, cleaned: pa.Array) -> pa.Array:
    """The repairs of reading, then those of cleaning, for each text."""
    if reading is None:
        return cleaned
    both = [(a or []) + (b or []) for a, b in zip(reading, cleaned.to_pylist(), strict=True)]
    return pa.array([b or None for b in both], cleaned.type)


def _blank_rows(text: pa.Array) -> list[int]:
    """Rows whose text is empty or only white space.

    Cleaning turned all white space into ASCII, so only texts that begin with a byte up to 0x20 are read.
    """
    offsets, data = utf8(text)
    starts, ends = offsets[:-1], offsets[1:]
    first = np.full(len(text), 0x20, np.uint8)
    filled = ends > starts
    first[filled] = data[starts[filled]]
    return [int(i) for i in np.flatnonzero(first <= 0x20) if not text[int(i)].as_py().strip()]
