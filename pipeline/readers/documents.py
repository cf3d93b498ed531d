"""A portion of a source as DOCUMENTS shards, each with its REJECTS and FILES."""

from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core import inputs
from pipeline.core.errors import ConservationError, DataError, RecipeError
from pipeline.core.kernel import Kernel
from pipeline.core.schema import DOCUMENTS, FILES, REJECTS, conform
from pipeline.kernels import hashing
from pipeline.kernels.buffers import utf8
from pipeline.readers import (
    RAW,
    Batch,
    DamagedError,
    Reader,
    Rejected,
    Request,
    compression,
    detect,
)
from pipeline.readers.ahead import ahead
from pipeline.readers.language import languages
from pipeline.readers.plan import Piece, Portion
from pipeline.readers.registry import Format, installed
from pipeline.readers.source import READ_ERRORS, Source

# The reason of rejects whose text is empty or white space.
EMPTY = "empty_text"
# Bytes of text in a batch above which no other batch is read ahead of it.
LARGE = 16 << 20
# Bytes read at a time of what follows the last record.
DRAINED = 1 << 20
# Bytes of lines that `preview` reads.
PREVIEW = 1 << 18
# Tables that a shard holds before they are joined.
MANY = 256
SAMPLING = "ingest.sample"


@dataclass(frozen=True)
class Limits:
    """Bytes of text per shard, bytes of one record, and how many times an archive may expand."""

    shard: int = 128_000_000
    record: int = 64_000_000
    expansion: int = compression.MAX_EXPANSION

    def identity(self) -> dict[str, int]:
        """What changes the output; a run within a lower limit on expansion gives the same."""
        return {"shard": self.shard, "record": self.record}


@dataclass(frozen=True)
class Functions:
    """What is called for each batch of texts: `clean` of the kernel clean, `count` of the kernel language."""

    clean: Any
    count: Any


def read_portion(
    portion: Portion, limits: Limits, clean: Kernel, language: Kernel, on_bad_file: str = "fail"
) -> Iterator[dict[str, pa.Table]]:
    """DOCUMENTS shards of about `limits.shard` bytes of text, each with its REJECTS and FILES.

    Raises DataError naming source and file for a damaged file, unless `on_bad_file` is "reject".
    """
    functions = Functions(clean.load().clean, language.load().count)
    shard, yielded, left = _Shard(), False, portion.source.max_documents
    events = _read(portion, limits, on_bad_file)
    for account, event in events if left is not None else ahead(events, _is_large):
        if event is None:
            shard.accounts.append(account)
        elif isinstance(event, str):
            account.request.warnings.add(f"damaged: {event}")
            shard.rejected(account, [Rejected(0, "damaged_file")])
            shard.accounts.append(account)
        else:
            left = shard.add(event, account, functions, left)
            if shard.bytes >= limits.shard:
                yield shard.tables()
                shard, yielded = _Shard(), True
            if left == 0:
                account.whole = False
                shard.accounts.append(account)
                break
    if shard.documents or shard.rejects or shard.accounts or not yielded:
        yield shard.tables()


def _read(
    portion: Portion, limits: Limits, on_bad_file: str
) -> Generator[tuple["_Account", Batch | str | None]]:
    """The batches of each piece, then None. Of a damaged piece that may be rejected, only the reason."""
    for piece in portion.pieces:
        account = _Account(portion.source, piece)
        if on_bad_file == "reject" and (why := _damage(account, limits)):
            # `_damage` read the file to its end before any batch is taken: it is rejected as a whole.
            yield _Account(portion.source, piece), why
            continue
        for batch in _batches(account, limits):
            yield account, batch
        yield account, None


def _is_large(event: tuple["_Account", Batch | str | None]) -> bool:
    batch = event[1]
    return isinstance(batch, Batch) and batch.text.nbytes > LARGE


def preview(portion: Portion, limits: Limits) -> list[Rejected] | None:
    """The rejects of a source's first batch if it has no documents, else None.

    It shows a recipe that fits no record before the run starts.
    """
    account = _Account(portion.source, portion.pieces[0])
    account.request.block = PREVIEW
    for batch in _batches(account, limits):
        if batch.number:
            return None
        if batch.rejected:
            return batch.rejected
    return None


class _Account:
    """The account of one piece: the request to its reader, and the counts for its row of FILES."""

    def __init__(self, source: Source, piece: Piece) -> None:
        self.source, self.piece = source, piece
        self.request = Request(
            fields=source.fields,
            encoding=source.encoding,
            replace=source.undecodable == "replace",
            extractor=source.extractor,
            start=piece.start,
            stop=piece.stop,
            first=piece.first,
        )
        self.format: str | None = None
        self.compression: str | None = None
        self.counts: Counter[str] = Counter()
        self.whole = True

    def row(self) -> dict[str, Any]:
        """The row of FILES. Raises ConservationError if the counts do not add up."""
        counts, request = self.counts, self.request
        if counts["records"] != counts["documents"] + counts["rejects"] + counts["left_out"]:
            raise ConservationError(
                f"source {self.source.name}: {self.piece.file.uri}: a record was lost: {dict(counts)}"
            )
        columns = {n: sorted(t) for n, t in sorted(request.columns.items())}
        return {
            "source": self.source.name,
            "file": self.piece.file.name,
            "start": self.piece.start,
            "format": self.format,
            "compression": self.compression,
            **{n: counts[n] for n in ("records", "documents", "rejects", "left_out", "bytes")},
            "whole": self.whole,
            "columns": orjson.dumps(columns).decode(),
            "warnings": sorted(request.warnings) or None,
        }


