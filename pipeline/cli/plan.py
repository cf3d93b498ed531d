"""`malmoi plan`: what a recipe would do, and what it would cost."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import front
from pipeline.cli.options import Quiet, RecipePath, RootOption, Settings, Workers
from pipeline.cli.output import Told, record, say
from pipeline.cli.unchanged import Answer

if TYPE_CHECKING:
    from pipeline.recipe.estimate import Forecast
    from pipeline.recipe.forecast import Outlook
    from pipeline.recipe.recipe import Recipe

SAID = {"stands": "stands", "runs": "would run", "refused": "would be refused"}

app = typer.Typer()


@app.command()
def plan(
    recipe: RecipePath,
    root: RootOption = None,
    settings: Settings = None,
    workers: Workers = None,
    probe: Annotated[
        bool,
        typer.Option(
            "--probe", help="Run the stages on a share of the text, and forecast the costs."
        ),
    ] = False,
    share: Annotated[
        str | None,
        typer.Option(
            "--share", help="Share of the text for --probe, such as 5%; default: 1 %, 6 to 24 MB."
        ),
    ] = None,
    like: Annotated[
        str | None,
        typer.Option("--like", help="Forecast by what the runs on this output folder have spent."),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option("--save", help="Write the forecast to a file, for malmoi run --forecast."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the forecast as JSON, and nothing else.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Print what a recipe would do, without doing it, and its costs; exit 1 if a stage would be refused."""
    from pipeline import recipe as recipes
    from pipeline.recipe.forecast import forecast

    told = Told(as_json, quiet)
    part = _share(share)
    answer = Answer(sys.argv[1:], recipe)
    read = recipes.read(recipe, root, settings or [], {"workers": workers})
    answer.depends_on(read)
    front.stay_lean(read, is_compiled=probe or part is not None)
    lines = record()
    told.say(f"{recipe} -> {read.root}")
    outlooks = []
    for outlook in forecast(read):
        outlooks.append(outlook)
        if told.in_lines or outlook.state == "refused":
            _say_outlook(read, outlook, sys.stdout if told.in_lines else sys.stderr)
    if any(o.state == "refused" for o in outlooks):
        sys.exit(1)
    _forecast(read, outlooks, probe or part is not None, part, like, save, told)
    asked_for_more = probe or part is not None or like or save or as_json
    if front.is_entry and told.in_lines and not asked_for_more:
        answer.keep(read.root, lines)


def _share(text: str | None) -> float | None:
    """The share that a text such as `5%` or `.05` states. Raises RecipeError for another one."""
    from pipeline.core.errors import RecipeError

    if text is None:
        return None
    number, percent, rest = text.strip().partition("%")
    try:
        share = float(number) / (100 if percent else 1)
    except ValueError:
        share = 0.0
    if rest or not 0 < share <= 1:
        raise RecipeError(f"--share {text}: expected a share of the text, such as 1% or 0.01")
    return share


def _say_outlook(recipe: "Recipe", outlook: "Outlook", file: object) -> None:
    """Print what a run would do with a stage."""
    from pipeline import recipe as recipes

    step = outlook.stage
    reason = outlook.reason.replace("\n", "\n  ")
    state = f"{SAID[outlook.state]}{': ' if reason else ''}{reason}"
    if file is sys.stderr:
        print(f"malmoi: {step.name()} {state}", file=sys.stderr)
        return
    summary = " ".join((step.__doc__ or "").split("\n\n")[0].split())
    say(f"\n{step.name()} ({step.act}): {summary}")
    say(f"  {state}")
    if outlook.state != "refused":
        for line in step.plan(recipes.left_before(recipe, step.name())):
            say(f"  {line}")


def _forecast(
    recipe: "Recipe",
    outlooks: "list[Outlook]",
    probe: bool,
    share: float | None,
    like: str | None,
    save: Path | None,
    told: Told,
) -> None:
    """Print the costs of what a run would do, and save them. Raises RecipeError if nothing tells them."""
    from pipeline.core.errors import RecipeError
    from pipeline.recipe import grade, outlay

    if probe:
        tell = (lambda line: print(line, file=sys.stderr)) if told.as_json else told.say
        found = outlay.by_probe(recipe, outlooks, share, tell)
    else:
        found = outlay.by_root(recipe, outlooks, like)
    if found is None:
        if save or told.as_json:
            raise RecipeError(
                f"{recipe.root}: no run has left its costs there; give --probe, or --like another root"
            )
        return
    if save:
        grade.save(found, save)
    told.value(found.as_json())
    if not told.in_lines:
        return
    if found.phases:
        _say_costs(found)
    elif any(o.state == "runs" for o in outlooks):
        say("\nwhat this costs is not known here; --probe forecasts it")
    else:
        say("\nnothing is left to do")


def _say_costs(forecast: "Forecast") -> None:
    """Print the costs by stage, their sums with intervals, and notes."""
    from pipeline.recipe.estimate import by_stage
    from pipeline.recipe.grade import duration, size, spelled

    head = ("stage", "units", "text in", "core time", "wall", "disk", "memory of a worker")
    rows = [
        (
            c.stage,
            f"{c.units:,}",
            size(c.size),
            duration(c.cpu),
            duration(c.wall),
            size(c.written),
            size(c.peak),
        )
        for c in by_stage(forecast.phases)
    ]
    say("")
    for row in (head, *rows):
        say(f"{row[0]:<16}" + "".join(f"{cell:>12}" for cell in row[1:-1]) + f"{row[-1]:>20}")
    shards = "shard" if forecast.shards == 1 else "shards"
    workers = f"{forecast.workers} worker{'s' if forecast.workers > 1 else ''}"
    say(
        f"\nforecast for {workers}, {forecast.shards:,} {shards} of {size(forecast.text)} of text: "
        f"{spelled(forecast.wall, duration)}; core time {spelled(forecast.cpu, duration)}; disk "
        f"{spelled(forecast.disk, size)}, {size(forecast.disk_peak.value)} while exchanges run; memory of a "
        f"worker {spelled(forecast.peak, size)}, of the driver {size(forecast.driver_peak.value)}"
    )
    for note in forecast.notes:
        say(f"note: {note}")
