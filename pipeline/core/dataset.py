"""Storage: the only file that opens it. Local paths and whatever pyarrow.fs understands (s3://, gs://).

A file appears whole or not at all: locally under a temporary name, synced, then renamed; on an
object store by one put. Every shard carries its receipt in its own footer, so a shard that exists
is a shard that is done.
"""

import base64
import hashlib
import json
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq
import xxhash

from pipeline.core.disk import writing
from pipeline.core.errors import DamagedOutput, DataError, MalmoiError
from pipeline.core.filesystem import located
from pipeline.core.patience import patiently
from pipeline.core.schema import CATEGORICAL

RECEIPT_KEY, ARROW_SCHEMA = b"malmoi", b"ARROW:schema"
PHASE_FILE, COMMIT_FILE = "_phase.json", "_commit.json"
SHARD_BITS = 32  # address = shard << 32 | row: serves graphs inside one stage, and never leaves it
ADDRESS = "address"
FOOTER = 1 << 16  # bytes at the end of a file that are read for its footer
BLOCK = 1 << 22  # bytes that are hashed at a time
TEMPORARY = ".tmp-"
OURS = re.compile(rf"{re.escape(TEMPORARY)}[0-9a-f]{{12}}-")  # the only files that `sweep` removes


@dataclass(frozen=True)
class Store:
    """A folder on some file system; every path below is relative to it."""

    uri: str
    # True to write and delete nothing: for a look at what a run would do.
    is_read_only: bool = False

    @cached_property
    def _opened(self) -> tuple[pafs.FileSystem, str]:
        if "://" in self.uri:
            return located(self.uri)
        path = str(Path(self.uri).absolute())
        try:
            path.encode()
        except UnicodeEncodeError:
            raise DataError(f"{path}: this path is not UTF-8; rename the folder") from None
        return pafs.LocalFileSystem(), path

    def __getstate__(self) -> dict[str, Any]:
        # handles do not travel to workers, whose current folder is another one
        uri = self.uri if "://" in self.uri else str(Path(self.uri).absolute())
        return {"uri": uri, "is_read_only": self.is_read_only}

    @property
    def fs(self) -> pafs.FileSystem:
        """The file system of the address, opened at first use. Raises DataError for an unknown scheme."""
        return self._opened[0]

    @property
    def local(self) -> bool:
        """True if the folder is on a file system of this machine."""
        return isinstance(self.fs, pafs.LocalFileSystem)

    def at(self, path: str) -> str:
        """The path in `fs` of a path of this store; "" is the folder itself."""
        return f"{self._opened[1]}/{path}" if path else self._opened[1]

    def exists(self, path: str) -> bool:
        """True if a file or folder has that path."""
        return self.fs.get_file_info(self.at(path)).type != pafs.FileType.NotFound

    def sizes(self, folder: str) -> dict[str, int]:
        """File name -> bytes of a folder, without sub-folders; {} if the folder does not exist."""
        selector = pafs.FileSelector(self.at(folder), allow_not_found=True)
        return {i.base_name: i.size for i in self.fs.get_file_info(selector) if i.is_file}

    def folders(self, folder: str) -> list[str]:
        """Names of the sub-folders of a folder, sorted; [] if the folder does not exist."""
        selector = pafs.FileSelector(self.at(folder), allow_not_found=True)
        entries = self.fs.get_file_info(selector)
        return sorted(i.base_name for i in entries if i.type == pafs.FileType.Directory)

    def read_bytes(self, path: str) -> bytes:
        """The bytes of a file. Raises OSError if it cannot be read."""
        with self.fs.open_input_stream(self.at(path)) as stream:
            return stream.read()

    def read_json(self, path: str) -> Any | None:
        """The JSON value of a file; None if the file does not exist."""
        try:
            return json.loads(self.read_bytes(path))
        except FileNotFoundError:
            return None

    def write_json(self, path: str, value: Any) -> None:
        """Write a value as JSON with sorted keys, so that equal values give equal bytes."""
        data = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
        self.write(path, lambda out: out.write(data))

    def write(self, path: str, fill: Callable[[Any], Any]) -> int:
        """Write one file atomically through `fill(stream)`, which may be called again; returns its bytes."""
        if self.is_read_only:
            return 0
        with writing(f"{self.uri}/{path}"):
            return self._write(self.at(path), fill)

    def _write(self, target: str, fill: Callable[[Any], Any]) -> int:
        if not self.local:
            return patiently(lambda: self._send(target, fill))
        folder, name = os.path.split(target)
        os.makedirs(folder, exist_ok=True)
        temporary = os.path.join(folder, f"{TEMPORARY}{uuid.uuid4().hex[:12]}-{name}")
        try:
            with open(temporary, "wb") as stream:
                fill(stream)
                stream.flush()
                os.fsync(stream.fileno())
                size = stream.tell()
            os.replace(temporary, target)
        finally:
            if os.path.exists(temporary):
                os.unlink(temporary)
        return size

    def _send(self, target: str, fill: Callable[[Any], Any]) -> int:
        with self.fs.open_output_stream(target) as stream:
            fill(stream)
            return stream.tell()

    def put_folder(self, local: Path, path: str) -> dict[str, tuple[int, str]]:
        """Move the files of a local folder to `path`; returns name -> (bytes, hash of them)."""
        written: dict[str, tuple[int, str]] = {}
        if self.is_read_only:
            return written
        for file in sorted(p for p in local.rglob("*") if p.is_file()):
            name = file.relative_to(local).as_posix()
            with file.open("rb") as source:
                size = self.write(f"{path}/{name}", partial(_copy, source))
                source.seek(0)
                written[name] = size, hashlib.file_digest(source, xxhash.xxh3_128).hexdigest()
        return written

    def restrict(self, folder: str) -> None:
        """Let the owner alone enter a folder, which is made if need be. A bucket has its own rights."""
        if self.local and not self.is_read_only:
            os.makedirs(self.at(folder), exist_ok=True)
            os.chmod(self.at(folder), 0o700)

    def delete(self, path: str) -> None:
        """Remove a file, or a folder with its content; a path that does not exist is ignored."""
        if self.is_read_only:
            return
        info = self.fs.get_file_info(self.at(path))
        if info.type == pafs.FileType.Directory:
            self.fs.delete_dir(self.at(path))
        elif info.type == pafs.FileType.File:
            self.fs.delete_file(self.at(path))

    def sweep(self) -> None:
        """Remove the temporary files of killed writers. Only the holder of the root's lock may call it."""
        if self.local:
            for folder, _, files in os.walk(self.at("")):
                for name in files:
                    if OURS.match(name):
                        os.unlink(os.path.join(folder, name))


