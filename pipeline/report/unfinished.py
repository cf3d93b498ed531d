"""`malmoi show` of a root whose last run failed: why, what stands, and the next command."""

from typing import Any

from rich.console import Console

from pipeline.contract import RUN_FILE
from pipeline.core.corpus import CORPUS_FILE
from pipeline.core.dataset import COMMIT_FILE
from pipeline.core.store import Store
from pipeline.report.inflow import Inflow
from pipeline.report.tables import print_input

# How a run that has no problem ends, and one that goes on.
GOOD = ("done", "running")


def note(store: Store) -> str | None:
    """How the last run of a root failed, and what to do; None if it did not fail or none is remembered."""
    run: dict[str, Any] = store.read_json(RUN_FILE) or {}
    state = run.get("state", "done")
    if state in GOOD:
        return None
    why = run.get("error")
    how = "was interrupted" if state == "interrupted" else f"failed: {why or state}"
    return (
        f"The last run ({run['started']}) {how}\n"
        "Next: malmoi run RECIPE; what is finished is not made again."
    )


def so_far(store: Store) -> str | None:
    """What a question to a root whose last run did not finish must say; None if it finished."""
    if note(store) is None:
        return None
    record = store.read_json(CORPUS_FILE) or {"stages": []}
    last = record["stages"][-1]["stage"] if record["stages"] else "no stage"
    return (
        f"note: the last run did not finish: this is the state after {last}; `malmoi show` says why"
    )


def print_read(store: Store, console: Console) -> bool:
    """Print what ingest read in a run that failed before there was a corpus; False if nothing was read."""
    if not store.exists(f"ingest/files/{COMMIT_FILE}"):
        return False
    console.print("No stage has finished. What ingest read:")
    print_input(Inflow(store), console)
    return True
