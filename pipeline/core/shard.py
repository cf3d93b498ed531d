"""Shards: a table in a file that carries its receipt. A shard that exists is a shard that is done."""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xxhash

from pipeline.core.errors import DamagedOutput
from pipeline.core.schema import CATEGORICAL
from pipeline.core.store import Store

RECEIPT_KEY, ARROW_SCHEMA = b"malmoi", b"ARROW:schema"
# A Parquet file begins with it, before the rows of any column.
MAGIC = b"PAR1"
# Bytes at the end of a file that are read for its footer.
FOOTER = 1 << 16
# Bytes that are hashed at a time.
BLOCK = 1 << 22
# What stands in a footer for its seal while the seal is computed.
UNSEALED = "0" * 32


@dataclass(frozen=True)
class Receipt:
    """The facts that a shard carries about itself. All are deterministic; timings belong to the log."""

    fingerprint: str
    rows: int
    # True for the final shard of its unit; a unit without one is not done.
    last: bool = True
    facts: dict[str, Any] = field(default_factory=dict)
    # A hash of the shard's rows; "" for files that are not Parquet.
    content: str = ""
    # A hash of the footer that holds the receipt, which cannot state it itself; "" likewise.
    footer: str = ""
    # A hash of the footer in which UNSEALED stands in this place: a flipped bit shows before a commit lists
    # the footer. "" for files that are not Parquet, and in shards of versions before seals.
    seal: str = ""
    # A hash of the rows on storage if some were blanked since the shard was made: `content` stays that of the
    # rows as they were made, so that nothing is made again. "" for a shard that is as it was made.
    stored: str = ""
    # Numbers of the rows of documents that were forgotten.
    forgotten: list[int] = field(default_factory=list)

    def encode(self) -> bytes:
        """The receipt as JSON with sorted keys, without the hash of the footer, and without a seal or
        forgotten documents if it has none."""
        may_lack = ("seal", "stored", "forgotten")
        unsaid = {"footer", *(name for name in may_lack if not getattr(self, name))}
        stated = {name: value for name, value in self.__dict__.items() if name not in unsaid}
        return json.dumps(stated, sort_keys=True, ensure_ascii=False).encode()

    @staticmethod
    def decode(data: bytes) -> "Receipt":
        """The receipt that `encode` wrote. Raises ValueError or TypeError if the bytes are not a receipt."""
        return Receipt(**json.loads(data))


def write_shard(store: Store, path: str, table: pa.Table, receipt: Receipt) -> Receipt:
    """Write one Parquet shard with its receipt in the footer; returns the receipt with content and footer.

    The content is a hash of the bytes before the footer: equal rows have equal contents. A receipt that has
    a content keeps it, and the hash is what is `stored`. Page checksums are on: a flipped bit is an error on
    reading, never a silent change.
    """
    receipts = [receipt]
    options: dict[str, Any] = {
        **_compression(table.schema),
        "use_dictionary": [n for n in table.column_names if n in CATEGORICAL],
        "write_page_checksum": True,
    }

    def fill(stream: Any) -> None:
        hashing = _Hashing(stream)
        with pq.ParquetWriter(hashing, table.schema, **options) as writer:
            writer.write_table(table, row_group_size=max(len(table), 1))
            content = hashing.content(table.schema)
            made = {"stored": content} if receipt.content else {"content": content}
            unsealed = replace(receipt, **made, seal=UNSEALED)
            hashing.hold_back()
            writer.add_key_value_metadata({RECEIPT_KEY: unsealed.encode()})
        footer = bytes(hashing.held)
        seal = xxhash.xxh3_128_hexdigest(footer)
        sealed = _with_seal(footer, UNSEALED, seal)
        stream.write(sealed)
        receipts[0] = replace(unsealed, seal=seal, footer=xxhash.xxh3_128_hexdigest(sealed))

    store.write(path, fill)
    return receipts[0]


def _with_seal(footer: bytes, old: str, new: str) -> bytes:
    """A footer with another seal, of as many digits, in its receipt."""
    return footer.replace(f'"seal": "{old}"'.encode(), f'"seal": "{new}"'.encode())


class _Hashing:
    """A stream that hashes what is written through it, until it holds back what follows: the footer."""

    closed = False

    def __init__(self, stream: Any) -> None:
        self.stream, self.state = stream, xxhash.xxh3_128()
        self.held, self._is_holding = bytearray(), False

    def hold_back(self) -> None:
        """Keep in `held` what is written from now on."""
        self._is_holding = True

    def content(self, schema: pa.Schema) -> str:
        """The content of a shard of the bytes so far."""
        return _content(self.state.copy(), schema)

    def write(self, data: Any) -> int:
        if self._is_holding:
            self.held += data
            return len(memoryview(data).cast("B"))
        self.state.update(data)
        return self.stream.write(data)

    def tell(self) -> int:
        return self.stream.tell()

    def flush(self) -> None:
        self.stream.flush()

    def close(self) -> None:
        """Whoever opened the stream closes it."""


def _content(state: xxhash.xxh3_128, schema: pa.Schema) -> str:
    """32 hex digits of the bytes that were hashed and of the names and types of the columns."""
    state.update(str(schema.remove_metadata()).encode())
    return state.hexdigest()


def _compression(schema: pa.Schema) -> dict[str, Any]:
    """zstd for all but hashes, in which nothing repeats: zstd takes ten times longer over them."""
    leaves = [leaf for f in schema for leaf in _leaves(f.name, f.type)]
    hashes = {path for path, kind in leaves if _is_hash(kind)}
    if not hashes:
        return {"compression": "zstd", "compression_level": 1}
    levels = {path: 1 for path, _ in leaves if path not in hashes}
    kinds = {path: "none" if path in hashes else "zstd" for path, _ in leaves}
    return {"compression": kinds, "compression_level": levels or None}