def _copy(source: Any, target: Any) -> None:
    source.seek(0)  # a write may begin again
    shutil.copyfileobj(source, target)


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

    def encode(self) -> bytes:
        """The receipt as JSON with sorted keys, without the hash of the footer."""
        stated = {name: value for name, value in self.__dict__.items() if name != "footer"}
        return json.dumps(stated, sort_keys=True, ensure_ascii=False).encode()

    @staticmethod
    def decode(data: bytes) -> "Receipt":
        """The receipt that `encode` wrote. Raises ValueError or TypeError if the bytes are not a receipt."""
        return Receipt(**json.loads(data))


def write_shard(store: Store, path: str, table: pa.Table, receipt: Receipt) -> Receipt:
    """Write one Parquet shard with its receipt in the footer; returns the receipt with content and footer.

    The content is a hash of the bytes before the footer: equal rows have equal contents. Page
    checksums are on: a flipped bit is an error on reading, never a silent change.
    """
    receipts, footers = [receipt], [""]
    options: dict[str, Any] = {
        **_compression(table.schema),
        "use_dictionary": [n for n in table.column_names if n in CATEGORICAL],
        "write_page_checksum": True,
    }

    def fill(stream: Any) -> None:
        hashing = _Hashing(stream)
        with pq.ParquetWriter(hashing, table.schema, **options) as writer:
            writer.write_table(table, row_group_size=max(len(table), 1))
            receipts[0] = replace(receipt, content=hashing.content(table.schema))
            hashing.state.reset()
            writer.add_key_value_metadata({RECEIPT_KEY: receipts[0].encode()})
        footers[0] = hashing.state.hexdigest()

    store.write(path, fill)
    return replace(receipts[0], footer=footers[0])


