"""How well a run was forecast.

The forecast goes into log.jsonl when the run begins, its grade when it is done.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.core import log
from pipeline.core.errors import RecipeError
from pipeline.core.retired import is_retired
from pipeline.core.store import Store
from pipeline.recipe.estimate import Forecast, Range
from pipeline.recipe.spent import spent_in


def read(path: str | Path) -> Forecast:
    """The forecast of a file that `save` wrote. Raises RecipeError for anything else."""
    if not Path(path).is_file():
        raise RecipeError(
            f"{path}: no such file; `malmoi plan RECIPE --probe --save {path}` writes one"
        )
    try:
        return Forecast.from_json(json.loads(Path(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise RecipeError(
            f"{path}: is not a forecast; `malmoi plan RECIPE --probe --save {path}` writes one"
        ) from None


def save(forecast: Forecast, path: str | Path) -> None:
    """Write a forecast for `malmoi run --forecast`."""
    text = json.dumps(forecast.as_json(), ensure_ascii=False, indent=1)
    Path(path).write_text(text + "\n", encoding="utf-8")


def begin(store: Store, forecast: Forecast) -> None:
    """Write the forecast of a run that begins."""
    log.add(store, {"event": "forecast", "forecast": forecast.as_json()})


def graded(store: Store) -> str | None:
    """The grade of the last forecast, which is written too; None if there is none without a grade.

    A run that was interrupted counts with those that went on with it."""
    lines = log.lines(store)
    places = [i for i, line in enumerate(lines) if line.get("event") == "forecast"]
    if not places or any(line.get("event") == "grade" for line in lines[places[-1] :]):
        return None
    forecast = Forecast.from_json(lines[places[-1]]["forecast"])
    since = lines[places[-1] :]
    grade = _grade(store, forecast, since)
    log.add(store, {"event": "grade", "grade": grade})
    return grade


def last(store: Store) -> str | None:
    """The grade that the log of a root holds; None without one."""
    grades = [line["grade"] for line in log.lines(store) if line.get("event") == "grade"]
    return grades[-1] if grades else None


def _grade(store: Store, forecast: Forecast, lines: Sequence[dict[str, Any]]) -> str:
    spent = spent_in(lines)
    seconds = sum(line["seconds"] for line in lines if line.get("event") == "end")
    kept = [p for p in spent.phases.values() if not p.is_between]
    written = sum(p.written for p in kept if not is_retired(store, f"{p.stage}/{p.name}"))
    hours = f"{spelled(forecast.wall, duration)}, took {duration(seconds)}"
    work = f"core time {duration(forecast.cpu.value)}, took {duration(spent.cpu)}"
    disk = f"disk {size(forecast.disk.value)}, took {size(written)}"
    memory = f"memory of a worker {size(forecast.peak.value)}, took {size(spent.peak)}"
    return f"forecast {hours}; {work}; {disk}; {memory}"


def spelled(number: Range, unit: Any) -> str:
    """A number with its interval: `1.9 h (1.6 h to 2.3 h)`."""
    return f"{unit(number.value)} ({unit(number.low)} to {unit(number.high)})"


def duration(seconds: float) -> str:
    """Seconds as people say them: 45 s, 12 min, 1.9 h."""
    if seconds < 100:
        return f"{seconds:.3g} s"
    return f"{seconds / 60:.3g} min" if seconds < 6000 else f"{seconds / 3600:,.3g} h"


def size(number: float) -> str:
    """Bytes as people say them: 31 GB."""
    for unit, scale in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if number >= scale:
            return f"{number / scale:.3g} {unit}"
    return f"{number:.0f} B"
