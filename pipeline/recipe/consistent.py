"""What the stages of a recipe can be seen to disagree on before any of them runs."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from pipeline.core.stage import Stage
from pipeline.stages.ingest import Ingest
from pipeline.stages.mix.scheme import Phase
from pipeline.stages.mix.stage import Mix
from pipeline.stages.mix.weights import NAMED, SEPARATOR

# Columns of groups that sources state; the others follow from documents.
STATED = ("domain", "source")


def complaint(stages: Sequence[Stage]) -> str | None:
    """What is wrong, with what to do: a weight of mix that fits no source. None if nothing is."""
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
                    return found
    return None


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
