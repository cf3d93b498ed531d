"""From a file on storage to batches: decompressed, recognized, read; archives member by member."""

from collections.abc import Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import pyarrow as pa

from pipeline.core import inputs
from pipeline.core.errors import RecipeError
from pipeline.readers import (
    Batch,
    DamagedError,
    Fields,
    Reader,
    Rejected,
    Request,
    compression,
    detect,
    inside,
    skipped,
    unread,
)
from pipeline.readers.account import Account
from pipeline.readers.candidates import AUTO
from pipeline.readers.containers import MAX_DEPTH, BrokenArchiveError, Budget, Member, numbered
from pipeline.readers.registry import Format, installed
from pipeline.readers.source import (
    JSON,
    LINES,
    READ_ERRORS,
    UnreadableFileError,
    format_of_bytes,
)

# The reasons of rejects that are whole files or members: damaged, and of no bytes.
DAMAGED, EMPTY_FILE = "damaged_file", "empty_file"
# Bytes read at a time of what follows the last record.
DRAINED = 1 << 20
# Bytes of lines that are read to find the field of the text, or to preview a source.
PREVIEW = 1 << 18
# Bytes of the texts of a member that wait until it is read to its end: damage then rejects it as a whole.
HELD = 64 << 20
# Bytes of text per shard: 16 workers have work in half a gigabyte, and a worker stays below 1.5 GB.
SHARD_BYTES = 32_000_000

Event = tuple[Account, Batch | None]
"""The account of a file or member, and a batch of it; None once it is read to its end."""


@dataclass(frozen=True)
class Limits:
    """Bytes of text per shard, bytes and seconds of one record, and how many times an archive may expand."""

    shard: int = SHARD_BYTES
    record: int = 64_000_000
    expansion: int = compression.MAX_EXPANSION
    seconds: float = 30

    def identity(self) -> dict[str, Any]:
        """What changes the output; a run within a lower limit on expansion gives the same."""
        return {"shard": self.shard, "record": self.record, "seconds": self.seconds}


def events(account: Account, limits: Limits) -> Generator[Event]:
    """The batches of a piece, or of each member if it is an archive.

    Raises UnreadableFileError naming source and file for a damaged one.
    """
    source, file = account.source, account.piece.file
    account.request.max_record = limits.record
    account.request.max_expansion = limits.expansion
    account.request.max_seconds = limits.seconds
    budget = Budget(file.size, limits.expansion)
    try:
        with inputs.opened(file) as raw:
            if "://" not in file.uri:
                account.request.path = file.uri
            yield from _of_stream(account, raw, limits, budget, 0)
    except READ_ERRORS as error:
        raise UnreadableFileError.of(source.name, file.uri, error) from None
    yield account, None


def _of_stream(
    account: Account, raw: BinaryIO, limits: Limits, budget: Budget, depth: int
) -> Iterator[Event]:
    """The events of a stream that can be read from any place; `depth` archives are around it."""
    request = account.request
    body, members = compression.decompressed(raw, request.start, request.stop, limits.expansion)
    account.compression = members.codec.name if members else None
    head = _head(body, raw if members is None else None, request.start)
    names = inside.names_in(raw, head) if members is None and not request.start else ()
    name = account.format = _format(account, head, names)
    if not head and (name is None or _is_whole(installed().named(name))):
        yield account, _rejected(EMPTY_FILE)
        return
    if name is None:
        yield from _without_format(account, head)
        return
    detected = None if account.source.format else name
    if odd := detect.odd_name(installed(), account.piece.file.name, detected, account.compression):
        request.warnings.add(odd)
    reader = installed().named(name)
    with ExitStack() as stack:
        stream = body
        if members is not None:
            request.path = None
            if reader.facts.seekable:
                stream = stack.enter_context(budget.copied(body))
            else:
                request.starts = members.starts
        if reader.facts.archive:
            yield from _of_members(account, reader, stream, limits, budget, depth)
        else:
            if reader.facts.one_record:
                # A file that is one document has no field with an id: its name is the id.
                request.fields = replace(request.fields, id=None)
            if request.fields.text == AUTO:
                _take_what_stands_out(request, reader, raw, stream if stream is not body else None)
                if request.fields.records and name == LINES:
                    # The file is one line that holds a list of records.
                    account.format, reader = JSON, installed().named(JSON)
            for batch in _loaded(reader, account).read(stream, request):
                yield account, batch
        if members is not None:
            # Checksums follow the last record: reading on verifies them.
            while body.read(DRAINED):
                pass
            request.warnings.update(members.warnings)


