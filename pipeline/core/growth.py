"""Whether a phase on storage may continue because its inputs only grew; if not, the reasons for the user.

Growth removes nothing. If files were added to the inputs, units with the same input are kept, the other
units are made, and phases that read the whole corpus (exchanges, models) are made again. For any other
difference the user decides: `--replace`.
"""

from collections.abc import Iterator
from typing import Any

from pipeline.core.corpus import QUARANTINE
from pipeline.core.dataset import COMMIT_FILE
from pipeline.core.identity import IDENTITY, difference, fingerprint
from pipeline.core.store import Store

GROWN_FROM = "grown_from"  # in _commit.json: the contents of this phase before its inputs grew
SHOWN = 12  # lines of a refusal
APART = ("code", "libraries", "items", "derived")  # keys of a description that are compared apart
OF_FILE = ("file", "content", "part")  # keys of an item that name a file, or a part of one
LOADED = ("readers", "extractor", "platforms")  # keys of an item: code that is loaded by name
INPUTS = ("phase", "documents", "file", "kernel", "reader", "trace")  # keys of what is read or run


def obstacles(
    stored: dict[str, Any],
    made: dict[str, Any],
    around: tuple[dict[str, Any], dict[str, Any]],
    store: Store,
) -> list[str]:
    """Why the phase described by `stored` cannot become the one described by `made` by growth: readable
    lines; [] if it can.

    `around` is what surrounded the phase then and now: the `fields`, by stage, that it depends on, and the
    `corpus` that its stage began with. If these are the same but for growth, arguments that differ follow
    from the data; if the fields differ, they are what the user has changed.
    """
    code = [
        *(f"code of {m} changed" for m in _changed(_all(stored, "code"), _all(made, "code"))),
        *difference(_all(stored, "libraries"), _all(made, "libraries")),
    ]
    # other functions, such as one more judge, reach other code, and nobody has changed that
    is_same = sorted(_functions(stored)) == sorted(_functions(made))
    lines = list(code) if is_same else []
    grew, lost = _inputs(stored, made, store)
    lines += lost
    then, now = (one.get("corpus", {}) for one in around)
    grew = grew or (then != now and _has_grown(then, now, store))
    arguments = difference(_compared(stored), _compared(made))
    if _recut(stored.get("items", []), made.get("items", [])):
        arguments.append("its inputs are cut into other parts")
    if arguments:
        lines += difference(around[0].get("fields", {}), around[1].get("fields", {}))
    if not lines and not (grew and is_same):
        lines = arguments or code
    return list(dict.fromkeys(lines))[:SHOWN]


def _is_input(identity: Any) -> bool:
    """True for the identity of something that is read or run, false for that of plain values."""
    return isinstance(identity, dict) and not identity.keys().isdisjoint(INPUTS)


def _all(made: Any, key: str) -> dict[str, str]:
    """The mappings of that key at any depth of a description, as one: both sides of an exchange have code.
    Keys are taken in their order, since a stored description is sorted."""
    merged: dict[str, str] = {}
    if isinstance(made, dict):
        for name, value in sorted(made.items()):
            has_key = name == key and isinstance(value, dict)
            inner = value if has_key else _all(value, key)
            for module, text in inner.items():
                merged[module] = f"{merged[module]} {text}" if module in merged else text
    return merged


def _functions(made: Any) -> Iterator[str]:
    """The name of every function of a description."""
    if isinstance(made, dict) and isinstance(made.get("function"), str):
        yield made["function"]
    if isinstance(made, dict | list):
        for value in made.values() if isinstance(made, dict) else made:
            yield from _functions(value)


def _changed(old: dict[str, str], new: dict[str, str]) -> list[str]:
    return sorted(m for m in old.keys() | new.keys() if old.get(m) != new.get(m))


def _compared(made: Any) -> Any:
    """A description without the keys in APART, and without the contents of inputs."""
    if isinstance(made, list):
        return [_compared(v) for v in made]
    if not isinstance(made, dict):
        return made
    if _is_input(made.get(IDENTITY)):
        return {}
    return {k: _compared(v) for k, v in made.items() if k not in APART}