class _Hashing:
    """A stream that hashes what is written through it."""

    closed = False

    def __init__(self, stream: Any) -> None:
        self.stream, self.state = stream, xxhash.xxh3_128()

    def content(self, schema: pa.Schema) -> str:
        """The content of a shard of the bytes so far."""
        return _content(self.state.copy(), schema)

    def write(self, data: Any) -> int:
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
    """The receipt in a shard's footer; None for a file that is cut short or that has no receipt."""
    try:
        with store.fs.open_input_file(store.at(path)) as stream:
            if path.endswith(".arrow"):
                return Receipt.decode(pa.ipc.open_stream(stream).schema.metadata[RECEIPT_KEY])
            footer = _footer(stream)
        metadata = pq.read_metadata(pa.BufferReader(footer)).metadata
        receipt = Receipt.decode(metadata[RECEIPT_KEY])
        return replace(receipt, footer=xxhash.xxh3_128_hexdigest(footer))
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError):
        return None


def _footer(stream: Any) -> bytes:
    """The footer of a Parquet file with what stands behind it: its length and four letters. One request for
    all but very large ones. Raises OSError for a file that is cut short."""
    size = stream.size()
    tail = stream.read_at(min(size, FOOTER), max(size - FOOTER, 0))
    length = int.from_bytes(tail[-8:-4], "little") + 8
    if length > size:
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


def content_of(receipt: Receipt) -> str:
    """What a commit lists as the content of a shard: the fingerprint stands for files without a hash."""
    return receipt.content or receipt.fingerprint


@dataclass(frozen=True)
class Listing:
    """The shards that a commit lists, in order: file names, rows, hashes of the rows and of the footers."""

    names: list[str]
    rows: list[int]
    contents: list[str]
    # "" for files without a footer, and for those of commits that did not list it.
    footers: list[str]


@dataclass(frozen=True)
class Committed:
    """A finished folder. It holds the files that its commit lists, whatever else lies in it.

    A copy in a worker carries the hash of its commit, and reads the commit itself once per process: 20,000
    shards are 4 MB, which would travel with every unit of every phase.
    """

    store: Store
    path: str

    @cached_property
    def commit(self) -> dict[str, Any]:
        """The content of COMMIT_FILE. Raises MalmoiError if the phase is not finished."""
        commit = self.store.read_json(f"{self.path}/{COMMIT_FILE}")
        if commit is None:
            raise MalmoiError(
                f"{self.store.at(self.path)}: no finished output here; run the recipe to make it"
            )
        return commit

    @cached_property
    def mark(self) -> tuple[str, str, str]:
        """(fingerprint, content, hash of the file names): which commit of the folder this is."""
        names = "/".join(s["name"] for s in self.commit["shards"])
        named = xxhash.xxh3_128_hexdigest(names.encode())
        return self.commit["fingerprint"], self.commit["content"], named

    @cached_property
    def listing(self) -> Listing:
        """The shards. Raises MalmoiError if the folder was made again since the phase began."""
        if "commit" in self.__dict__:
            return _listing(self.commit)
        return _listing_of(self.store, self.path, self.mark)

    def __getstate__(self) -> dict[str, Any]:
        state = {"store": self.store, "path": self.path, "mark": self.mark}
        return state if self.path else {**state, "commit": self.commit}

    @property
    def fingerprint(self) -> str:
        """32 hex digits of the identity of the phase: its code, arguments and inputs."""
        return self.mark[0]

    def identity(self) -> dict[str, Any]:
        """The phase and its content: a reader depends on the content, not on how it was made."""
        return {"phase": self.path, "content": self.mark[1]}


def _listing(commit: dict[str, Any]) -> Listing:
    shards = commit["shards"]
    names, rows, contents = ([s[key] for s in shards] for key in ("name", "rows", "content"))
    return Listing(names, rows, contents, [s.get("footer", "") for s in shards])


