"""Amounts of tokens as people write them."""

import re
from typing import Any

UNITS = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9, "g": 10**9, "t": 10**12}
_NUMBER = re.compile(r"\s*([0-9][0-9_]*(?:\.[0-9]+)?)\s*([kKmMbBgGtT%]?)\s*")


def amount(value: Any) -> Any:
    """2_000_000 for 2M, 6 * 10**12 for 6T; units are k, M, B or G, T. `50%` is returned unchanged: a share of
    the available tokens. Raises ValueError for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    match = _NUMBER.fullmatch(str(value))
    if not match:
        raise ValueError(
            "expected a number of tokens such as 500k, 2M, 1.5B or 6T, or a share: 50%"
        )
    if match[2] == "%":
        return f"{float(match[1]):g}%"
    return int(float(match[1].replace("_", "")) * UNITS[match[2].lower()])


def resolved(tokens: int | str, available: float) -> float:
    """The amount in tokens; a share is taken of `available`."""
    return float(tokens[:-1]) / 100 * available if isinstance(tokens, str) else float(tokens)


def short(tokens: float) -> str:
    """12,345,678 as 12.3 M."""
    for unit, size in (("T", 10**12), ("B", 10**9), ("M", 10**6), ("k", 10**3)):
        if tokens >= size:
            return f"{tokens / size:.3g} {unit}"
    return f"{tokens:.3g}"
