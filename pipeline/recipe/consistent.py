"""What the stages of a recipe can be seen to disagree on before any of them runs."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from pipeline.core.condition import compared
from pipeline.core.model import hint
from pipeline.core.stage import Stage
from pipeline.stages.filter import Filter
from pipeline.stages.ingest import Ingest
from pipeline.stages.mix.scheme import Phase
from pipeline.stages.mix.stage import Mix
from pipeline.stages.mix.weights import NAMED, SEPARATOR

# Columns of groups that sources state; the others follow from documents.
STATED = ("domain", "source")


def complaint(stages: Sequence[Stage]) -> tuple[str, str] | None:
    """(stage, what is wrong in it, with what to do): a weight of mix that fits no source, or a condition that
    no document can meet. None if nothing is."""
    if found := _impossible(stages):
        return found
    ingest = next((s for s in stages if isinstance(s, Ingest)), None)
    mix = next((s for s in stages if isinstance(s, Mix)), None)
    if ingest is None or mix is None:
        return None
    values = {
        "domain": {s.domain for s in ingest.sources},
        "source": {s.name for s in ingest.sources},
    }
    for phase in mix.phases:
        for place, column in enumerate(mix.group_by):
            if column in STATED and None not in values[column]:
                known = sorted(str(value) for value in values[column])
                if found := _unfit(phase, place, len(mix.group_by), column, known):
                    return mix.name(), found
    return None


def _impossible(stages: Sequence[Stage]) -> tuple[str, str] | None:
    """A condition that compares a column of few known values with another text."""
    known = {
        f"{stage.name()}.{column}": values
        for stage in stages
        for column, values in stage.values().items()
    }
    for stage, place, text in _conditions(stages):
        for column, texts in compared(text).items():
            for value in texts:
                if column in known and value not in known[column]:
                    return stage, (f"{place}: {column} is never{hint(value, known[column])}")
    return None


def _conditions(stages: Sequence[Stage]) -> Iterator[tuple[str, str, str]]:
    """(stage, place in it, condition) of every condition of a recipe."""
    for stage in stages:
        if isinstance(stage, Filter):
            for reason, text in stage.conditions.items():
                yield stage.name(), reason, text
        if isinstance(stage, Mix):
            for phase in stage.phases:
                if phase.where:
                    yield stage.name(), f"phase {phase.name}: where", phase.where


def _unfit(phase: Phase, place: int, num: int, column: str, known: Sequence[str]) -> str | None:
    """The complaint about the first weight of a phase that fits no value of a column."""
    weights = phase.weights
    if isinstance(weights, str) or set(weights) == NAMED:
        return None
    for pattern, weight in weights.items():
        parts = pattern.split(SEPARATOR)
        if weight <= 0 or len(parts) != num:
            continue
        if not any(fnmatchcase(value, parts[place]) for value in known):
            return (
                f"phase {phase.name}: weight {pattern!r} fits no {column} of the sources, which are: "
                f"{', '.join(known)}; change the weight, or write `weights: proportional`"
            )
    return None
