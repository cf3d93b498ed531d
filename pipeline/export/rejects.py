"""`malmoi export --rejects`: the files whose records were rejected for given reasons, for another program
that reads them, such as OCR for scans.

    path of the file | member inside it, or empty | reason

Ends in `.jsonl`: one object a file with these keys, `source` and `records`. Else: lines separated by tabs.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from pipeline.contract import RUN_FILE
from pipeline.core import inputs
from pipeline.core.dataset import COMMIT_FILE, Dataset
from pipeline.core.errors import DataError, RecipeError
from pipeline.core.forgotten import refuse_half_forgotten
from pipeline.core.store import Store
from pipeline.readers.account import INSIDE

# Characters of a name that would end a field or a line.
_ENDS = re.compile(r"[\t\n\r]")


def export(root: str, to: Path, reasons: Iterable[str]) -> int:
    """Write the rejected files of a root, also of one whose run failed; returns their number.

    Raises RecipeError if nothing was read under `root`, or no reject has one of the reasons.
    """
    rows = list(_files(Store(root), root, list(reasons)))
    line = orjson.dumps if to.name.endswith(".jsonl") else _line
    to.parent.mkdir(parents=True, exist_ok=True)
    with to.open("wb") as out:
        out.writelines(line(row) + b"\n" for row in rows)
    return len(rows)


def _files(store: Store, root: str, reasons: list[str]) -> Iterator[dict[str, Any]]:
    """One row for each file and reason, in the order of reading."""
    refuse_half_forgotten(store)
    rejects = Dataset(store, "ingest/rejects")
    if not store.exists(f"{rejects.path}/{COMMIT_FILE}"):
        raise RecipeError(f"{root}: nothing was read here; run `malmoi run RECIPE` first")
    frame = pl.DataFrame(rejects.table(["source", "file", "reason"]))
    counts = frame.group_by("source", "file", "reason", maintain_order=True).agg(records=pl.len())
    if unknown := sorted({*reasons} - {*counts["reason"]}):
        known = ", ".join(sorted({*counts["reason"]})) or "none"
        raise RecipeError(
            f"--rejects {unknown[0]}: no record was rejected for this reason; reasons are: {known}"
        )
    addresses: dict[str, dict[str, str]] = {}
    for source, file, reason, records in counts.iter_rows():
        if reason in reasons:
            if source not in addresses:
                addresses[source] = _addresses(store, source)
            path, member = _split(file, addresses[source])
            yield {
                "path": addresses[source].get(path, path),
                "member": member,
                "reason": reason,
                "source": source,
                "records": records,
            }


def _addresses(store: Store, source: str) -> dict[str, str]:
    """Name of each file of a source -> its path or address; empty if the source has moved since the run."""
    recipe = (store.read_json(RUN_FILE) or {}).get("recipe", {})
    stated = recipe.get("stages", {}).get("ingest", {}).get("sources", [])
    try:
        paths = [s["path"] for s in stated if s["name"] == source]
        return {f.name: f.uri for path in paths for f in inputs.find(path, hidden=True)}
    except (DataError, OSError):
        return {}


def _split(file: str, names: dict[str, str]) -> tuple[str, str]:
    """(the file, the member inside it): `a.zip!b/c.pdf` is `b/c.pdf` of `a.zip` unless a file is named so."""
    if file in names:
        return file, ""
    cuts = [found.start() for found in re.finditer(re.escape(INSIDE), file)]
    cut = next((c for c in cuts if file[:c] in names), cuts[0] if cuts else len(file))
    return file[:cut], file[cut + len(INSIDE) :]


def _line(row: dict[str, Any]) -> bytes:
    return "\t".join(_ENDS.sub(" ", row[n]) for n in ("path", "member", "reason")).encode()
