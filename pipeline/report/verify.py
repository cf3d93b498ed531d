"""`malmoi verify`: check that all files of a run are as they were written, and remove those that are not."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import xxhash

from pipeline.contract import phases_of
from pipeline.core import spill
from pipeline.core.checksum import CHECKSUM, checksum
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import COMMIT_FILE, Committed, Dataset
from pipeline.core.errors import DamagedOutput, DataError
from pipeline.core.retired import RETIRED
from pipeline.core.shard import hashes_of, read_receipt, stored_of
from pipeline.core.store import Store
from pipeline.export.packed import Packed

TABLES = (".parquet", ".arrow")


@dataclass(frozen=True)
class Finding:
    """The result for one phase: files and rows that were checked, a line for each problem, and the paths of
    the damaged files under the root."""

    phase: str
    files: int
    rows: int
    problems: tuple[str, ...]
    damaged: tuple[str, ...] = ()
    # True if the files were removed once they were not needed any more.
    is_retired: bool = False


def verify(root: str) -> Iterator[Finding]:
    """Check every finished phase and yield a finding for each. The files of the commit must exist with their
    sizes, receipts and rows, and every page must have its checksum. In packed phases, ids must lie in the
    vocabulary, and documents must not overlap and must end with EOS.

    Raises MalmoiError if the root holds no corpus."""
    corpus = Corpus.open(root)
    store = corpus.documents.store
    packed = set(phases_of(corpus)) if "pack" in corpus.trail else set()
    for stage in store.folders(""):
        for phase in store.folders(stage):
            path = f"{stage}/{phase}"
            if not store.exists(f"{path}/{COMMIT_FILE}"):
                continue
            finding = _phase(store, path)
            if stage == "pack" and phase in packed and not finding.problems:
                # the finding of the index names what is damaged in it
                with suppress(DamagedOutput):
                    finding = _packed(Packed(corpus, phase), finding)
            yield finding


def _phase(store: Store, path: str) -> Finding:
    commit = Committed(store, path).commit
    if commit.get(RETIRED):
        return Finding(path, 0, 0, (), is_retired=True)
    listed = commit["shards"]
    found = {
        f"{path}/{shard['name']}": tuple(_file(store, path, number, shard))
        for number, shard in enumerate(listed)
    }
    problems = tuple(p for of_file in found.values() for p in of_file)
    damaged = tuple(name for name, of_file in found.items() if of_file)
    return Finding(path, len(listed), sum(s["rows"] for s in listed), problems, damaged)


def _file(store: Store, path: str, number: int, shard: dict) -> Iterator[str]:
    """A line for each problem of one file; `shard` is its entry in the commit."""
    name = f"{path}/{shard['name']}"
    folder, _, base = name.rpartition("/")
    size = store.sizes(folder).get(base)
    if size is None:
        yield f"{name}: missing"
    elif size != shard["size"]:
        yield f"{name}: {size} bytes where {shard['size']} were written"
    elif name.endswith(TABLES):
        receipt = read_receipt(store, name)
        if receipt is None or receipt.rows != shard["rows"]:
            yield f"{name}: its receipt is not that of {shard['rows']} rows"
            return
        try:
            table = Dataset(store, path).read(number)
            # reading leaves out what no row needs, such as the pages of a shard without rows
            written = stored_of(shard)
            if written[1] and hashes_of(store, name) != written:
                raise DamagedOutput(store.uri, name, "its bytes are not those that were written")
        except DataError as error:
            yield str(error)
            return
        if len(table) != shard["rows"]:
            yield f"{name}: {len(table)} rows where {shard['rows']} were written"
        stamp = (table.schema.metadata or {}).get(CHECKSUM)
        if stamp is not None and stamp.decode() != checksum(table):
            yield f"{name}: its values are not those that were written"
    elif name.endswith(spill.EXTENSION):
        try:
            spill.check(store, name)
        except DataError as error:
            yield str(error)
    elif shard["content"] != _hash(store, name):
        yield f"{name}: its bytes are not those that were written"


def _hash(store: Store, path: str) -> str:
    """The hash of a file that a phase without shards has written, as `Store.put_folder` made it."""
    with store.fs.open_input_file(store.at(path)) as stream:
        return hashlib.file_digest(stream, xxhash.xxh3_128).hexdigest()  # type: ignore[arg-type]


def repair(root: str, findings: Iterable[Finding]) -> int:
    """Remove the damaged files of the findings, which the next run makes again; the number of files."""
    store = Corpus.open(root).documents.store
    damaged = [path for finding in findings for path in finding.damaged]
    for path in damaged:
        store.delete(path)
    return len(damaged)


def _packed(packed: Packed, finding: Finding) -> Finding:
    """The finding of a packed phase, with the problems of its ids and documents added."""
    problems = list(finding.problems)
    eos, vocab = packed.arguments["eos"], packed.arguments["vocab_size"]
    for shard, name in enumerate(packed.rows.shards):
        flat = packed.ids(shard).ravel()
        if len(flat) and not 0 <= int(flat.min()) <= int(flat.max()) < vocab:
            problems.append(
                f"{packed.rows.paths[shard]}: ids outside the vocabulary of {vocab:,} tokens"
            )
        index = packed.index.read(shard)
        start, tokens, begin = (index.column(n).to_numpy() for n in ("start", "tokens", "begin"))
        ends = start + tokens
        if np.any(start[1:] < ends[:-1]) or (len(ends) and ends[-1] > len(flat)):
            problems.append(
                f"{packed.index.paths[shard]}: documents overlap, or reach beyond {name}"
            )
            continue
        last = _last_pieces(index.column("id").to_pylist(), index.column("epoch").to_numpy(), begin)
        if np.any(flat[ends[last] - 1] != eos):
            problems.append(
                f"{packed.index.paths[shard]}: a document does not end with EOS in {name}"
            )
    return Finding(finding.phase, finding.files, finding.rows, tuple(problems), finding.damaged)


def _last_pieces(ids: list[str], epochs: np.ndarray, begin: np.ndarray) -> np.ndarray:
    """Rows of the index with the last piece of each document and epoch, int64, sorted."""
    last: dict[tuple[str, int], int] = {}
    for row, key in enumerate(zip(ids, epochs.tolist(), strict=True)):
        if key not in last or begin[row] > begin[last[key]]:
            last[key] = row
    return np.array(sorted(last.values()), np.int64)
