"""A pydantic model whose mistakes are RecipeErrors, made in Python or read from a file."""

import difflib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline.core.errors import RecipeError

# Types of mistakes that pydantic names by types of Python.
_SAID = {
    "tuple_type": "expected a list, such as [a, b]",
    "list_type": "expected a list, such as [a, b]",
    "dict_type": "expected fields, such as {name: value}",
    "model_type": "expected fields, such as {name: value}",
    "model_attributes_type": "expected fields, such as {name: value}",
    "int_type": "expected a whole number",
    "int_parsing": "expected a whole number",
    "int_from_float": "expected a whole number",
    "float_type": "expected a number",
    "float_parsing": "expected a number",
    "bool_type": "expected true or false",
    "bool_parsing": "expected true or false",
    "string_type": "expected a text",
    "missing": "this field is missing",
    "greater_than": "expected more than {gt}",
    "greater_than_equal": "expected {ge} or more",
    "less_than": "expected less than {lt}",
    "less_than_equal": "expected {le} or less",
    "too_short": "expected {min_length} or more of them",
    "string_too_short": "expected a text of {min_length} or more characters",
    "string_pattern_mismatch": "expected a text that matches the pattern {pattern}",
}
Key = tuple[Any, ...]  # names of mappings and places in lists, from the top


class Model(BaseModel):
    """A model of configuration. Making one in Python raises RecipeError for a wrong or unknown field."""

    def __init__(self, /, **fields: Any) -> None:
        try:
            super().__init__(**fields)
        except ValidationError as error:
            model = type(self)
            raise RecipeError(
                complaints(model, error, partial(_in_python, model.__name__))
            ) from None

    # Without this mark pydantic calls __init__ for `model_validate` and for a model inside a model as well,
    # whose errors must keep their places in the file.
    __init__.__pydantic_base_init__ = True  # pyright: ignore[reportFunctionMemberAccess]


def complaints(model: type[BaseModel], error: ValidationError, at: Callable[[Key], str]) -> str:
    """One line for each mistake; `at(key)` says where the field of a key, inside the model, stands."""
    return "\n".join(_complaint(model, e, at) for e in _independent(error))


def dotted(key: Key) -> str:
    """A key as users read it: `a.b[0].c`."""
    return "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in key).lstrip(".")


def hint(name: str, names: Iterable[str]) -> str:
    """The quoted name, followed by the nearest of `names`, or by all of them if none is near."""
    names = list(names)
    folded = {n.casefold(): n for n in names}
    close = [folded[n] for n in difflib.get_close_matches(name.casefold(), folded, n=1)]
    listed = f"; expected one of {', '.join(names)}" if names else ""
    return f" {name!r}" + (f", did you mean {close[0]!r}?" if close else listed)


def _in_python(name: str, key: Key) -> str:
    return dotted((name, *key))


def _complaint(model: type[BaseModel], error: Any, at: Callable[[Key], str]) -> str:
    key = tuple(part for part in error["loc"] if not str(part).startswith("function-"))
    if error["type"] == "extra_forbidden":
        names = _fields_at(model, error["loc"][:-1])
        return f"{at(key)}: unknown field{hint(str(key[-1]), names)}"
    message: str = _SAID.get(error["type"]) or error["msg"].removeprefix("Value error, ")
    if error["type"].startswith(("greater", "less", "too_short", "string_too", "string_pattern")):
        message = message.format(
            **{n: f"{b:g}" if isinstance(b, float) else b for n, b in error["ctx"].items()}
        )
    got = "" if error["type"] in ("missing", "value_error") else f", got {error['input']!r}"
    return f"{at(key)}: {message}{got}"


def _independent(error: ValidationError) -> list[Any]:
    """The errors without those that follow from others: a list is too short because its items were wrong."""
    inner = [e["loc"] for e in error.errors() if e["type"] != "too_short"]
    return [
        e
        for e in error.errors()
        if e["type"] != "too_short" or not any(loc[: len(e["loc"])] == e["loc"] for loc in inner)
    ]


def _fields_at(model: Any, location: Iterable[Any]) -> list[str]:
    for part in location:
        fields = (
            model.model_fields if isinstance(model, type) and issubclass(model, BaseModel) else ()
        )
        if part in fields:  # other parts are places in a list, keys of a mapping, kinds of a union
            annotation = model.model_fields[part].annotation
            inner = [a for a in getattr(annotation, "__args__", ()) if isinstance(a, type)]
            model = next((a for a in inner if issubclass(a, BaseModel)), annotation)
    is_model = isinstance(model, type) and issubclass(model, BaseModel)
    return list(model.model_fields) if is_model else []
