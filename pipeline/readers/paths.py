"""Paths into records: dots reach into objects, `[]` into every item of a list."""

from collections.abc import Iterator
from typing import Any

# Paths that a recipe may give: names, each with any number of `[]` behind it, joined by dots.
PATTERN = r"^[^\[\]]+?(\[\])*(\.[^\[\]]+?(\[\])*)*$"


def has_list(path: str) -> bool:
    """True if a path reaches into a list."""
    return "[]" in path


def values(record: Any, path: str) -> Iterator[Any]:
    """Every value that a path leads to, in order; none where a level of it is missing."""
    name, dot, rest = path.partition(".")
    depth = name.count("[]")
    key = name.removesuffix("[]" * depth)
    if not isinstance(record, dict) or key not in record:
        return
    for inner in _items(record[key], depth):
        if dot:
            yield from values(inner, rest)
        else:
            yield inner


def _items(value: Any, depth: int) -> Iterator[Any]:
    if depth == 0:
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _items(inner, depth - 1)


def first_key(path: str) -> str:
    """The name of the top-level field that a path begins with."""
    return path.partition(".")[0].replace("[]", "")


def remove(record: dict[str, Any], path: list[str]) -> None:
    """Remove what stands at the end of a path of objects, and the objects that it leaves empty. Those on the
    way are replaced by copies, as others may hold them."""
    name, *rest = path
    if rest:
        record[name] = dict(record[name])
        remove(record[name], rest)
    if not rest or not record[name]:
        del record[name]


def joined(record: dict[str, Any], path: str, join: str) -> str | None:
    """The strings that a path leads to, joined; None if it leads to no string."""
    texts = [v for v in values(record, path) if isinstance(v, str)]
    return join.join(texts) if texts else None


def turns(record: dict[str, Any], path: str, speaker: str, join: str) -> str | None:
    """The strings of a dialogue, one turn a line behind the speaker's letter: `A: ...`.

    `speaker` names the field that stands beside the string. Consecutive strings of one speaker are one
    turn. Speakers are lettered in the order of their first turn, so that no name or number of a person
    comes into the text. None if the path leads to no string.
    """
    above, _, name = path.rpartition(".")
    letters: dict[str, str] = {}
    lines: list[tuple[str, list[str]]] = []
    for said in values(record, above):
        text = said.get(name) if isinstance(said, dict) else None
        if not isinstance(text, str) or not text.strip():
            continue
        who = str(said.get(speaker))
        letter = letters.setdefault(who, _letter(len(letters)))
        if lines and lines[-1][0] == letter:
            lines[-1][1].append(text)
        else:
            lines.append((letter, [text]))
    return join.join(f"{letter}: {' '.join(texts)}" for letter, texts in lines) if lines else None


def _letter(number: int) -> str:
    """A, B, ..., Z, A2, B2, ..."""
    turn, place = divmod(number, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")
