"""What lies beside the phases and may show documents: pages, verdicts, quarantines, messages in logs, what
`effect` and `mixture` have prepared."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.core.corpus import QUARANTINE
from pipeline.core.dataset import COMMIT_FILE, PHASE_FILE
from pipeline.core.log import LOG_FILE
from pipeline.core.quarantine import LIST
from pipeline.core.store import Store
from pipeline.forget import needles
from pipeline.forget.asked import Asked
from pipeline.forget.journal import Action, measured

RUN_FILE = "run.json"
PAGES = ("report", "audit", "effect", "mixture")
# Folders with prepared texts of documents. Their results and pages stay.
PREPARED = ("effect", "mixture")
# Pages without a text of a document.
NUMBERS_ONLY = ("effect/report.html", "mixture/report.html")
VERDICTS = "audit/verdicts.jsonl"
# Keys under which logs keep messages for people, and what stands there instead.
MESSAGES = ("text", "error", "note", "message")
REMOVED = "(removed by malmoi forget)"


def touched(store: Store, asked: Asked, ids: set[str]) -> Iterator[Action]:
    """The actions on files beside the phases."""
    if not ids:
        return
    yield from _pages(store)
    yield from _quarantines(store, ids)
    if store.exists(VERDICTS) and _verdicts_on(store, ids):
        yield measured(store, VERDICTS, "verdicts")
    says = _test(asked, ids)
    for path in (LOG_FILE, RUN_FILE):
        yield from _messages(store, path, says, "")
    if events := _events(store):
        folder = Store(str(events.parent))
        yield from _messages(folder, events.name, says, folder.uri)


def _pages(store: Store) -> Iterator[Action]:
    """Pages that show documents go; a command makes them again."""
    for folder in PAGES:
        for name in sorted(store.sizes(folder)):
            path = f"{folder}/{name}"
            if name.endswith(".html") and path not in NUMBERS_ONLY:
                yield measured(store, path, "remove")
    for folder in PREPARED:
        if store.exists(f"{folder}/result.json") or store.exists(f"{folder}/strata"):
            for inner in store.folders(folder):
                yield Action(f"{folder}/{inner}", "remove", {"folder": True})


def _quarantines(store: Store, ids: set[str]) -> Iterator[Action]:
    for name in store.folders(""):
        if not name.startswith(QUARANTINE):
            continue
        listed = store.read_json(f"{name}/{LIST}") or {"documents": []}
        if any(d["id"] in ids for d in listed["documents"]):
            yield measured(store, f"{name}/{LIST}", "quarantine")
            for file in (PHASE_FILE, COMMIT_FILE):
                if store.exists(f"{name}/marks/{file}"):
                    # written with the list
                    yield measured(store, f"{name}/marks/{file}", "listed")


def _verdicts_on(store: Store, ids: set[str]) -> bool:
    lines = store.read_bytes(VERDICTS).decode().splitlines()
    return any(json.loads(line).get("document") in ids for line in lines)


def _test(asked: Asked, ids: set[str]) -> Callable[[str], bool]:
    """Whether a message names a document, or holds a needle."""
    wanted = list(asked.values) if asked.by == "containing" else []

    def says(message: str) -> bool:
        named = (i for i in ids if i in message)
        if any(re.search(rf"(?<!\w){re.escape(i)}(?!\w)", message) for i in named):
            return True
        return bool(wanted) and needles.says(message, wanted)

    return says


def _messages(store: Store, path: str, says: Callable[[str], bool], root: str) -> Iterator[Action]:
    """The lines of a log, or the one value of run.json, whose messages are removed."""
    if not store.exists(path):
        return
    text = store.read_bytes(path).decode("utf-8", "replace")
    values = [text] if path == RUN_FILE else text.split("\n")
    lines = [n for n, value in enumerate(values) if any(map(says, _in(value)))]
    if lines:
        yield measured(store, path, "lines", root=root, lines=lines)


def _in(value: str) -> list[str]:
    """The messages in a line of a log; [] for one that is not JSON."""
    try:
        parsed = json.loads(value)
    except ValueError:
        return []
    if not isinstance(parsed, dict):
        return []
    return [parsed[k] for k in MESSAGES if isinstance(parsed.get(k), str)]


def silenced(text: str, lines: list[int], is_one: bool) -> str:
    """A log without the messages of some lines; `is_one`: the text is one JSON value."""
    values = [text] if is_one else text.split("\n")
    for number in lines:
        parsed: dict[str, Any] = json.loads(values[number])
        changed = {
            k: REMOVED if k in MESSAGES and isinstance(v, str) else v for k, v in parsed.items()
        }
        spelled = {"indent": 1, "sort_keys": True} if is_one else {}
        values[number] = json.dumps(changed, ensure_ascii=False, **spelled)
    return values[0] + "\n" if is_one else "\n".join(values)


def _events(store: Store) -> Path | None:
    """The file of events of the last run, if it is there."""
    run = store.read_json(RUN_FILE) or {}
    named = ((run.get("recipe") or {}).get("execution") or {}).get("events")
    if not named or not Path(named).expanduser().is_file():
        return None
    return Path(named).expanduser().absolute()
