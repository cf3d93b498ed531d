"""The docstrings of fields as their descriptions, read when somebody asks for a schema or the documentation.

pydantic would read the sources of all models when they are imported: a quarter of a second of every
command.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)
_DONE: set[type[BaseModel]] = set()


def described(model: type[Model]) -> type[Model]:
    """The model, whose fields, and those of the models in it, have their docstrings as descriptions."""
    if model in _DONE:
        return model
    _DONE.add(model)
    for field in model.model_fields.values():
        for inner in models_in(field.annotation):
            described(inner)
    texts: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if issubclass(cls, BaseModel) and cls is not BaseModel:
            texts |= _docstrings(cls)
    for name, field in model.model_fields.items():
        if field.description is None:
            field.description = texts.get(name)
    model.model_rebuild(force=True)
    return model


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a field takes, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)


def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Name of a field -> the text behind it in the source of its class; empty if there is no source."""
    try:
        source = textwrap.dedent(inspect.getsource(model))
    except (OSError, TypeError):
        return {}
    (statement,) = ast.parse(source).body
    if not isinstance(statement, ast.ClassDef):
        return {}
    found = {}
    for field, text in zip(statement.body, statement.body[1:], strict=False):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                found[name] = inspect.cleandoc(words)
    return found
