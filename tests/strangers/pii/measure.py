"""Recall, kind agreement and false alarms of a finder, by family, kind, feature and half.

python -m tests.strangers.pii.measure --n 200 --seed 7
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

from tests.strangers.pii import adapter
from tests.strangers.pii.catalogue import KEPT, NEGATIVE, POSITIVE, reported
from tests.strangers.pii.grammar import Family, Sample, Span

Found = list[tuple[int, int, str]]
Find = Callable[[list[str]], list[Found]]

MARGIN = 3
"""Characters that a finder may take beyond a span, if they are brackets, quotes or spaces."""


@dataclass(frozen=True)
class Score:
    """One span: whether it is covered exactly, whether its kind agrees (None if untouched), the share that stays."""

    covered: bool
    agrees: bool | None
    left: float


@dataclass(frozen=True)
class Row:
    """The figures of a family: means over its spans, or the share of false alarms of a negative family."""

    family: Family
    recall: float = 0.0
    agreement: float | None = None
    left: float = 0.0
    alarms: float = 0.0


def draw(family: Family, n: int, seed: int) -> list[Sample]:
    """`n` samples of a family; they depend on the seed and the family's name alone."""
    random = Random(f"{seed}/{family.name}")
    return [family.make(random) for _ in range(n)]


def score(text: str, span: Span, found: Found) -> Score:
    """Compare the found spans with a required one."""
    touching = [f for f in found if f[0] < span.end and f[1] > span.start]
    taken = {
        i for start, end, _ in found for i in range(max(start, span.start), min(end, span.end))
    }
    beyond = {
        i
        for start, end, _ in touching
        for i in (*range(start, span.outer[0]), *range(span.outer[1], end))
    }
    slight = len(beyond) <= MARGIN and not any(text[i].isalnum() for i in beyond)
    content = [i for i in range(span.start, span.end) if text[i].isalnum()]
    left = sum(i not in taken for i in content) / len(content)
    # The found span that covers most of the required one decides the kind.
    largest = max(touching, key=lambda f: min(f[1], span.end) - max(f[0], span.start), default=None)
    agrees = None if largest is None else largest[2] == reported(span.kind)
    return Score(len(taken) == span.end - span.start and slight, agrees, left)


def positive(find: Find, family: Family, n: int, seed: int) -> Row:
    samples = draw(family, n, seed)
    found = find([sample.text for sample in samples])
    scores = [
        score(sample.text, span, spans)
        for sample, spans in zip(samples, found, strict=True)
        for span in sample.spans
    ]
    agreed = [s.agrees for s in scores if s.agrees is not None]
    return Row(
        family,
        recall=fmean(s.covered for s in scores),
        agreement=fmean(agreed) if agreed else None,
        left=fmean(s.left for s in scores),
    )


def negative(find: Find, family: Family, n: int, seed: int) -> Row:
    """The share of texts in which anything is found that is masked by default."""
    texts = [sample.text for sample in draw(family, n, seed)]
    found = find(texts)
    return Row(family, alarms=fmean(any(kind not in KEPT for *_, kind in spans) for spans in found))


def measure(find: Find, n: int, seed: int) -> tuple[list[Row], list[Row]]:
    """Rows of the positive and of the negative families, in the order of the catalogue."""
    return (
        [positive(find, family, n, seed) for family in POSITIVE],
        [negative(find, family, n, seed) for family in NEGATIVE],
    )


def by_feature(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Feature -> rows of the families that have it."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for feature in sorted(row.family.features):
            grouped[feature].append(row)
    return dict(sorted(grouped.items()))


def by_kind(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.family.kind].append(row)
    return dict(grouped)


def mean_line(name: str, rows: Sequence[Row]) -> str:
    """Means over families, each family counting once."""
    agreement = [row.agreement for row in rows if row.agreement is not None]
    shown = f"{fmean(agreement):8.3f}" if agreement else "       -"
    return f"{name:44} {len(rows):4} {fmean(r.recall for r in rows):8.3f} {shown} {fmean(r.left for r in rows):8.3f}"


def groups(rows: Sequence[Row], word: str) -> dict[str, list[Row]]:
    """Name -> rows: each family, each kind (`word` names it), all families, and both halves that have rows."""
    named = {row.family.name: [row] for row in rows}
    named |= {f"{word} {kind}": group for kind, group in by_kind(rows).items()}
    halves = {
        "all families": rows,
        "all families, held out": [row for row in rows if row.family.held_out],
        "all families, open": [row for row in rows if not row.family.held_out],
    }
    return named | {name: list(group) for name, group in halves.items() if group}


def report(rows: Sequence[Row], alarms: Sequence[Row]) -> Iterable[str]:
    """The lines of the report, without any text of a sample."""
    yield f"{'found':44} {'n':>4} {'recall':>8} {'kind':>8} {'left':>8}"
    for name, group in (groups(rows, "kind") | by_feature(rows)).items():
        yield mean_line(name, group)
    yield f"{'negatives':44} {'n':>4} {'alarms':>8}"
    for name, group in groups(alarms, "topic").items():
        yield f"{name:44} {len(group):4} {fmean(row.alarms for row in group):8.3f}"


def table(rows: Sequence[Row], alarms: Sequence[Row]) -> Iterable[str]:
    """A Markdown table: kind, families, mean recall of all families and of the held-out ones; the share of
    masked negatives likewise."""
    yield "| kind | families | recall | of the held-out half |"
    yield "|---|---|---|---|"
    for name, group in {"all": list(rows), **by_kind(rows)}.items():
        yield _cells(name.replace("_", " "), group, lambda row: row.recall)
    yield _cells("hard negatives, share masked", alarms, lambda row: row.alarms)


def _cells(name: str, group: Sequence[Row], value: Callable[[Row], float]) -> str:
    held = [value(row) for row in group if row.family.held_out]
    shown = f"{fmean(held):.3f}" if held else ""
    return f"| {name} | {len(group)} | {fmean(map(value, group)):.3f} | {shown} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=200, help="samples of each family")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--half",
        choices=("open", "held out", "both"),
        default="both",
        help="families to list by name",
    )
    parser.add_argument("--table", action="store_true", help="print a Markdown table of kinds")
    arguments = parser.parse_args()
    rows, alarms = measure(adapter.find, arguments.n, arguments.seed)
    if arguments.table:
        print("\n".join(table(rows, alarms)))
        return
    if arguments.half != "both":
        flag = arguments.half == "held out"
        rows, alarms = (
            [row for row in group if row.family.held_out is flag] for group in (rows, alarms)
        )
    print("\n".join(report(rows, alarms)))


if __name__ == "__main__":
    main()
