"""log.jsonl of a root: a line for each phase that a run made, and one for each forecast and its grade.

For people and for forecasts: it differs between runs, and nothing that a run makes depends on it.
"""

import json
from typing import Any

from pipeline.core.store import Store

LOG_FILE = "log.jsonl"


def add(store: Store, line: dict[str, Any]) -> None:
    """Add a line. A root on an object store has no log: nothing can be added to a file there."""
    if store.local and not store.is_read_only:
        with open(store.at(LOG_FILE), "a") as log:
            log.write(json.dumps(line) + "\n")


def lines(store: Store) -> list[dict[str, Any]]:
    """The lines, oldest first; [] without a log. A last line that is cut short by a kill is left out."""
    try:
        text = store.read_bytes(LOG_FILE).decode()
    except FileNotFoundError:
        return []
    found = []
    for line in text.splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found
