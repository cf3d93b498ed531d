"""Samples of personal data for review by a person. Only this module writes values, and only on request."""

import json
import os
from pathlib import Path

import pyarrow as pa

from pipeline.core.dataset import COMMIT_FILE, Dataset
from pipeline.core.errors import MalmoiError
from pipeline.core.forgotten import refuse_half_forgotten
from pipeline.core.store import Store
from pipeline.kernels.pii import KINDS
from pipeline.kernels.pii.re2 import find

# Characters of context on either side of a value.
CONTEXT = 60


def write(root: str, folder: Path, per_kind: int = 100) -> dict[str, int]:
    """Write up to `per_kind` samples of each kind to folder/<KIND>.jsonl; returns kind -> number of samples.

    Samples are spread over the shards of ingest. The folder and its files are readable by their owner only.
    Raises MalmoiError if ingest has not run.
    """
    store = Store(root)
    refuse_half_forgotten(store)
    path = next(
        (p for p in ("ingest/distinct", "ingest/documents") if store.exists(f"{p}/{COMMIT_FILE}")),
        None,
    )
    if path is None:
        raise MalmoiError(
            f"{root}: there are no documents to sample; run `malmoi ingest RECIPE` first"
        )
    documents = Dataset(store, path)
    samples: dict[str, list[dict[str, str]]] = {kind: [] for kind in KINDS}
    share = -(-per_kind // max(1, len(documents.shards)))
    for shard in range(len(documents.shards)):
        table = documents.read(shard, ["id", "text"])
        for kind, of_kind in _sample(table, share).items():
            room = per_kind - len(samples[kind])
            samples[kind] += of_kind[:room]
    _write(folder, samples)
    return {kind: len(of_kind) for kind, of_kind in samples.items() if of_kind}


def _sample(table: pa.Table, most: int) -> dict[str, list[dict[str, str]]]:
    """Kind -> its first `most` matches in a shard, with id, value and context."""
    texts = pa.concat_arrays(table.column("text").chunks)
    samples: dict[str, list[dict[str, str]]] = {}
    for row, start, end, kind in zip(*find(texts), strict=True):
        of_kind = samples.setdefault(KINDS[kind], [])
        if len(of_kind) < most:
            data = texts[int(row)].as_py().encode()
            of_kind.append(
                {
                    "id": table.column("id")[int(row)].as_py(),
                    "before": data[:start].decode()[-CONTEXT:],
                    "value": data[start:end].decode(),
                    "after": data[end:].decode()[:CONTEXT],
                }
            )
    return samples


def _write(folder: Path, samples: dict[str, list[dict[str, str]]]) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    for kind, of_kind in samples.items():
        if of_kind:
            lines = "".join(json.dumps(s, ensure_ascii=False) + "\n" for s in of_kind)
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            with os.fdopen(os.open(folder / f"{kind}.jsonl", flags, 0o600), "w") as out:
                out.write(lines)
