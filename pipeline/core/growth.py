"""May a phase on storage go on? If not, why, in the user's words; if so, its inputs only grew.

Growth destroys nothing. If files were added to the inputs, units whose own input is the same stand,
the others are made, and what sees the whole (exchanges, models) is made anew. Anything else that
differs is the user's decision: `--replace`.
"""

from collections.abc import Iterator
from typing import Any

from pipeline.core.dataset import PHASE_FILE, Store
from pipeline.core.identity import IDENTITY, difference

GROWN_FROM = "grown_from"  # in _phase.json: the contents that this phase had before its inputs grew
SHOWN = 12  # lines of a refusal


def obstacles(
    found: dict[str, Any],
    made: dict[str, Any],
    fields: tuple[dict[str, Any], dict[str, Any]],
    stage: str,
    store: Store,
) -> list[str]:
    """Why the phase described by `found` is not the one described by `made` after growth: readable lines.

    `fields` are those of the stage then and now. An empty list means that only inputs differ, and that they
    only grew: arguments that follow from the data may differ then.
    """
    lines = [f"code of {m} changed" for m in _changed(found.get("code", {}), made.get("code", {}))]
    lines += difference(found.get("libraries", {}), made.get("libraries", {}))
    grew, lost = _inputs(found, made, store)
    lines += lost
    changed = difference(*fields, stage)
    if "items" in made:  # of these, a new source is growth, whatever the fields of the stage say
        same = found.get("arguments") == made["arguments"]
        lines += changed if lost or not same else []
    else:
        lines += changed
    if not grew or lines:
        lines += [line for line in difference(_plain(found), _plain(made)) if not lines]
    return list(dict.fromkeys(lines))[:SHOWN]


def _changed(old: dict[str, str], new: dict[str, str]) -> list[str]:
    return sorted(m for m in old.keys() | new.keys() if old.get(m) != new.get(m))


def _plain(made: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in made.items() if k not in ("code", "libraries")}


def _inputs(found: dict[str, Any], made: dict[str, Any], store: Store) -> tuple[bool, list[str]]:
    """(whether some input grew, lines for what is gone or changed otherwise)."""
    old, new = found.get("items", []), made.get("items", [])
    lines = list(_lost(old, new))
    grew = not lines and old != new
    for before, now in _pairs(found, made):
        if before == now:
            continue
        if _has_grown(before, now, store):
            grew = True
        else:
            lines += _other(before, now)
    return grew, lines


def _lost(old: list[Any], new: list[Any]) -> Iterator[str]:
    """What the items of `make` have lost: files that are gone or changed, sources that are read otherwise.

    Files may stand together in other items than before: that alone loses nothing.
    """
    pieces = {_name(item): item for item in new}
    every = [(_name(item), f) for item in new for f in _files(item)]
    now = {(name, f["file"]) for name, f in every}
    for item in old:
        if item in new:
            continue
        name = _name(item)
        if not _files(item):
            yield f"an input is gone or changed: {str(item)[:80]}"
        for file in _files(item):
            if (name, file["file"]) not in now:
                yield f"{_of(name)}{file['file']} is gone"
            elif (name, file) not in every:
                yield f"{_of(name)}{file['file']} changed"
        if name in pieces and "files" in item:
            before, after = (
                {k: v for k, v in i.items() if k != "files"} for i in (item, pieces[name])
            )
            yield from difference(before, after)


def _of(name: str) -> str:
    return f"source {name}: " if name else ""


def _files(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The files that an item reads, with their contents."""
    return item.get("files") or ([item] if "file" in item else [])


def _name(item: dict[str, Any]) -> str:
    source = item.get("source")
    return str(source.get("name")) if isinstance(source, dict) else ""


def _pairs(old: Any, new: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The identities that stand in the same place of two descriptions, items of `make` aside."""
    if isinstance(old, dict) and isinstance(new, dict):
        if IDENTITY in old and IDENTITY in new:
            yield old[IDENTITY], new[IDENTITY]
            return
        for key in old.keys() & new.keys() - {"items", "code", "libraries"}:
            yield from _pairs(old[key], new[key])
    elif isinstance(old, list) and isinstance(new, list):
        for a, b in zip(old, new, strict=False):
            yield from _pairs(a, b)


def _has_grown(old: dict[str, Any], new: dict[str, Any], store: Store) -> bool:
    """True if `new` is the dataset `old` after growth, or a part of one, or a corpus of such."""
    if old.keys() != new.keys():
        return False
    for key in old:
        before, now = old[key], new[key]
        if key == "content" and before != now:
            phase = store.read_json(f"{new['phase']}/{PHASE_FILE}") or {}
            if "phase" not in new or before not in phase.get(GROWN_FROM, []):
                return False
        elif key == "shards":
            continue
        elif isinstance(before, dict) and isinstance(now, dict):
            if not _has_grown(before, now, store):
                return False
        elif isinstance(before, list) and isinstance(now, list):
            if len(before) != len(now) or not all(
                _has_grown(a, b, store) if isinstance(a, dict) else a == b
                for a, b in zip(before, now, strict=True)
            ):
                return False
        elif before != now:
            return False
    return True


def _other(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Lines for an input that is another one."""
    if "kernel" in old and "kernel" in new:
        return [f"code of kernel {new['kernel']} changed"]
    if "marks" in old and "marks" in new:
        before, now = ([m["stage"] for m in one["marks"]] for one in (old, new))
        if before != now:
            return [
                f"marking stages before it: {', '.join(before) or 'none'} -> {', '.join(now) or 'none'}"
            ]
        pairs = [
            *zip(old["marks"], new["marks"], strict=True),
            (old["documents"], new["documents"]),
        ]
        return [f"{b['phase']} was made anew" for a, b in pairs if a != b]
    if "phase" in old and "phase" in new:
        return [f"{new['phase']} was made anew"]
    return difference(old, new)
