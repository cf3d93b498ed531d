"""The flow: a stream of documents that narrows from stage to stage, with what each stage drops leaving to the
side (a Sankey diagram, top down). Each step is a row, so that labels are text of the page on every width."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.report.page import numbers
from pipeline.report.page.context import Context
from pipeline.report.page.parts import Column, escape, folded, table

# Width and height of a step in its own units, width of the widest stream, and least width of anything.
WIDTH, HEIGHT, STREAM, LEAST = 1000, 60, 780, 2
# Languages, sources and domains that the stream can be shown for.
MOST_GROUPS = 10
AMOUNTS = ("documents", "bytes", "tokens")
GROUPS = ("lang", "source", "domain")


@dataclass(frozen=True)
class Step:
    """A step of the stream: what reached a stage and what left it, in one amount."""

    stage: str
    before: float
    after: float


def steps(cells: pl.DataFrame, stages: list[str], amount: str) -> list[Step]:
    """The steps of some cells; their sum comes first in `before`."""
    by_stage = dict(cells.group_by("dropped_by").agg(pl.col(amount).sum()).iter_rows())
    left, found = float(sum(v or 0 for v in by_stage.values())), []
    for stage in stages:
        after = left - float(by_stage.get(stage) or 0)
        found.append(Step(stage, left, after))
        left = after
    return found


def band(step: Step, whole: float) -> tuple[str, str]:
    """The shapes of what lives on and of what leaves, as SVG paths."""
    if whole <= 0:
        return "", ""
    last, lost = _width(step.after, whole), _width(step.before - step.after, whole)
    lives = f"M0 0H{last}V{HEIGHT}H0Z" if last else ""
    if not lost:
        return lives, ""
    half, right = HEIGHT // 2, WIDTH - lost
    leaves = (
        f"M{last} 0H{last + lost}C{last + lost} {half} {WIDTH} {half - 10} {WIDTH} {HEIGHT}"
        f"H{right}C{right} {half} {last} {half + 10} {last} 0Z"
    )
    return lives, leaves


def _width(value: float, whole: float) -> int:
    return max(LEAST, round(STREAM * value / whole)) if value > 0.5 else 0


def html(context: Context) -> str:
    """The flow with its switches, the same numbers as tables below it."""
    amounts = [a for a in AMOUNTS if a != "tokens" or context.has_tokens]
    variants = dict(_variants(context, amounts))
    first = variants["documents||"]
    say = context.words.say
    rows = "".join(
        _row(context, stage, shape)
        for stage, shape in zip(context.stages, first["rows"], strict=True)
    )
    data = json.dumps(variants, ensure_ascii=True).replace("<", "\\u003c")
    return (
        f'<figure class="flow" id="flow"><figcaption>{escape(say("flow.title"))}</figcaption>'
        f"{_switches(context, amounts)}"
        f'<p class="total" id="flow-in" aria-live="polite">{escape(first["in"])}</p><ol>{rows}</ol>'
        f'<p class="total" id="flow-out">{escape(first["out"])}</p>'
        f'<p class="note">{escape(say("flow.note"), None)}</p></figure>'
        f'<script type="application/json" id="flow-data">{data}</script>{_tables(context)}'
    )


def _row(context: Context, stage: str, shape: list[str]) -> str:
    lives, leaves, left, lost = shape
    return (
        f'<li><a class="name" href="#{escape(stage)}">{escape(context.words.of_stage(stage))}</a>'
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="lives" d="{lives}"/><path class="leaves" d="{leaves}"/></svg>'
        f'<span class="lost">{escape(lost)}</span><span class="left">{escape(left)}</span></li>'
    )


def _variants(context: Context, amounts: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """`amount|group|number of the value` -> the shapes and labels of every step."""
    for amount in amounts:
        yield f"{amount}||", _variant(context, context.cells, amount)
        for group in GROUPS:
            for number, value in enumerate(values_of(context, group)):
                cells = context.cells.filter(pl.col(group).eq_missing(pl.lit(value, pl.String)))
                yield f"{amount}|{group}|{number}", _variant(context, cells, amount)


def values_of(context: Context, group: str) -> list[str | None]:
    """The largest values of a group, by documents."""
    sums = context.cells.group_by(group).agg(pl.col("documents").sum())
    ordered = sums.sort("documents", group, descending=[True, False], nulls_last=True)
    return ordered[group].head(MOST_GROUPS).to_list()


def _variant(context: Context, cells: pl.DataFrame, amount: str) -> dict[str, Any]:
    found = steps(cells, context.stages, amount)
    whole = float(cells[amount].sum() or 0)
    end = found[-1].after if found else whole
    say = context.words.say
    rows = []
    for step in found:
        gone = step.before - step.after
        lost = (
            f"−{_amount(context, gone, amount)} ({numbers.share(gone / step.before)})"
            if gone > 0.5
            else ""
        )
        rows.append(
            [
                *band(step, whole),
                say("flow.left", amount=_amount(context, step.after, amount)),
                lost,
            ]
        )
    return {
        "in": say(f"flow.in_{amount}", amount=_amount(context, whole, amount)),
        "out": say(
            f"flow.{'out' if context.is_finished else 'so_far'}_{amount}",
            amount=_amount(context, end, amount),
            share=numbers.share(end / whole if whole else None),
        ),
        "rows": rows,
    }


def _amount(context: Context, value: float, amount: str) -> str:
    if amount == "bytes":
        return numbers.size(value)
    return context.words.say(f"amount.{amount}", num=numbers.count(value))


def _switches(context: Context, amounts: list[str]) -> str:
    say = context.words.say
    radios = "".join(
        f'<label><input type="radio" name="amount" value="{a}"{" checked" if a == "documents" else ""}>'
        f"<span>{escape(say(f'switch.{a}'))}</span></label>"
        for a in amounts
    )
    options = "".join(
        f'<optgroup label="{escape(say(f"group.{group}"))}">'
        + "".join(
            f'<option value="{group}|{number}">{escape(context.words.name(group, value))}</option>'
            for number, value in enumerate(values_of(context, group))
        )
        + "</optgroup>"
        for group in GROUPS
    )
    legend = f"<legend>{escape(say('switch.amount'))}</legend>"
    return (
        f'<div class="tools needs-script"><fieldset>{legend}{radios}</fieldset>'
        f'<label class="pick">{escape(say("switch.group"))} <select id="flow-group"><option value="|">'
        f"{escape(say('switch.all'))}</option>{options}</select></label></div>"
    )


def _tables(context: Context) -> str:
    """What came in and what lives by language, source and domain."""
    return folded(context.words.say("flow.tables"), *(by_group(context, group) for group in GROUPS))


def by_group(context: Context, group: str) -> str:
    """A table of documents and bytes, read and living, by the values of a group."""
    say = context.words.say
    alive = pl.col("dropped_by").is_null()
    sums = context.cells.group_by(group).agg(
        pl.col("documents").sum(),
        pl.col("documents").filter(alive).sum().alias("kept"),
        pl.col("bytes").sum(),
        pl.col("bytes").filter(alive).sum().alias("kept_bytes"),
    )
    rows = [
        (
            context.words.name(group, name),
            docs,
            kept,
            kept / docs,
            size,
            kept_size,
            kept_size / size if size else None,
        )
        for name, docs, kept, size, kept_size in sums.sort(
            "documents", group, descending=[True, False]
        ).iter_rows()
    ]
    columns = [
        Column(say(f"group.{group}")),
        Column(say("col.documents"), "count"),
        Column(say("col.living"), "count"),
        Column(say("col.kept"), "share", is_bar=True),
        Column(say("col.text"), "size"),
        Column(say("col.living_text"), "size"),
        Column(say("col.kept_text"), "share", is_bar=True),
    ]
    return table(say(f"flow.by_{group}"), columns, rows, say("more_rows"))
