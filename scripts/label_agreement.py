"""Agreement of two readers: Cohen's kappa, weighted for scores, and positive agreement of flags.

Sources: Cohen 1960, "A coefficient of agreement for nominal scales"; Cohen 1968, "Weighted kappa"; Cicchetti
and Feinstein 1990, "High agreement but low kappa: II" (positive agreement).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from scripts.label_rubric import CHOICES, FLAGS, HIGHEST, SCORES

Pair = tuple[dict[str, Any], dict[str, Any]]


def kappa(
    first: Sequence[Any], second: Sequence[Any], values: Sequence[Any], power: int = 0
) -> float | None:
    """Cohen's kappa of two equally long sequences over `values`, at most 1.

    The weight of a disagreement is the distance of the two values to the `power`: 0 is unweighted, 2 is
    quadratic. None if the sequences are empty or both hold one and the same value only."""
    place = {value: i for i, value in enumerate(values)}
    counts = np.zeros((len(values), len(values)))
    for a, b in zip(first, second, strict=True):
        counts[place[a], place[b]] += 1
    distance = np.abs(np.subtract.outer(np.arange(len(values)), np.arange(len(values))))
    weights = np.where(distance == 0, 0.0, distance.astype(float) ** power)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / max(counts.sum(), 1)
    by_chance = float((weights * expected).sum())
    return None if by_chance == 0 else 1 - float((weights * counts).sum()) / by_chance


def positive_agreement(first: Sequence[bool], second: Sequence[bool]) -> float | None:
    """2 x (both set) / (set by the first + set by the second); None if nobody set it."""
    both = sum(a and b for a, b in zip(first, second, strict=True))
    either = sum(first) + sum(second)
    return 2 * both / either if either else None


def table(pairs: list[Pair]) -> str:
    """The agreement on each field as lines of text; a pair is the labels of one text by two readers."""
    lines = [f"{len(pairs)} texts labelled twice"]
    for name in SCORES:
        first, second = _values(pairs, name)
        weighted = kappa(first, second, range(HIGHEST + 1), power=2)
        near = [abs(a - b) <= 1 for a, b in zip(first, second, strict=True)]
        lines.append(
            f"{name:<10} weighted kappa {_number(weighted)}, within one level {_share(near)}"
        )
    for name in CHOICES:
        first, second = _values(pairs, name)
        same = [a == b for a, b in zip(first, second, strict=True)]
        unweighted = kappa(first, second, CHOICES[name])
        lines.append(f"{name:<10} kappa {_number(unweighted)}, equal {_share(same)}")
    for flag in FLAGS:
        first, second = ([flag in label["flags"] for label in side] for side in _sides(pairs))
        unweighted, positive = (
            kappa(first, second, (False, True)),
            positive_agreement(first, second),
        )
        lines.append(
            f"{flag:<10} kappa {_number(unweighted)}, positive agreement {_number(positive)}, "
            f"set {sum(first)} and {sum(second)} times"
        )
    return "\n".join(lines)


def _sides(pairs: list[Pair]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    return [a for a, _ in pairs], [b for _, b in pairs]


def _values(pairs: list[Pair], name: str) -> tuple[list[Any], list[Any]]:
    first, second = _sides(pairs)
    return [label[name] for label in first], [label[name] for label in second]


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _share(hits: list[bool]) -> str:
    return _number(sum(hits) / len(hits) if hits else None)
