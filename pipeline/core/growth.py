"""May a phase on storage go on? If not, why, in the user's words; if so, its inputs only grew.

Growth destroys nothing. If files were added to the inputs, units whose own input is the same stand,
the others are made, and what sees the whole (exchanges, models) is made anew. Anything else that
differs is the user's decision: `--replace`.
"""

from collections.abc import Iterator
from typing import Any

from pipeline.core.dataset import COMMIT_FILE, Store
from pipeline.core.identity import IDENTITY, difference

GROWN_FROM = "grown_from"  # in _commit.json: the contents of this phase before its inputs grew
SHOWN = 12  # lines of a refusal
APART = ("code", "libraries", "items", "derived")  # keys of a description that are compared apart
LOADED = ("readers", "extractor")  # keys of an item: code that is loaded by name
INPUTS = ("phase", "documents", "file", "kernel", "reader", "trace")  # keys of what is read or run


def obstacles(
    found: dict[str, Any],
    made: dict[str, Any],
    around: tuple[dict[str, Any], dict[str, Any]],
    stage: str,
    store: Store,
) -> list[str]:
    """Why the phase described by `found` cannot become the one described by `made` by growth: readable
    lines; [] if it can.

    `around` is what surrounded the phase then and now: the `fields` of its stage and the `corpus` that
    the stage began with. If these are the same but for growth, arguments that differ follow from the
    data; if the fields differ, they are what the user has changed.
    """
    lines = [
        f"code of {module} changed" for module in _changed(_all(found, "code"), _all(made, "code"))
    ]
    lines += difference(_all(found, "libraries"), _all(made, "libraries"))
    grew, lost = _inputs(found, made, store)
    lines += lost
    then, now = (one.get("corpus", {}) for one in around)
    grew = grew or (then != now and _has_grown(then, now, store))
    arguments = difference(_settled(found), _settled(made))
    if arguments:
        lines += difference(around[0].get("fields", {}), around[1].get("fields", {}), stage)
    if arguments and not lines and not grew:
        lines = arguments
    return list(dict.fromkeys(lines))[:SHOWN]


def _is_input(identity: Any) -> bool:
    """True for the identity of something that is read or run, false for that of plain values."""
    return isinstance(identity, dict) and not identity.keys().isdisjoint(INPUTS)


def _all(made: Any, key: str) -> dict[str, str]:
    """The mappings of that key at any depth of a description, as one: both sides of an exchange have code."""
    found: dict[str, str] = {}
    if isinstance(made, dict):
        for name, value in made.items():
            found_here = name == key and isinstance(value, dict)
            inner = value if found_here else _all(value, key)
            for module, text in inner.items():
                found[module] = f"{found[module]} {text}" if module in found else text
    return found


def _changed(old: dict[str, str], new: dict[str, str]) -> list[str]:
    return sorted(m for m in old.keys() | new.keys() if old.get(m) != new.get(m))


def _settled(made: Any) -> Any:
    """A description without what is compared apart, and without the contents of inputs."""
    if isinstance(made, list):
        return [_settled(v) for v in made]
    if not isinstance(made, dict):
        return made
    if _is_input(made.get(IDENTITY)):
        return {}
    return {k: _settled(v) for k, v in made.items() if k not in APART}


def _inputs(found: dict[str, Any], made: dict[str, Any], store: Store) -> tuple[bool, list[str]]:
    """(whether some input grew, lines for what is gone or changed otherwise)."""
    old, new = found.get("items", []), made.get("items", [])
    lines = list(_lost(old, new, store))
    grew = not lines and old != new
    for before, now in _pairs(found, made):
        if before == now:
            continue
        if _has_grown(before, now, store):
            grew = True
        else:
            lines += _other(before, now)
    return grew, lines


def _lost(old: list[Any], new: list[Any], store: Store) -> Iterator[str]:
    """What the items of `make` have lost: files that are gone or changed, sources that are read otherwise.

    Files may stand together in other items than before: that alone loses nothing. Neither do parts of
    a dataset that has grown.
    """
    pieces = {_name(item): item for item in new}
    every = [(_name(item), f) for item in new for f in _files(item)]
    now = {(name, f["file"]) for name, f in every}
    for item in old:
        if item in new:
            continue
        name = _name(item)
        if not _files(item) and not any(_has_grown(item, other, store) for other in new):
            yield f"an input is gone or changed: {str(item)[:80]}"
        for file in _files(item):
            if (name, file["file"]) not in now:
                yield f"{_of(name)}{file['file']} is gone"
            elif (name, file) not in every:
                yield f"{_of(name)}{file['file']} changed"
        if name in pieces and "files" in item:
            yield from _read_otherwise(item, pieces[name])


def _read_otherwise(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """Lines for all but the files of two items of one source: fields, readers, extractor."""
    before, after = (
        {k: v for k, v in i.items() if k not in ("files", *LOADED)} for i in (old, new)
    )
    yield from difference(before, after)
    for key in LOADED:
        names = [m.get("reader") or m.get("extractor") for m in _listed(new.get(key))]
        if old.get(key) != new.get(key):
            yield f"code of {key}: {', '.join(map(str, names))} changed"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


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
        if _is_input(old.get(IDENTITY)) and _is_input(new.get(IDENTITY)):
            yield old[IDENTITY], new[IDENTITY]
            return
        for key in old.keys() & new.keys() - set(APART):
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
            commit = store.read_json(f"{new['phase']}/{COMMIT_FILE}") or {}
            if before not in commit.get(GROWN_FROM, []):
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
