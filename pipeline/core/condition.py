"""Conditions on documents as a recipe writes them: `quality >= 0.8 and domain in ['law', 'math']`.

Comparisons of columns, numbers, texts and lists, joined by and, or, not; `'광고' in title` looks for a text
in a column. Nothing is executed: the condition is parsed and becomes a polars expression.
"""

import ast
import re
from collections.abc import Callable
from typing import Any

import polars as pl

_COMPARE: dict[type, Callable[[pl.Expr, Any], pl.Expr]] = {
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
    ast.In: lambda a, b: a.is_in(b),
    ast.NotIn: lambda a, b: ~a.is_in(b),
}

_COLUMN = ast.Name | ast.Attribute
# A text in quotes, or the name of the stage.
_IMPORT, _ALIAS = re.compile(r"""('[^']*'|"[^"]*")|\bimport\."""), "_import"


def names(text: str) -> list[str]:
    """The columns of a condition. Raises ValueError if the text is not a condition."""
    tree = _parsed(text)
    _expression(tree.body)
    dotted = {n.value for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    nodes = (
        n for n in ast.walk(tree) if isinstance(n, ast.Name | ast.Attribute) and n not in dotted
    )
    return sorted({ast.unparse(node) for node in nodes})


def compared(text: str) -> dict[str, list[str]]:
    """Column -> the texts that a condition compares it with, by ==, !=, in or not in a list."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(_parsed(text)):
        if not isinstance(node, ast.Compare):
            continue
        values = [node.left, *node.comparators]
        for op, left, right in zip(node.ops, values, values[1:], strict=False):
            if not isinstance(op, ast.Eq | ast.NotEq | ast.In | ast.NotIn):
                continue
            column, other = (left, right) if isinstance(left, _COLUMN) else (right, left)
            if isinstance(column, _COLUMN) and not isinstance(other, _COLUMN):
                texts = ast.literal_eval(other)
                listed = texts if isinstance(texts, list | tuple | set) else [texts]
                found.setdefault(ast.unparse(column), []).extend(
                    text for text in listed if isinstance(text, str)
                )
    return found


def expression(text: str) -> pl.Expr:
    """The condition as an expression; a null column makes it false."""
    return _expression(_parsed(text).body).fill_null(False)


def _parsed(text: str) -> ast.Expression:
    # `import` is a stage of ours and a keyword of Python: it is renamed while the text is parsed
    renamed = _IMPORT.sub(lambda m: m[1] or f"{_ALIAS}.", text.strip())
    try:
        tree = ast.parse(renamed, mode="eval")
    except SyntaxError as error:
        raise ValueError(f"{text!r} is not a condition: {error.msg}") from None
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == _ALIAS:
            node.id = "import"
    return tree


def _expression(node: ast.AST) -> pl.Expr:
    if isinstance(node, ast.BoolOp):
        parts = [_expression(v) for v in node.values]
        return (
            pl.all_horizontal(parts) if isinstance(node.op, ast.And) else pl.any_horizontal(parts)
        )
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return ~_expression(node.operand)
    if isinstance(node, ast.Compare):
        values = [node.left, *node.comparators]
        pairs = zip(node.ops, values, values[1:], strict=False)
        return pl.all_horizontal([_compared(op, a, b) for op, a, b in pairs])
    raise ValueError(
        f"{ast.unparse(node)!r} is not a condition: write comparisons, joined by and, or, not"
    )


def _compared(op: ast.cmpop, left: ast.expr, right: ast.expr) -> pl.Expr:
    if type(op) not in _COMPARE:
        raise ValueError("compare by ==, !=, <, <=, >, >=, in, not in")
    if isinstance(op, ast.In | ast.NotIn) and isinstance(right, ast.Name | ast.Attribute):
        contains = _value(right).str.contains(_text(left), literal=True)
        return contains if isinstance(op, ast.In) else ~contains
    return _COMPARE[type(op)](_value(left), _value(right))


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"{ast.unparse(node)!r}: expected a text to look for, as in '광고' in title")


def _value(node: ast.expr) -> Any:
    if isinstance(node, ast.Name):
        return pl.col(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):  # quality.domain
        return pl.col(ast.unparse(node))
    try:
        value = ast.literal_eval(node)
    except ValueError:
        raise ValueError(
            f"{ast.unparse(node)!r}: expected a column, a number, a text or a list"
        ) from None
    return list(value) if isinstance(value, list | tuple | set) else pl.lit(value)
