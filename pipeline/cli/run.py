"""`malmoi run` and the command of each stage: the same options, the same work."""

import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli import front, instead
from pipeline.cli.options import (
    Address,
    AsJson,
    ExecutorOption,
    Quiet,
    RecipePath,
    Replace,
    RootOption,
    Settings,
    Workers,
)
from pipeline.cli.output import Told, say
from pipeline.cli.table import STAGE, command_of, commands, stage_of
from pipeline.cli.unchanged import Answer
from pipeline.core.errors import RecipeError

SAMPLED = "scrub"  # the stage whose findings --unsafe-samples shows

app = typer.Typer()


def _command(only: str | None) -> Callable[..., None]:
    """The function of `malmoi run`, or of the command of the stage `only`."""
    samples = typer.Option(
        "--unsafe-samples",
        help="Also write found values with their surroundings to this folder, for its owner alone.",
        hidden=only != SAMPLED,
    )

    forecasts = typer.Option(
        "--forecast",
        help="A forecast of malmoi plan --save: it is graded at the end.",
        hidden=only is not None,
    )

    def command(
        recipe: RecipePath,
        root: RootOption = None,
        settings: Settings = None,
        address: Address = None,
        executor: ExecutorOption = None,
        workers: Workers = None,
        replace: Replace = False,
        quiet: Quiet = False,
        as_json: AsJson = False,
        unsafe_samples: Annotated[Path | None, samples] = None,
        forecast: Annotated[Path | None, forecasts] = None,
    ) -> None:
        if only is None and recipe.is_dir() and not any(recipe.glob("*.yaml")):
            recipe = instead.of_folder(recipe)
        if forecast is not None and only is not None:
            raise RecipeError("--forecast is an option of malmoi run: it forecasts all stages")
        if unsafe_samples is not None and only != SAMPLED:
            raise RecipeError(f"--unsafe-samples is an option of malmoi {SAMPLED}")
        execution = {"address": address, "executor": executor, "workers": workers}
        told = Told(as_json, quiet)
        written = _run(recipe, only, root, settings or [], execution, replace, forecast, told)
        if unsafe_samples is not None:
            _write_samples(written, unsafe_samples, told)

    return command


def _run(
    path: Path,
    only: str | None,
    root: str | None,
    settings: list[str],
    execution: dict[str, Any],
    replace: bool,
    forecast: Path | None,
    told: Told,
) -> str:
    """Run a recipe, or one stage of it; returns the root."""
    from pipeline import recipe as recipes
    from pipeline.core.progress import Silent
    from pipeline.progress import TerminalProgress
    from pipeline.recipe import grade
    from pipeline.report.budgets import missed
    from pipeline.report.losses import losses
    from pipeline.report.rejected import rejected
    from pipeline.report.values import summary

    answer = Answer(sys.argv[1:], path)
    recipe = recipes.read(path, root, settings, execution)
    answer.depends_on(recipe)
    if only and only not in recipe.names():
        raise RecipeError(
            f"{path}: the recipe has no stage {only} (it has {', '.join(recipe.names())})"
        )
    expected = grade.read(forecast) if forecast else None
    front.prepare(recipe)
    progress = TerminalProgress() if told.in_lines else Silent()
    corpus = recipes.run(recipe, only, replace, progress=progress, forecast=expected)
    if not told.in_lines and not told.as_json:
        return recipe.root
    if told.as_json or (isinstance(progress, TerminalProgress) and progress.is_new):
        above = recipe.execution.report_drops_above
        notes = [*rejected(corpus, recipe.root), *losses(corpus, above), *missed(corpus)]
    else:
        notes = []
    for line in notes:
        told.say(f"note: {line}")
    done = f"done: {recipe.root}  (malmoi show {shlex.quote(recipe.root)})"
    if told.as_json:
        done = json.dumps({**summary(corpus), "notes": notes}, ensure_ascii=False)
    say(done)
    if front.is_entry and only is None and forecast is None:
        answer.keep(recipe.root, [done])
    return recipe.root


def _write_samples(root: str, folder: Path, told: Told) -> None:
    from pipeline.report import review

    written = review.write(root, folder)
    counts = ", ".join(f"{kind} {num}" for kind, num in written.items()) or "none"
    told.say(f"samples with values in {folder}: {counts}")


app.command("run", help=commands()["run"].summary)(_command(None))
for _entry in commands().values():
    if _entry.panel == STAGE:
        app.command(command_of(_entry.name), help=_entry.summary)(_command(stage_of(_entry.name)))
