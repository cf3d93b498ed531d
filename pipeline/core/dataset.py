"""Finished phases: what their commit lists, as tables or as a folder of files."""

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq
import xxhash

from pipeline.core.errors import DamagedOutput, MalmoiError
from pipeline.core.shard import read_shard
from pipeline.core.store import Store

PHASE_FILE, COMMIT_FILE = "_phase.json", "_commit.json"
# address = shard << 32 | row: serves graphs inside one stage, and never leaves it.
SHARD_BITS = 32
ADDRESS = "address"


@dataclass(frozen=True)
class Listing:
    """The shards that a commit lists, in order: file names, rows, hashes of the rows and of the footers."""

    names: list[str]
    rows: list[int]
    contents: list[str]
    # "" for files without a footer, and for those of commits that did not list it.
    footers: list[str]
    # Numbers of the rows of forgotten documents.
    forgotten: list[list[int]]


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
        """(fingerprint, content, hash of file names and footers): which commit of the folder this is. A phase
        that was removed and made again holds the same rows under other receipts."""
        files = "/".join(s["name"] + s.get("footer", "") for s in self.commit["shards"])
        named = xxhash.xxh3_128_hexdigest(files.encode())
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
    footers, forgotten = (
        [s.get("footer", "") for s in shards],
        [s.get("forgotten", []) for s in shards],
    )
    return Listing(names, rows, contents, footers, forgotten)


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

    def forgotten(self, shard: int) -> list[int]:
        """Numbers of the rows of a shard whose documents were forgotten: they hold an id and nothing else."""
        return self.listing.forgotten[shard]

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