def _batches(account: _Account, limits: Limits) -> Iterator[Batch]:
    """The batches of a piece. Raises DataError naming source and file for a damaged one."""
    source, file = account.source, account.piece.file
    request = account.request
    request.max_record = limits.record
    try:
        with inputs.opened(file) as raw:
            body, members = compression.decompressed(
                raw, request.start, request.stop, limits.expansion
            )
            account.compression = members.codec.name if members else None
            name = account.format = _format(account, body, raw if members is None else None)
            # A file of unknown format among others is a reject, so that FILES accounts for it.
            if name is None:
                empty = pa.array([], pa.large_string())
                yield Batch([], empty, rejected=[Rejected(0, "unknown_format")])
                return
            detected = None if source.format else name
            if odd := detect.odd_name(installed(), file.name, detected, account.compression):
                request.warnings.add(odd)
            reader = installed().named(name)
            if members is not None:
                if reader.facts.seekable:
                    raise DamagedError(f"a {name} file is read from its end: unpack the archive")
                request.starts = members.starts
            request.path = None if "://" in file.uri else file.uri
            yield from _loaded(reader, account).read(body, request)
            if members is not None:
                # Checksums follow the last record: reading on verifies them.
                while body.read(DRAINED):
                    pass
                request.warnings.update(members.warnings)
    except READ_ERRORS as error:
        raise DataError(
            f"source {source.name}: {file.uri}: damaged or unreadable: {error}"
        ) from None


def _loaded(reader: Format, account: _Account) -> Reader:
    """The module of a format. Raises RecipeError naming source and file if its packages are missing."""
    try:
        return reader.load()
    except RecipeError as error:
        raise RecipeError(
            f"source {account.source.name}: {account.piece.file.uri}: {error}"
        ) from None


def _format(account: _Account, body: Any, plain: Any | None) -> str | None:
    """The format that the recipe states, or the planner found, or the first bytes show; None if unknown.

    `plain` is the file itself if it is not compressed.
    """
    stated = account.source.format or account.piece.format
    if stated:
        return stated
    if plain is None:
        head = body.peek(detect.HEAD)
    else:
        plain.seek(0)
        head = plain.read(detect.HEAD)
        plain.seek(account.request.start)
    return detect.format_of(installed(), account.piece.file.name, head)


def _damage(account: _Account, limits: Limits) -> str | None:
    """The reason why a piece cannot be read to its end; None if it can."""
    try:
        for _ in _batches(account, limits):
            pass
    except DataError as error:
        return str(error).rpartition("unreadable: ")[2]
    return None


@dataclass
class _Shard:
    """The tables of a shard while it grows."""

    documents: list[pa.Table] = field(default_factory=list)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    accounts: list[_Account] = field(default_factory=list)
    bytes: int = 0

    def add(
        self, batch: Batch, account: _Account, functions: Functions, left: int | None
    ) -> int | None:
        """Add at most `left` documents of a batch; returns how many may follow, None for no limit."""
        table, empty, left_out = _documents(batch, account, functions)
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
        # 100,000 small tables, of as many small files, are slow to write.
        if len(self.documents) > MANY:
            self.documents = [pa.concat_tables(self.documents).combine_chunks()]
        self.rejected(account, rejected, counted=True)
        return None if left is None else left - len(table)

    def rejected(self, account: _Account, rejected: list[Rejected], counted: bool = False) -> None:
        """Add rejects. `counted` says that they are among the records of the account already."""
        account.counts["rejects"] += len(rejected)
        if not counted:
            account.counts["records"] += len(rejected)
        self.rejects += [
            {
                "source": account.source.name,
                "file": account.piece.file.name,
                "record": r.record,
                "offset": r.offset,
                "reason": r.reason,
                "raw": r.raw[:RAW].decode("utf-8", "replace"),
            }
            for r in rejected
        ]

    def tables(self) -> dict[str, pa.Table]:
        """The shard: DOCUMENTS, REJECTS and FILES."""
        whole = [*self.documents, DOCUMENTS.empty_table()]
        return {
            "documents": pa.concat_tables(whole),
            "rejects": pa.Table.from_pylist(self.rejects, schema=REJECTS),
            "files": pa.Table.from_pylist([a.row() for a in self.accounts], schema=FILES),
        }


def _documents(
    batch: Batch, account: _Account, functions: Functions
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
    ids = batch.id if source.id_field else [f"{source.name}/{name}#{n}" for n in batch.number]
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
        "meta": _cleaned(batch.meta, clean),
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
