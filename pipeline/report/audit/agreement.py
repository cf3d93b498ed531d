"""What verdicts show: agreement of each pair of raters, and the precision of reasons with its interval."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import polars as pl

from pipeline.report.audit.verdicts import RIGHT, WRONG, Verdict

# The normal quantile of a two-sided interval of 95 %.
Z = 1.959963984540054


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two raters in [-1, 1], from their verdicts on the same documents; None without
    documents, or if both always gave the same verdict, which chance explains as well.

    J. Cohen: A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20,
    1960."""
    num = len(pairs)
    if not num:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(first[name] * second[name] for name in first) / num**2
    if expected == 1:
        return None
    observed = sum(a == b for a, b in pairs) / num
    return (observed - expected) / (1 - expected)


def wilson(right: int, num: int) -> tuple[float, float]:
    """The interval of 95 % of a share, by Wilson's score; (0, 1) without observations.

    E. B. Wilson: Probable inference, the law of succession, and statistical inference, JASA 22 (1927)."""
    if not num:
        return 0.0, 1.0
    share, square = right / num, Z * Z
    centre = (share + square / (2 * num)) / (1 + square / num)
    half = Z * math.sqrt(share * (1 - share) / num + square / (4 * num * num)) / (1 + square / num)
    # Both ends are exact where they are known: rounding would show 99.99 % for all of them.
    return (centre - half if right else 0.0), (centre + half if right < num else 1.0)


def agreement(verdicts: Sequence[Verdict]) -> pl.DataFrame:
    """(first, second, documents, agreed, kappa) of each pair of raters with documents in common."""
    by_rater: dict[str, dict[tuple[str, str, str], str]] = {}
    for one in verdicts:
        by_rater.setdefault(one.rater, {})[(one.stage, one.reason, one.document)] = one.verdict
    rows = []
    for first, second in combinations(sorted(by_rater), 2):
        common = sorted(by_rater[first].keys() & by_rater[second].keys())
        pairs = [(by_rater[first][key], by_rater[second][key]) for key in common]
        if pairs:
            agreed = sum(a == b for a, b in pairs) / len(pairs)
            rows.append((first, second, len(pairs), agreed, kappa(pairs)))
    schema = {
        "first": pl.String,
        "second": pl.String,
        "documents": pl.Int64,
        "agreed": pl.Float64,
        "kappa": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def precision(verdicts: Sequence[Verdict], *, by_source: bool = False) -> pl.DataFrame:
    """Precision by stage and reason, or by source as well: stage, reason, (source,) documents, right, wrong,
    open, precision, low, high.

    A document is right or wrong by the majority of its raters' verdicts; it is open if they are divided or
    unsure. Precision is the share of right ones among both, with Wilson's interval of 95 %."""
    votes: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for one in verdicts:
        key = (one.stage, one.reason, *([one.source] if by_source else []))
        votes.setdefault(key, {}).setdefault(one.document, []).append(one.verdict)
    rows = []
    for key in sorted(votes):
        outcome = Counter(_majority(of_document) for of_document in votes[key].values())
        right, wrong = outcome[RIGHT], outcome[WRONG]
        judged = right + wrong
        share = right / judged if judged else None
        rows.append(
            (*key, len(votes[key]), right, wrong, outcome[""], share, *wilson(right, judged))
        )
    names = [
        "stage",
        "reason",
        *(["source"] if by_source else []),
        "documents",
        "right",
        "wrong",
        "open",
    ]
    schema = {n: pl.String if n in ("stage", "reason", "source") else pl.Int64 for n in names}
    schema |= dict.fromkeys(("precision", "low", "high"), pl.Float64)
    return pl.DataFrame(rows, schema=schema, orient="row")


def _majority(given: Sequence[str]) -> str:
    """The verdict, right or wrong, that more than half of the raters gave; empty if neither was."""
    for verdict in (RIGHT, WRONG):
        if 2 * given.count(verdict) > len(given):
            return verdict
    return ""


def in_words(verdicts: Sequence[Verdict], *, by_source: bool = False) -> pl.DataFrame:
    """`precision` for a terminal: the interval stands behind the share, as in `92% (65% to 99%)`."""
    measured = precision(verdicts, by_source=by_source)
    reason = pl.format("{}: {}", "stage", "reason").alias("reason")
    texts = [
        "" if share is None else f"{share:.0%} ({low:.0%} to {high:.0%})"
        for share, low, high in measured.select("precision", "low", "high").iter_rows()
    ]
    counts = [*(["source"] if by_source else []), "right", "wrong", "open"]
    return measured.select(reason, *counts, pl.Series("precision", texts, dtype=pl.String))
