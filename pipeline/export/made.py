"""exports.jsonl of a root: where its documents and rows have been written to."""

import json
from datetime import UTC, datetime
from pathlib import Path

from pipeline.core.store import Store

FILE = "exports.jsonl"


def remember(store: Store, to: Path, form: str) -> None:
    """Add an export. A root on an object store keeps no list: nothing can be added to a file there."""
    if not store.local or store.is_read_only:
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    line = {"to": str(to.absolute()), "format": form, "time": now}
    try:
        with open(store.at(FILE), "a", encoding="utf-8") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError:
        # a root that may only be read can be exported all the same
        return


def places(store: Store) -> list[str]:
    """The paths of all exports that still exist, sorted."""
    if not store.exists(FILE):
        return []
    lines = store.read_bytes(FILE).decode("utf-8", "replace").splitlines()
    found = {json.loads(line)["to"] for line in lines if line.endswith("}")}
    return sorted(path for path in found if Path(path).exists())
