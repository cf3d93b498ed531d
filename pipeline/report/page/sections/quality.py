"""The section of quality: each measure and score with its bounds, and documents around them."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from pipeline.report.page.context import Context, Section
from pipeline.report.page.documents import cards
from pipeline.report.page.histogram import Bound, histogram
from pipeline.report.page.measured import Measured, Rule, classifier_rules, rules
from pipeline.report.page.parts import escape, folded, heading, note
from pipeline.report.page.sections import marks


def section(context: Context) -> Section:
    """The section of quality."""
    found = context.measured
    if found is None:
        return marks.section(context, "quality")
    say = context.words.say
    bounded = [*classifier_rules(context.corpus), *rules(context.corpus)]
    reasons = set(found.frame["drop_reason"].drop_nulls())
    active = list(dict.fromkeys(r.measure for r in bounded if r.name in reasons))
    idle = [n for n in dict.fromkeys(r.measure for r in bounded) if n not in active]
    others = [n for n in found.columns if n not in (*active, *idle)]
    parts = [
        heading(say("quality.bounds")),
        note(say("quality.sample", num=f"{len(found.frame):,}")) if found.is_sample else "",
        _key(context),
        _grid(context, found, active, bounded),
        folded(say("quality.idle"), _grid(context, found, idle, bounded)),
        folded(say("quality.unbounded"), _grid(context, found, others, [])),
        cards(context, say("quality.near"), context.documents.get(("near", "quality"), [])),
    ]
    return marks.section(context, "quality", *parts)


def _key(context: Context) -> str:
    """What the shades and heights of the histograms mean."""
    say = context.words.say
    kept = f'<span class="key in"></span>{escape(say("quality.kept"))}'
    dropped = f'<span class="key out"></span>{escape(say("quality.dropped"))}'
    return f'<p class="note">{kept} &nbsp; {dropped} &nbsp; {escape(say("quality.height"))}</p>'


def _grid(context: Context, found: Measured, names: list[str], bounded: list[Rule]) -> str:
    drawn = "".join(
        _drawn(context, found, name, [r for r in bounded if r.measure == name]) for name in names
    )
    return f'<div class="grid">{drawn}</div>' if drawn else ""


def _drawn(context: Context, found: Measured, name: str, of_measure: list[Rule]) -> str:
    if name not in found.frame.columns:
        return ""
    values = found.frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
    reasons = [r.name for r in of_measure]
    dropped = found.frame["drop_reason"].is_in(reasons).fill_null(False).to_numpy()
    return histogram(
        context.words,
        context.words.name("measure", name),
        values,
        dropped,
        list(_bounds(context, of_measure)),
    )


def _bounds(context: Context, of_measure: list[Rule]) -> Iterator[Bound]:
    """The distinct bounds, each with the languages that have it, and the length from which it applies where
    bounds differ in that."""
    langs: dict[tuple[float, bool, int], list[str]] = {}
    for rule in of_measure:
        for value, is_min in ((rule.min, True), (rule.max, False)):
            if value is not None:
                langs.setdefault((value, is_min, rule.from_words), []).append(rule.lang)
    has_lengths = len({num for *_, num in langs}) > 1
    for (value, is_min, num), names in langs.items():
        # A register of a language that has the bound itself is not named.
        shown = [
            n
            for n in dict.fromkeys(names)
            if n and (n.partition("/")[0] == n or n.partition("/")[0] not in names)
        ]
        words = context.words
        label = words.joined([words.name("lang", n) for n in shown]) if len(langs) > 1 else ""
        scope = words.say("quality.from_words", num=num) if has_lengths and num else ""
        yield Bound(value, is_min, label, scope)