def _inputs(stored: dict[str, Any], made: dict[str, Any], store: Store) -> tuple[bool, list[str]]:
    """(True if some input grew, lines for inputs that are missing or changed otherwise)."""
    old, new = stored.get("items", []), made.get("items", [])
    lines = list(_lost(old, new, store))
    grew = not lines and old != new
    for before, now in _pairs(stored, made):
        if before == now:
            continue
        if _has_grown(before, now, store):
            grew = True
        else:
            lines += _other(before, now)
    return grew, lines


def _lost(old: list[Any], new: list[Any], store: Store) -> Iterator[str]:
    """Lines for items of `make`: files that are missing or changed, sources that are read in another way.

    Files may be grouped into items in another way than before: that alone is not a loss.
    """
    items, codes = {fingerprint(item) for item in new}, dict(_loaded(new))
    of_source = {_name(item): item for item in new}
    names = {(name, f["file"]) for name, f in _pieces(new)}
    contents = {(name, f["file"], f["content"]) for name, f in _pieces(new)}
    for item in old:
        grown = "phase" in item and any(_has_grown(item, other, store) for other in new)
        if grown or fingerprint(item) in items:
            continue
        if not _files(item):
            yield f"an input is gone or changed: {str(item)[:80]}"
        for name, file in _pieces([item]):
            if (name, file["file"]) not in names:
                yield f"{_of(name)}{file['file']} is gone"
            elif (name, file["file"], file["content"]) not in contents:
                yield f"{_of(name)}{file['file']} changed"
        if _files(item) and _name(item) in of_source:
            yield from _read_otherwise(item, of_source[_name(item)])
        yield from (
            f"code of {m} changed" for m, code in _loaded([item]) if codes.get(m, code) != code
        )


def _recut(old: list[Any], new: list[Any]) -> bool:
    """True if a file is the same and the parts of it that were read are not."""
    contents = {(name, f["file"], f["content"]) for name, f in _pieces(new)}
    parts = {(name, fingerprint(f)) for name, f in _pieces(new)}
    return any(
        (name, f["file"], f["content"]) in contents and (name, fingerprint(f)) not in parts
        for name, f in _pieces(old)
    )


def _pieces(items: list[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(source, file) of every file, or part of one, that items read."""
    return ((_name(item), file) for item in items for file in _files(item))


def _files(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The files that an item reads, each with its content and part."""
    if "files" in item:
        return item["files"]
    return [{k: v for k, v in item.items() if k in OF_FILE}] if "file" in item else []


def _read_otherwise(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Lines for the fields of a source in which two items differ, files and loaded code aside."""
    apart = ("files", *OF_FILE, *LOADED)
    before, after = ({k: v for k, v in i.items() if k not in apart} for i in (old, new))
    return difference(before, after)


def _loaded(items: list[Any]) -> Iterator[tuple[str, str]]:
    """(name, hash) of the readers and extractors that items load by name."""
    for item in items:
        for key in LOADED:
            modules = item.get(key) or []
            for module in modules if isinstance(modules, list) else [modules]:
                kind = next(k for k in module if k != "code")
                yield f"{kind} {module[kind]}", module["code"]


def _of(name: str) -> str:
    return f"source {name}: " if name else ""


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
            # a file that a stage reads whole, such as a tokenizer, is another one
            if "phase" not in new:
                return False
            commit = store.read_json(f"{new['phase']}/{COMMIT_FILE}") or {}
            if before not in commit.get(GROWN_FROM, []):
                return False
        elif key == "shards":
            continue
        elif isinstance(before, dict) and isinstance(now, dict):
            if not _has_grown(before, now, store):
                return False
        elif isinstance(before, list) and isinstance(now, list):
            if key == "marks":
                before, now = _without_quarantine(before), _without_quarantine(now)
            if len(before) != len(now) or not all(
                _has_grown(a, b, store) if isinstance(a, dict) else a == b
                for a, b in zip(before, now, strict=True)
            ):
                return False
        elif before != now:
            return False
    return True


def _without_quarantine(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The marks of stages. Documents go into quarantine while a stage runs; no user has changed that."""
    return [m for m in marks if not str(m.get("stage", "")).startswith(QUARANTINE)]


def _other(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Lines for an input that was replaced by another one."""
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
        return [f"{b['phase']} was made again" for a, b in pairs if a != b]
    if "phase" in old and "phase" in new:
        return [f"{new['phase']} was made again"]
    if "file" in old and old.get("file") == new.get("file"):
        return [f"{new['file']} changed"]
    return difference(old, new)