@lru_cache(maxsize=64)
def _listing_of(store: Store, path: str, mark: tuple[str, str, str]) -> Listing:
    """The listing of a commit that another process has named. Raises MalmoiError if it is another one now."""
    found = Committed(store, path)
    if found.mark != mark:
        raise MalmoiError(f"{store.at(path)} was made again by another run while this one used it")
    return _listing(found.commit)


@dataclass(frozen=True)
class Dataset(Committed):
    """A phase of shards, in order."""

    @staticmethod
    def empty(store: Store) -> "Dataset":
        """A dataset without shards that no phase has made."""
        made = Dataset(store, "")
        made.__dict__["commit"] = {"fingerprint": "", "content": "", "shards": []}
        return made

    @property
    def shards(self) -> list[str]:
        """File names of the shards, in order."""
        return self.listing.names

    @property
    def paths(self) -> list[str]:
        """Paths of the shards in the store, in order."""
        return self.paths_of(slice(None))

    def paths_of(self, which: slice) -> list[str]:
        """Paths of some of the shards, in order."""
        return [f"{self.path}/{name}" for name in self.shards[which]]

    @property
    def num_shards(self) -> int:
        """The number of shards."""
        return len(self.shards)

    @property
    def rows(self) -> list[int]:
        """The number of rows of each shard."""
        return self.listing.rows

    def shard_identity(self, shard: int) -> Any:
        """The hash of the rows of one shard."""
        return self.commit["shards"][shard]["content"]

    @property
    def num_rows(self) -> int:
        """The number of rows of all shards together."""
        return sum(self.rows)

    @property
    def schema(self) -> pa.Schema:
        """The schema of the first shard. Raises DamagedOutput if its file is gone."""
        try:
            with self.store.fs.open_input_file(self.store.at(self.paths[0])) as stream:
                return pq.read_schema(stream)
        except FileNotFoundError:
            raise DamagedOutput(self.store.uri, self.paths[0], "it is gone") from None

    def read(self, shard: int, columns: Iterable[str] | None = None) -> pa.Table:
        """The rows of a shard. A dataset with a column `row`, the number of a document in its shard, also
        has the column `address`, which is never stored: it moves when shards are added."""
        names = None if columns is None else list(columns)
        if names is None or ADDRESS not in names or ADDRESS in self.schema.names:
            path = f"{self.path}/{self.shards[shard]}"
            content, footer = self.listing.contents[shard], self.listing.footers[shard]
            return read_shard(self.store, path, names, content, footer)
        table = self.read(shard, ["row" if n == ADDRESS else n for n in names])
        rows = table.column("row").to_numpy()
        address = pa.array((np.int64(shard) << SHARD_BITS) + rows)
        return table.set_column(names.index(ADDRESS), ADDRESS, address)

    def table(self, columns: Iterable[str] | None = None) -> pa.Table:
        """The rows of all shards in one table: for small phases and for notebooks."""
        return pa.concat_tables([self.read(i, columns) for i in range(len(self.shards))])


@dataclass(frozen=True)
class Folder(Committed):
    """A phase whose files are not tables: a model, a tokenizer."""

    def local(self) -> Path:
        """A local folder with the files; those of a remote store are downloaded once per process.

        Raises DamagedOutput, once per process, for a file that is not as it was written."""
        return _opened(self.store, self.path, self.mark)


@cache
def _opened(store: Store, path: str, mark: tuple[str, str, str]) -> Path:
    """The local folder of a commit, with the hash of every file compared."""
    if store.local:
        folder = Path(store.at(path))
    else:
        folder = Path(tempfile.mkdtemp(prefix="malmoi-"))
        pafs.copy_files(store.at(path), str(folder), store.fs, pafs.LocalFileSystem())
    for file in Committed(store, path).commit["shards"]:
        name, content = file["name"], file["content"]
        if not (folder / name).exists():
            raise DamagedOutput(store.uri, f"{path}/{name}", "it is gone")
        with (folder / name).open("rb") as stream:
            if hashlib.file_digest(stream, xxhash.xxh3_128).hexdigest() != content:
                reason = "its bytes are not those that were written"
                raise DamagedOutput(store.uri, f"{path}/{name}", reason)
    return folder