def _leaves(path: str, kind: pa.DataType) -> Iterator[tuple[str, pa.DataType]]:
    """(path, type) of every column that Parquet stores for one of Arrow."""
    types = pa.types
    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        yield from _leaves(f"{path}.list.element", kind.value_type)
    elif types.is_struct(kind):
        for child in kind:
            yield from _leaves(f"{path}.{child.name}", child.type)
    else:
        yield path, kind


def _is_hash(kind: pa.DataType) -> bool:
    return pa.types.is_fixed_size_binary(kind) or pa.types.is_unsigned_integer(kind)


def write_stream(store: Store, path: str, table: pa.Table, receipt: Receipt) -> Receipt:
    """Write one Arrow IPC stream (what `datasets.load_from_disk` maps), receipt in its schema; returns it."""
    metadata = {**(table.schema.metadata or {}), RECEIPT_KEY: receipt.encode()}
    table = table.replace_schema_metadata(metadata)

    def fill(stream: Any) -> None:
        with pa.ipc.new_stream(stream, table.schema) as writer:
            writer.write_table(table, max_chunksize=1000)

    store.write(path, fill)
    return receipt


def read_receipt(store: Store, path: str) -> Receipt | None:
    """The receipt in a shard's footer; None for a file that is cut short, that has no receipt, or whose
    footer is not the one that its seal was made of."""
    try:
        with store.fs.open_input_file(store.at(path)) as stream:
            if path.endswith(".arrow"):
                return Receipt.decode(pa.ipc.open_stream(stream).schema.metadata[RECEIPT_KEY])
            footer = _footer(stream)
        metadata = pq.read_metadata(pa.BufferReader(footer)).metadata
        receipt = Receipt.decode(metadata[RECEIPT_KEY])
        unsealed = _with_seal(footer, receipt.seal, UNSEALED)
        if receipt.seal and xxhash.xxh3_128_hexdigest(unsealed) != receipt.seal:
            return None
        return replace(receipt, footer=xxhash.xxh3_128_hexdigest(footer))
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError):
        return None


def _footer(stream: Any) -> bytes:
    """The footer of a Parquet file with what stands behind it: its length and four letters. One request for
    all but very large ones. Raises OSError for a file that is cut short."""
    size = stream.size()
    tail = stream.read_at(min(size, FOOTER), max(size - FOOTER, 0))
    length = int.from_bytes(tail[-8:-4], "little") + 8
    if length + len(MAGIC) > size:
        raise OSError("its footer is damaged, or it is cut short")
    return tail[-length:] if length <= len(tail) else stream.read_at(length, size - length)


def hashes_of(store: Store, path: str) -> tuple[str, str]:
    """(content, hash of the footer) of the bytes of a Parquet shard, as `write_shard` returns them.

    Raises DamagedOutput if the file is not whole."""
    try:
        with store.fs.open_input_file(store.at(path)) as stream:
            footer = _footer(stream)
            # the types as they were given: Parquet's own have other names for the elements of lists
            stored = pq.read_metadata(pa.BufferReader(footer)).metadata[ARROW_SCHEMA]
            schema = pa.ipc.read_schema(pa.py_buffer(base64.b64decode(stored)))
            state, end = xxhash.xxh3_128(), stream.size() - len(footer)
            for start in range(0, end, BLOCK):
                state.update(stream.read_at(min(BLOCK, end - start), start))
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        raise DamagedOutput(store.uri, path, str(error)) from error
    return _content(state, schema), xxhash.xxh3_128_hexdigest(footer)


def read_shard(
    store: Store,
    path: str,
    columns: Iterable[str] | None = None,
    content: str | None = None,
    footer: str = "",
) -> pa.Table:
    """The rows of one shard, only the named columns.

    Raises DamagedOutput if the file is damaged, or if `content` or the hash `footer` is given and it has
    another one: a worker that was given up may write its shard after another has taken the place."""
    names = None if columns is None else list(columns)
    try:
        with store.fs.open_input_file(store.at(path)) as stream:
            if path.endswith(".arrow"):
                reader = pa.ipc.open_stream(stream)
                _check_content(store, path, reader.schema.metadata, content)
                table = reader.read_all()
                return table if names is None else table.select(names)
            end = _footer(stream)
            if footer and xxhash.xxh3_128_hexdigest(end) != footer:
                raise OSError("its footer is not the one that was written")
            metadata = pq.read_metadata(pa.BufferReader(end))
            _check_content(store, path, metadata.metadata, content)
            file = pq.ParquetFile(stream, metadata=metadata, page_checksum_verification=True)
            return file.read(names, use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise DamagedOutput(store.uri, path, str(error)) from error


def _check_content(
    store: Store, path: str, metadata: dict[bytes, bytes] | None, content: str | None
) -> None:
    """Raise DamagedOutput unless the receipt among the metadata of a file has this content."""
    if content is not None:
        receipt = (metadata or {}).get(RECEIPT_KEY)
        if receipt is None or content_of(Receipt.decode(receipt)) != content:
            raise DamagedOutput(store.uri, path, "it is not the file that its commit lists")


def stored_of(listed: dict[str, Any]) -> tuple[str, str | None]:
    """(hash of the rows, hash of the footer) that a file has on storage, by its entry in a commit."""
    return listed.get("stored") or listed["content"], listed.get("footer")


def content_of(receipt: Receipt) -> str:
    """What a commit lists as the content of a shard: the fingerprint stands for files without a hash."""
    return receipt.content or receipt.fingerprint
