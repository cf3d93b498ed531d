"""Samples of personal data for review by a person: the only place that writes values, and only on request."""

import json
import os
from pathlib import Path

import pyarrow as pa

from pipeline.core.dataset import COMMIT_FILE, Dataset, Store
from pipeline.core.errors import MalmoiError
from pipeline.kernels.pii import KINDS
from pipeline.kernels.pii.re2 import find

AROUND = 60  # characters of text on either side


def write(root: str, folder: Path, per_kind: int = 100) -> dict[str, int]:
    """Write up to `per_kind` samples of each kind to folder/<KIND>.jsonl; returns how many.

    They are spread over the shards that ingest left. The folder and its files are readable by their
    owner alone. Raises MalmoiError where ingest has left nothing.
    """
    store = Store(root)
    path = next(
        (p for p in ("ingest/distinct", "ingest/documents") if store.exists(f"{p}/{COMMIT_FILE}")),
        None,
    )
    if path is None:
        raise MalmoiError(f"{root}: ingest has left nothing to take samples from")
    documents = Dataset(store, path)
    samples: dict[str, list[dict[str, str]]] = {kind: [] for kind in KINDS}
    share = -(-per_kind // max(1, len(documents.shards)))
    for shard in range(len(documents.shards)):
        table = documents.read(shard, ["id", "text"])
        for kind, found in _found(table, share).items():
            room = per_kind - len(samples[kind])
            samples[kind] += found[:room]
    _write(folder, samples)
    return {kind: len(found) for kind, found in samples.items() if found}


def _found(table: pa.Table, most: int) -> dict[str, list[dict[str, str]]]:
    texts = pa.concat_arrays(table.column("text").chunks)
    found: dict[str, list[dict[str, str]]] = {}
    for row, start, end, kind in zip(*find(texts), strict=True):
        own = found.setdefault(KINDS[kind], [])
        if len(own) < most:
            data = texts[int(row)].as_py().encode()
            own.append(
                {
                    "id": table.column("id")[int(row)].as_py(),
                    "before": data[:start].decode()[-AROUND:],
                    "value": data[start:end].decode(),
                    "after": data[end:].decode()[:AROUND],
                }
            )
    return found


def _write(folder: Path, samples: dict[str, list[dict[str, str]]]) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    for kind, found in samples.items():
        if found:
            lines = "".join(json.dumps(s, ensure_ascii=False) + "\n" for s in found)
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            with os.fdopen(os.open(folder / f"{kind}.jsonl", flags, 0o600), "w") as out:
                out.write(lines)
