"""Texts of an evaluation item, from a template with names of its fields: `{context} 질문: {question}`."""

from collections.abc import Iterator
from string import Formatter
from typing import Any

LIST = ", "  # between the items of a list in a prompt


def parsed(template: str) -> list[tuple[str, str | None]]:
    """(text, the field behind it or None), in order. Raises ValueError for a mistake."""
    try:
        parts = [(text, name, spec, turn) for text, name, spec, turn in Formatter().parse(template)]
    except ValueError:
        raise ValueError(
            f"{template!r}: a brace without its pair; write {{{{ for a brace"
        ) from None
    if wrong := [name for _, name, spec, turn in parts if name == "" or spec or turn]:
        raise ValueError(f"{template!r}: expected names of fields in braces, not {{{wrong[0]}}}")
    return [(text, name) for text, name, _, _ in parts]


def filled(template: str, record: Any, choice: int | None = None) -> str | None:
    """The text of a record; None if it lacks a field. Of a list the item `choice` is taken, else all."""
    made = []
    for text, name in parsed(template):
        made.append(text)
        if name is not None:
            value = _spelled(_value(record, name.split("."), choice), choice)
            if value is None:
                return None
            made.append(value)
    return "".join(made)


def names(template: str) -> Iterator[str]:
    """The fields of a template."""
    yield from (name for _, name in parsed(template) if name is not None)


def value_of(record: Any, name: str) -> Any:
    """The value of a field; None without it."""
    return _value(record, name.split("."), None)


def _value(value: Any, parts: list[str], choice: int | None) -> Any:
    if not parts:
        return value
    if isinstance(value, list):
        of_each = [_value(one, parts, choice) for one in value]
        return None if None in of_each else of_each
    if not isinstance(value, dict):
        return None
    return _value(value.get(parts[0]), parts[1:], choice)


def _spelled(value: Any, choice: int | None) -> str | None:
    if isinstance(value, list):
        if choice is not None:
            return _spelled(value[choice], None) if 0 <= choice < len(value) else None
        of_each = [_spelled(one, None) for one in value]
        return None if not of_each or None in of_each else LIST.join(map(str, of_each))
    if isinstance(value, bool) or value is None or isinstance(value, dict):
        return None
    return str(value) if str(value).strip() else None
