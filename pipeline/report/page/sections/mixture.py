"""The section of the mixture: what was asked for, planned and packed, by phase of training and group."""

from typing import Any

from pipeline.contract import PLAN_FILE
from pipeline.report.page import numbers
from pipeline.report.page.context import Context, Section
from pipeline.report.page.masking import masked_name
from pipeline.report.page.parts import Column, note, table
from pipeline.report.page.sections import marks


def section(context: Context) -> Section:
    """The section of mix."""
    plan = context.corpus.documents.store.read_json(f"mix/plan/{PLAN_FILE}") or {
        "phases": [],
        "groups": [],
    }
    tables = "".join(_phase(context, phase["name"], plan["groups"]) for phase in plan["phases"])
    how = "mix.counted" if context.findings.tokens_counted else "mix.estimated"
    return marks.section(context, "mix", tables, note(context.words.say(how)) if tables else "")


def _phase(context: Context, phase: str, groups: list[dict[str, Any]]) -> str:
    """The groups of a phase: the share that was asked for, planned and packed."""
    say = context.words.say
    mixture = context.findings.mixture
    packed = {}
    if "packed" in mixture.columns:
        packed = {
            (p, g): share for p, g, share in mixture.select("phase", "group", "packed").iter_rows()
        }
    of_phase = [g for g in groups if g["phase"] == phase and g["weight"] > 0]
    asked = asked_of(of_phase)
    planned = sum(g["tokens"] for g in of_phase) or 1.0
    rows = [
        (
            masked_name(g["group"]),
            asked[g["group"]],
            g["tokens"] / planned,
            packed.get((phase, g["group"])),
            g["epochs"],
            g["available"],
        )
        for g in sorted(of_phase, key=lambda g: (-g["tokens"], g["group"]))
    ]
    columns = [
        Column(say("col.group")),
        Column(say("mix.asked"), "share"),
        Column(say("mix.planned"), "share"),
        Column(say("mix.packed"), "share", is_bar=True),
        Column(say("mix.epochs"), "ratio"),
        Column(say("mix.available"), "count"),
    ]
    title = say("mix.phase", phase=phase, tokens=numbers.count(planned))
    return table(title, columns, rows, say("more_rows"))


def asked_of(groups: list[dict[str, Any]]) -> dict[str, float]:
    """Group -> the share that the recipe asks for. The groups of a pool (those that a pattern fits, or all of
    them if `proportional`) share one weight by the tokens at hand."""
    at_hand: dict[str, int] = {}
    for g in groups:
        at_hand[g["pool"]] = at_hand.get(g["pool"], 0) + g["available"]
    whole = sum({g["pool"]: g["weight"] for g in groups}.values()) or 1.0
    return {
        g["group"]: g["weight"] / whole * g["available"] / (at_hand[g["pool"]] or 1) for g in groups
    }
