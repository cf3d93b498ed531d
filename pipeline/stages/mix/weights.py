"""From weights to pools: groups of documents that share a part of a phase's tokens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

SEPARATOR = "|"  # between the columns of a group: law|ko
# The key of weights that a power of the tokens makes.
NAMED = {"temperature"}


@dataclass(frozen=True)
class Pool:
    """Groups that share a part of the tokens: `weight`, in [0, 1]."""

    name: str
    weight: float
    groups: tuple[str, ...]


def pools(
    weights: Mapping[str, float] | str, tokens: Mapping[str, float], num_columns: int
) -> list[Pool]:
    """The pools of a phase over groups with these `tokens`; weights sum to 1.

    Explicit weights are by pattern (`*|ko`): a group belongs to the pattern with the fewest stars that
    fits it, the first of several; the groups of a pattern make one pool. `proportional` makes one pool of all
    groups; `temperature: t` and `unimax` one pool per group, weighted by tokens ** t, or equally. Raises
    ValueError for a pattern with another number of columns, or one that fits no group.
    """
    groups = sorted(g for g, size in tokens.items() if size > 0)
    if not groups:
        return []
    if weights == "proportional":
        return [Pool("everything", 1.0, tuple(groups))]
    if weights == "unimax":
        return [Pool(g, 1 / len(groups), (g,)) for g in groups]
    assert not isinstance(weights, str)
    if set(weights) == NAMED:
        scaled = {g: tokens[g] ** weights["temperature"] for g in groups}
        whole = sum(scaled.values())
        return [Pool(g, scaled[g] / whole, (g,)) for g in groups]
    return _explicit(weights, groups, num_columns)


def _explicit(weights: Mapping[str, float], groups: Sequence[str], num_columns: int) -> list[Pool]:
    members: dict[str, list[str]] = {pattern: [] for pattern in weights}
    for pattern in weights:
        if pattern.count(SEPARATOR) != num_columns - 1:
            raise ValueError(
                f"weight {pattern!r}: expected {num_columns} columns separated by {SEPARATOR!r}"
            )
    order = sorted(weights, key=lambda p: p.count("*"))  # stable: of equals, the first
    for group in groups:
        fits = next((p for p in order if _fits(p, group)), None)
        if fits is not None:
            members[fits].append(group)
    whole = sum(weights.values())
    for pattern, weight in weights.items():
        if weight > 0 and not members[pattern]:
            raise ValueError(
                f"weight {pattern!r} fits no living document; groups are: {', '.join(groups[:20])}"
            )
    return [Pool(p, w / whole, tuple(members[p])) for p, w in weights.items() if w > 0]


def _fits(pattern: str, group: str) -> bool:
    parts = zip(pattern.split(SEPARATOR), group.split(SEPARATOR), strict=True)
    return all(fnmatchcase(value, part) for part, value in parts)
