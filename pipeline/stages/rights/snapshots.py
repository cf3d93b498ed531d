"""Snapshots of robots.txt, ai.txt and tdmrep.json, by host."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import Any

import polars as pl
import pyarrow as pa

from pipeline.core import inputs
from pipeline.core.dataset import Dataset
from pipeline.core.errors import DataError
from pipeline.core.inputs import InputFile
from pipeline.readers.compression import ERRORS, decompressed
from pipeline.stages.rights import addresses, robots
from pipeline.stages.rights.robots import MOST_BYTES, NAMES, TDM, Rule

# Files of one unit of work.
TOGETHER = 512
# One row for each rule: the host and the file that state it, and in which order.
RULE = pa.schema(
    [
        ("host", pa.string()),
        ("file", pa.string()),
        ("agent", pa.string()),
        ("allows", pa.bool_()),
        ("pattern", pa.string()),
        ("line", pa.string()),
    ]
)
_LAYOUT = (
    "HOST/robots.txt, HOST/ai.txt, HOST/tdmrep.json, HOST.robots.txt and so on, or .jsonl of "
    '{"host": ..., "file": "robots.txt", "text": ...}'
)


@dataclass(frozen=True)
class SnapshotFiles:
    """Some files of the snapshots: a unit of work."""

    files: tuple[InputFile, ...] = field(default=())

    def identity(self) -> dict[str, Any]:
        return {"files": [f.identity() for f in self.files]}


def find_snapshots(path: str) -> list[InputFile]:
    """The files of the snapshots. Raises DataError if there are none, or none is named as one."""
    try:
        files = inputs.find(path, hidden=True)
    except DataError as error:
        raise DataError(f"rights.snapshots: {error}") from None
    named = [f for f in files if _lines(f) or _host_and_name(f.name)]
    if not named:
        raise DataError(
            f"rights.snapshots: {path}: no file is named as a snapshot; expected {_LAYOUT}"
        )
    return named


def grouped(files: list[InputFile]) -> list[SnapshotFiles]:
    """The files in units of work."""
    return [SnapshotFiles(tuple(files[i : i + TOGETHER])) for i in range(0, len(files), TOGETHER)]


def _lines(file: InputFile) -> bool:
    return ".jsonl" in PurePosixPath(file.name).suffixes


def _host_and_name(name: str) -> tuple[str, str] | None:
    """(host, name of the file) of a snapshot by its path; None if it is named as none."""
    path = PurePosixPath(name)
    folders = [p for p in path.parts[:-1] if p != ".well-known"]
    if path.name in NAMES and folders:
        return addresses.ascii_host(folders[-1]), path.name
    for known in NAMES:
        if path.name.endswith(f".{known}"):
            return addresses.ascii_host(path.name.removesuffix(f".{known}")), known
    return None


def read_snapshots(item: SnapshotFiles, agents: tuple[str, ...]) -> Iterator[pa.Table]:
    """RULE rows of some files. Raises DataError naming the file, and the line of a .jsonl."""
    rows = []
    for file in item.files:
        for host, name, text, where in _texts(file):
            try:
                rules = robots.rules_of(name, text, agents)
            except ValueError as error:
                raise DataError(f"rights.snapshots: {where}: cannot be read: {error}") from None
            rows += [(host, name, r.agent, r.allows, r.pattern, r.line) for r in rules]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(RULE)
    yield pa.table([pa.array(c, f.type) for c, f in zip(columns, RULE, strict=True)], schema=RULE)


def _texts(file: InputFile) -> Iterator[tuple[str, str, str, str]]:
    """(host, name, text, where it stands) of each snapshot of a file."""
    try:
        with inputs.opened(file) as raw:
            body, _ = decompressed(raw)
            if not _lines(file):
                host, name = _host_and_name(file.name) or ("", "")
                yield host, name, body.read(MOST_BYTES).decode("utf-8", "replace"), file.uri
                return
            for number, line in enumerate(io.BufferedReader(body), 1):  # type: ignore[type-var, arg-type]
                if line.strip():
                    where = f"{file.uri}, line {number}"
                    yield (*_record(line, where), where)
    except ERRORS as error:
        raise DataError(
            f"rights.snapshots: {file.uri}: cannot be read: {str(error)[:200]}"
        ) from None


def _record(line: bytes, where: str) -> tuple[str, str, str]:
    try:
        record = json.loads(line)
        host, name, text = record["host"], record["file"], record["text"]
        if name not in NAMES or not isinstance(text, str) or not isinstance(host, str):
            raise ValueError
    except (ValueError, KeyError, TypeError):
        expected = f'{{"host": ..., "file": one of {", ".join(NAMES)}, "text": ...}}'
        raise DataError(f"rights.snapshots: {where}: expected {expected}") from None
    return addresses.ascii_host(host), name, text


@cache
def _table(rules: Dataset, fingerprint: str) -> pl.DataFrame:
    """All rules, once in a process."""
    return pl.DataFrame(rules.table()) if rules.num_shards else pl.DataFrame(RULE.empty_table())


def opt_outs(rules: Dataset, urls: pl.Series, hosts: pl.Series) -> dict[int, tuple[str, str]]:
    """Row -> (file, words) of the rule that opts a document out."""
    table = _table(rules, rules.fingerprint)
    present = hosts.drop_nulls().unique()
    known = table.filter(pl.col("host").is_in(present.implode()))
    by_host: dict[str, dict[str, list[Rule]]] = {}
    for host, file, *rule in known.iter_rows():
        by_host.setdefault(host, {}).setdefault(file, []).append(Rule(*rule))
    found: dict[int, tuple[str, str]] = {}
    rows = hosts.is_in(list(by_host)).fill_null(False).arg_true().to_list() if by_host else []
    for row in rows:
        path = addresses.path_of(urls[row])
        for file, of_host in by_host[hosts[row]].items():
            if (rule := robots.forbidding(of_host, path)) is not None:
                found[row] = file, rule.line if file == TDM else f"{rule.agent}: {rule.line}"
                break
    return found