def _loaded(reader: Format, account: Account) -> Reader:
    """The module of a format. Raises RecipeError naming source and file if its packages are missing."""
    try:
        return reader.load()
    except RecipeError as error:
        file = account.piece.file.uri
        raise RecipeError(f"source {account.source.name}: {file}: {error}") from None


def _head(body: Any, plain: BinaryIO | None, start: int) -> bytes:
    """The first bytes; `plain` is the file itself if it is not compressed."""
    if plain is None:
        return body.peek(detect.HEAD)
    plain.seek(0)
    head = plain.read(detect.HEAD)
    plain.seek(start)
    return head


def _format(account: Account, head: bytes, names: tuple[str, ...]) -> str | None:
    """The format that the recipe states, or the planner found, or the first bytes and the names inside show;
    None if unknown.

    A format that the recipe states is that of the members of an archive.
    """
    if account.piece.format:
        return account.piece.format
    formats, stated = installed(), account.source.format
    records = account.request.fields.records
    found = format_of_bytes(account.piece.file.name, head, records, names)
    if stated is None:
        return found
    if formats.named(stated).facts.archive:
        return stated if account.outer is None else found
    return found if found and formats.named(found).facts.archive else stated


def _is_whole(reader: Format) -> bool:
    """True if a file of the format is one record or an archive: without a byte it is neither."""
    return reader.facts.one_record or reader.facts.archive


def _without_format(account: Account, head: bytes) -> Iterator[Event]:
    """A picture under another name is skipped; what no reader knows is a reject, so that FILES accounts for
    it."""
    if what := skipped.by_bytes(account.piece.file.name, head):
        account.skip(what)
    else:
        yield account, _rejected(unread.reason_of(account.piece.file.name, head))


def _rejected(reason: str) -> Batch:
    """A batch of one reject, a whole file."""
    return Batch([], pa.array([], pa.large_string()), rejected=[Rejected(0, reason)])


def _take_what_stands_out(
    request: Request, reader: Format, raw: BinaryIO, copy: BinaryIO | None
) -> None:
    """Name the text field by the first records of the file.

    Readers of pages and documents name their text themselves. Where no field stands out, the name stays
    `auto`, which no record has.
    """
    named = replace(request.fields, text=Fields.text)
    if reader.facts.one_record:
        request.fields = named
        return
    begin = Request(
        fields=request.fields, encoding=request.encoding, block=PREVIEW, crawl=request.crawl
    )
    stream = copy or raw
    place = stream.tell()
    stream.seek(0)
    body = copy or compression.decompressed(raw)[0]
    first = next(reader.load().read(body, begin), None)
    stream.seek(place)
    if first is not None and first.number:
        request.fields = named
    elif found := begin.candidates.found():
        records, text = found
        request.fields = replace(
            request.fields, records=request.fields.records or records, text=text
        )


def _of_members(
    account: Account, reader: Format, stream: BinaryIO, limits: Limits, budget: Budget, depth: int
) -> Iterator[Event]:
    """The events of every member of an archive, each ended by its None."""
    if depth >= MAX_DEPTH:
        yield account, _rejected("too_deep")
        return
    for member in numbered(reader.container().members(stream, account.request)):
        what = skipped.by_name(member.name)
        if what is None and not account.source.notices:
            what = skipped.notice(member.name)
        if what is not None:
            account.skip(what)
        else:
            yield from _of_member(account, member, limits, budget, depth)


def _of_member(
    account: Account, member: Member, limits: Limits, budget: Budget, depth: int
) -> Iterator[Event]:
    """The events of a member. A damaged one is one reject, unless HELD bytes of it were given already."""
    inner = account.member(member.name)
    if member.reason:
        yield inner, _rejected(member.reason)
        yield inner, None
        return
    held: list[Event] | None = []
    size = 0
    try:
        with member.open() as opened, budget.copied(opened) as stream:
            for event in _of_stream(inner, stream, limits, budget, depth + 1):
                if held is None:
                    yield event
                    continue
                held.append(event)
                size += event[1].text.nbytes if event[1] else 0
                if size > HELD:
                    yield from held
                    held = None
    except (compression.BombError, BrokenArchiveError):
        raise
    except READ_ERRORS as error:
        if held is None:
            raise DamagedError(f"{member.name}: {error}") from None
        inner = account.member(member.name)
        inner.request.warnings.add(f"damaged: {error}")
        held = [(inner, _rejected(DAMAGED))]
    yield from held or ()
    yield inner, None
