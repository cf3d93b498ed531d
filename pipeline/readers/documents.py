"""A portion of a source into DOCUMENTS shards, with the REJECTS and the account of FILES beside them."""

from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from pipeline import readers
from pipeline.core import inputs
from pipeline.core.errors import ConservationError, DataError
from pipeline.core.kernel import Kernel
from pipeline.core.schema import DOCUMENTS, FILES, REJECTS, conform
from pipeline.kernels import hashing
from pipeline.kernels.buffers import utf8
from pipeline.readers import RAW, Batch, DamagedError, Rejected, Request, compression, detect
from pipeline.readers.ahead import ahead
from pipeline.readers.language import by_script
from pipeline.readers.plan import Piece, Portion
from pipeline.readers.source import READ_ERRORS, Source

VERSION = 2
SEEKING = ("arrow", "huggingface", "parquet")  # formats that are read from their end
LARGE = 16 << 20  # bytes of text in a batch beyond which no other one is read beside it
DRAINED = 1 << 20  # bytes at a time of what follows the last record
PREVIEW = 1 << 18  # bytes of lines that are looked at before the run
MANY = 256  # tables that a shard is made of before they become one
SAMPLING = "ingest.sample"


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes: of text per shard, of one record; times that an archive may expand."""

    shard: int = 128_000_000
    record: int = 64_000_000
    expansion: int = compression.MAX_EXPANSION

    def identity(self) -> dict[str, int]:
        return {"shard": self.shard, "record": self.record}


def read_portion(
    portion: Portion, limits: Limits, clean: Kernel, on_bad_file: str = "fail"
) -> Iterator[dict[str, pa.Table]]:
    """DOCUMENTS shards of about `limits.shard` bytes of text, REJECTS and FILES beside each."""
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
            left = shard.add(event, account, clean.load().clean, left)
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
    """The batches of each piece and None at its end; of a damaged one only why, if it may be rejected."""
    for piece in portion.pieces:
        account = _Account(portion.source, piece)
        if on_bad_file == "reject" and (why := _damage(account, limits)):
            # read to its end before anything of it is taken: a damaged file goes as a whole
            yield _Account(portion.source, piece), why
            continue
        for batch in _batches(account, limits):
            yield account, batch
        yield account, None


def _is_large(event: tuple["_Account", Batch | str | None]) -> bool:
    batch = event[1]
    return isinstance(batch, Batch) and batch.text.nbytes > LARGE


def preview(portion: Portion, limits: Limits) -> list[Rejected] | None:
    """The rejects of a source's first batch if all of it is rejected, else None: what is wrong with
    the recipe shows at once, and not after hours."""
    account = _Account(portion.source, portion.pieces[0])
    account.request.block = PREVIEW
    for batch in _batches(account, limits):
        if batch.number:
            return None
        if batch.rejected:
            return batch.rejected
    return None


class _Account:
    """What becomes of one piece: its request, and the counts that FILES keeps."""

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
    """The batches of a piece. Raises DataError naming source and file for one that is damaged."""
    source, file = account.source, account.piece.file
    request = account.request
    request.max_record = limits.record
    try:
        with inputs.opened(file) as raw:
            body, members = compression.decompressed(
                raw, request.start, request.stop, limits.expansion
            )
            account.compression = members.codec.name if members else None
            head = body.peek(detect.HEAD) if members else _head(raw, request.start)  # type: ignore[attr-defined]
            name = account.format = source.format or detect.format_of(file.name, head)
            if name is None:  # a stray file among known ones: accounted for, not passed over
                empty = pa.array([], pa.large_string())
                yield Batch([], empty, rejected=[Rejected(0, "unknown_format")])
                return
            found = None if source.format else name
            if odd := detect.odd_name(file.name, found, account.compression):
                request.warnings.add(odd)
            if members is not None:
                if name in SEEKING:
                    raise DamagedError(f"a {name} file is read from its end: unpack the archive")
                request.starts = members.starts
            request.path = None if "://" in file.uri else file.uri
            yield from readers.load(name).read(body, request)
            if members is not None:
                while body.read(DRAINED):  # checksums stand behind the last record
                    pass
                request.warnings.update(members.warnings)
    except READ_ERRORS as error:
        raise DataError(
            f"source {source.name}: {file.uri}: damaged or unreadable: {error}"
        ) from None


def _head(raw: Any, start: int) -> bytes:
    raw.seek(0)
    head = raw.read(detect.HEAD)
    raw.seek(start if start else 0)
    return head


def _damage(account: _Account, limits: Limits) -> str | None:
    """Why a piece cannot be read to its end; None if it can."""
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

    def add(self, batch: Batch, account: _Account, clean: Any, left: int | None) -> int | None:
        """Take in a batch, at most `left` documents of it; returns how many may follow."""
        table, empty, left_out = _documents(batch, account, clean)
        rejected = [*batch.rejected, *empty]
        if left is not None and len(table) >= left:
            table = table.slice(0, left)
            last = table.column("record")[-1].as_py()  # nothing after it counts as read
            rejected = [r for r in rejected if r.record <= last]
            seen = sum(n <= last for n in batch.number)
            left_out = seen - left - sum(r.record <= last for r in empty)
        size = int(np.sum(table.column("bytes").to_numpy()))
        counts = account.counts
        counts["records"] += len(table) + len(rejected) + left_out
        counts["documents"] += len(table)
        counts["left_out"] += left_out
        counts["bytes"] += size
        self.bytes += size
        if len(table):
            self.documents.append(table)
        if len(self.documents) > MANY:  # 100,000 small tables of small files are slow to write
            self.documents = [pa.concat_tables(self.documents).combine_chunks()]
        self.rejected(account, rejected, counted=True)
        return None if left is None else left - len(table)

    def rejected(self, account: _Account, rejected: list[Rejected], counted: bool = False) -> None:
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
        whole = [*self.documents, DOCUMENTS.empty_table()]
        return {
            "documents": pa.concat_tables(whole),
            "rejects": pa.Table.from_pylist(self.rejects, schema=REJECTS),
            "files": pa.Table.from_pylist([a.row() for a in self.accounts], schema=FILES),
        }


def _documents(batch: Batch, account: _Account, clean: Any) -> tuple[pa.Table, list[Rejected], int]:
    """(DOCUMENTS rows of a batch, rejects for texts without content, number left out by sampling)."""
    source, name = account.source, account.piece.file.name
    text, repairs = clean(batch.text)
    keep = np.ones(len(text), bool)
    empty = []
    for i in _blank(text):
        keep[i] = False
        raw = text[i].as_py().encode()[:RAW]
        offset = batch.offset[i] if batch.offset else None
        empty.append(Rejected(batch.number[i], "empty_text", raw, offset))
    ids = batch.id if source.id_field else [f"{source.name}/{name}#{n}" for n in batch.number]
    ids = pa.array(ids, pa.string()) if isinstance(ids, list) else ids
    chosen = keep
    if source.sample < 1:
        chosen = keep & (hashing.uniform(0, ids, SAMPLING) < source.sample)
    num = len(text)
    lang = pa.array([source.lang] * num, pa.string()) if source.lang else by_script(text)
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
    """A column beside the text in the same clean form; a forged placeholder is one there too."""
    if values is None:
        return None
    column = pa.array(values, pa.large_string()) if isinstance(values, list) else values
    if column.null_count == len(column):
        return None
    known = column.is_valid()
    texts, _ = clean(column.cast(pa.large_string()).fill_null(""))
    return pc.if_else(known, texts, None).cast(pa.string())


def _joined(own: list[list[str] | None] | None, cleaned: pa.Array) -> pa.Array:
    """The repairs that a reader made, then those of cleaning."""
    if own is None:
        return cleaned
    both = [(a or []) + (b or []) for a, b in zip(own, cleaned.to_pylist(), strict=True)]
    return pa.array([b or None for b in both], cleaned.type)


def _blank(text: pa.Array) -> list[int]:
    """Rows without a character that is no white space. Only those that begin with one are looked at."""
    offsets, data = utf8(text)
    starts, ends = offsets[:-1], offsets[1:]
    first = np.full(len(text), 0x20, np.uint8)
    some = ends > starts
    first[some] = data[starts[some]]
    return [int(i) for i in np.flatnonzero(first <= 0x20) if not text[int(i)].as_py().strip()]
