"""The fields of pydantic models as Markdown: what they take, their default, and their docstring."""

import textwrap
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from pipeline.core.described import described, models_in

WIDTH = 110
LONG = 40  # characters of a default that stands in a table
ELSEWHERE = "see below"
BOUNDS = {"ge": "from {}", "gt": "above {}", "le": "to {}", "lt": "below {}"}
PLAIN = {
    str: "text",
    bool: "true or false",
    int: "whole number",
    float: "number",
    dict: "mapping",
    type(None): "none",
}


def section(title: str, model: type[BaseModel], level: int = 2) -> str:
    """A heading, the docstring of the model, the table of its fields, and a section for each model in it.

    Models in it have the heading `title: field`, one level below."""
    model = described(model)
    parts = [f"{'#' * level} {title}", about(model)]
    if shown := [(f.alias or n, f) for n, f in model.model_fields.items() if n != "kind"]:
        parts.append(
            table(["field", "takes", "default", "meaning"], (_row(n, f) for n, f in shown))
        )
    for name, field in shown:
        if _default(field) == ELSEWHERE:
            parts.append(f"Default of `{name}`:\n\n```yaml\n{_block(name, field)}\n```")
    parts = ["\n\n".join(parts)]
    for name, field in shown:
        for inner in models_in(field.annotation):
            kind = inner.model_fields.get("kind")
            of_kind = f" of kind {kind.default}" if kind else ""
            parts.append(section(f"{title}: {name}{of_kind}", inner, level + 1))
    return "\n\n".join(parts)


def about(model: type[BaseModel]) -> str:
    """The docstring of a model, wrapped, with links to the pages that it names."""
    paragraphs = textwrap.dedent((model.__doc__ or "").strip()).split("\n\n")
    wrapper = textwrap.TextWrapper(WIDTH, break_on_hyphens=False, break_long_words=False)
    return "\n\n".join(wrapper.fill(linked(" ".join(p.split()))) for p in paragraphs)


def linked(text: str) -> str:
    """`docs/name.md` as a link."""
    words = [_link(word) for word in text.split(" ")]
    return " ".join(words)


def table(header: list[str], rows: Any) -> str:
    """A Markdown table; bars in cells are escaped, and brackets that HTML would take for a tag."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(_escaped(cell) for cell in line)} |" for line in lines)


def flow(value: Any) -> str:
    """A value as YAML writes it in a line."""
    if isinstance(value, BaseModel):
        given = {
            k: getattr(value, k) for k in type(value).model_fields if k in value.model_fields_set
        }
        return flow(given) if given else str(getattr(value, "kind", {}))
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    return str(value)


def takes(annotation: Any) -> str:
    """What a field takes, in words."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return takes(arguments[0])
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(takes(a) for a in arguments if a is not type(None)))
    if origin in (list, tuple):
        inner = [a for a in arguments if a is not Ellipsis]
        return f"list of {takes(inner[0])}" if inner else "list"
    if origin is dict:
        return f"name: {takes(arguments[1])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "fields below"
    return PLAIN.get(annotation, "text")


def _escaped(cell: str) -> str:
    plain_and_code = cell.replace("|", "\\|").split("`")
    plain_and_code[::2] = [plain.replace("<", "&lt;") for plain in plain_and_code[::2]]
    return "`".join(plain_and_code)


def _row(name: str, field: FieldInfo) -> list[str]:
    bounds = [
        wording.format(f"{getattr(m, bound):,}")
        for m in field.metadata
        for bound, wording in BOUNDS.items()
        if getattr(m, bound, None) is not None
    ]
    meaning = linked(" ".join((field.description or "").split()))
    return [f"`{name}`", ", ".join([takes(field.annotation), *bounds]), _default(field), meaning]


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    assert value is not PydanticUndefined
    written = flow(value)
    return "none" if value is None else f"`{written}`" if len(written) <= LONG else ELSEWHERE


def _block(name: str, field: FieldInfo) -> str:
    """A long default as YAML, a line for each of its entries."""
    value = field.get_default(call_default_factory=True)
    if isinstance(value, dict):
        return "\n".join([f"{name}:", *(f"  {k}: {flow(v)}" for k, v in value.items())])
    return f"{name}: {flow(value)}"


def _link(word: str) -> str:
    bare = word.rstrip(".,;:)")
    if not (bare.startswith("docs/") and bare.endswith(".md")):
        return word
    page = bare.removeprefix("docs/")
    return f"[{page}]({page}){word[len(bare) :]}"
