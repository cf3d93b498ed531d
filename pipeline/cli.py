"""The command line: thin. Exit codes: 0 done, 1 the job failed, 2 the recipe or arguments are wrong."""

import os
import sys
from pathlib import Path
from typing import Annotated, Any

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import typer
from rich.console import Console
from typer.core import TyperGroup

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.errors import MalmoiError, RecipeError
from pipeline.progress import TerminalProgress
from pipeline.registry import installed
from pipeline.training import commands as classifying


class Commands(TyperGroup):
    """Commands by their names, stages also as the recipe spells them (dedup_fuzzy)."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return super().get_command(ctx, cmd_name.replace("_", "-"))


app = typer.Typer(
    cls=Commands,
    help="Malmoi: data curation for Korean and English pretraining corpora.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
console = Console()

RecipePath = Annotated[
    Path, typer.Argument(help="A recipe, such as configs/demo.yaml.", show_default=False)
]
Root = Annotated[str, typer.Argument(help="The output folder of a run.", show_default=False)]
RootOption = Annotated[
    str | None, typer.Option("--root", help="Output folder or address instead of the recipe's.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="Override a field: stage.field=value. May be given again."),
]
Address = Annotated[
    str | None, typer.Option("--address", help="Ray cluster to use instead of a local Ray.")
]
ExecutorOption = Annotated[str | None, typer.Option("--executor", help="ray or local.")]
Workers = Annotated[int | None, typer.Option("--workers", help="Units that run at the same time.")]
Replace = Annotated[
    bool, typer.Option("--replace", help="Make anew what other fields or inputs had made.")
]


def _run(
    path: Path,
    only: str | None,
    root: str | None,
    settings: list[str] | None,
    address: str | None,
    executor: str | None,
    workers: int | None,
    replace: bool,
) -> None:
    execution = {"address": address, "executor": executor, "workers": workers}
    flags = [f"execution.{key}={value}" for key, value in execution.items() if value is not None]
    recipe = recipes.read(path, root, [*(settings or []), *flags])
    if only and only not in recipe.names():
        raise RecipeError(
            f"{path}: the recipe has no stage {only} (it has {', '.join(recipe.names())})"
        )
    recipes.run(recipe, only, replace, progress=TerminalProgress())
    console.print(f"done: {recipe.root}  (malmoi show {recipe.root})", highlight=False)


def _command(only: str | None, summary: str) -> Any:
    """`run`, or the command of one stage: the same options, the same work."""

    def command(
        recipe: RecipePath,
        root: RootOption = None,
        settings: Settings = None,
        address: Address = None,
        executor: ExecutorOption = None,
        workers: Workers = None,
        replace: Replace = False,
    ) -> None:
        _run(recipe, only, root, settings, address, executor, workers, replace)

    command.__doc__ = summary
    return command


def _scrub() -> Any:
    """The command of scrub, which can write samples for review as well."""

    def command(
        recipe: RecipePath,
        root: RootOption = None,
        settings: Settings = None,
        address: Address = None,
        executor: ExecutorOption = None,
        workers: Workers = None,
        replace: Replace = False,
        unsafe_samples: Annotated[
            Path | None,
            typer.Option(
                "--unsafe-samples",
                help="Also write found values with their surroundings to this folder, for its owner alone.",
            ),
        ] = None,
    ) -> None:
        _run(recipe, "scrub", root, settings, address, executor, workers, replace)
        if unsafe_samples is not None:
            from pipeline.report import review

            written = review.write(recipes.read(recipe, root, settings or []).root, unsafe_samples)
            counts = ", ".join(f"{kind} {num}" for kind, num in written.items()) or "none"
            console.print(f"samples with values in {unsafe_samples}: {counts}", highlight=False)

    command.__doc__ = _summary("scrub")
    return command


def _summary(stage: str) -> str:
    return " ".join((installed().load(stage).__doc__ or "").split("\n\n")[0].split())


app.command("run")(_command(None, "Run every stage of a recipe; what is done already is kept."))
for _name in installed().names():
    _made = _scrub() if _name == "scrub" else _command(_name, _summary(_name))
    app.command(_name.replace("_", "-"), rich_help_panel="Stages")(_made)


app.add_typer(classifying.app, name="classifier")


@app.command()
def plan(recipe: RecipePath, root: RootOption = None, settings: Settings = None) -> None:
    """Tell what a recipe would do, stage by stage, without doing it; exit 1 if it would be refused."""
    refused = False
    read = recipes.read(recipe, root, settings or [])
    console.print(f"{recipe} -> {read.root}", highlight=False)
    for step in read.stages:
        console.print(f"\n{step.name()} ({step.act}): {_summary(step.name())}", highlight=False)
        try:
            step.check(read.names()[: read.stages.index(step)])
        except MalmoiError as error:
            console.print(f"  would be refused: {error}", highlight=False, soft_wrap=True)
            refused = True
            continue
        for line in step.plan(recipes.left_before(read, step.name())):
            console.print(f"  {line}", highlight=False, soft_wrap=True)
    if refused:
        sys.exit(1)


@app.command()
def calibrate(
    recipe: RecipePath,
    reference: Annotated[
        list[str],
        typer.Option(
            "--reference", help="Source of good text. May be given again.", show_default=False
        ),
    ],
    to: Annotated[
        Path,
        typer.Option(
            "--to", help="The preset file, .yaml; a page lies beside it.", show_default=False
        ),
    ],
    rules: Annotated[
        str, typer.Option("--rules", help="Preset whose rules are fitted, or a file.")
    ] = "gopher",
    language: Annotated[str, typer.Option("--language", help="Language of the reference.")] = "ko",
    unit: Annotated[str, typer.Option("--unit", help="word, eojeol, morpheme or char.")] = "eojeol",
    method: Annotated[str, typer.Option("--method", help="tail, quantile or mean_std.")] = "tail",
    tail: Annotated[
        float, typer.Option("--tail", help="Share of the reference that each bound cuts.")
    ] = 0.01,
    like: Annotated[
        list[str] | None,
        typer.Option("--like", help="For quantile, mean_std: source in the preset's own language."),
    ] = None,
    root: RootOption = None,
    settings: Settings = None,
) -> None:
    """Fit the thresholds of a preset to a language and unit from reference text; write it, and histograms."""
    from pipeline.calibrate import command as calibrating

    read = recipes.read(recipe, root, settings or [])
    asked = calibrating.Asked(
        tuple(reference), rules, language, unit, method, tail, tuple(like or ())
    )
    for line in calibrating.calibrate(read, asked, to):
        console.print(line, highlight=False, markup=False, soft_wrap=True)


@app.command()
def show(root: Root) -> None:
    """Print the funnel: what lives after each stage, what was dropped and why, compression."""
    from pipeline.report import tables

    tables.print_all(Corpus.open(root), console)


@app.command()
def explain(
    root: Root,
    document: Annotated[
        str | None, typer.Argument(metavar="ID", help="The id of a document.", show_default=False)
    ] = None,
    row: Annotated[
        str | None,
        typer.Option("--row", help="Instead of a document: a packed row, PHASE:SHARD:ROW."),
    ] = None,
) -> None:
    """Tell the whole life of one document, and why it is in or out; or what a packed row is made of."""
    from pipeline.report import explain as life
    from pipeline.report import row as of_row

    if (document is None) == (row is None):
        raise RecipeError("give the id of a document, or --row PHASE:SHARD:ROW")
    told = of_row.story(root, row) if row else life.story(Corpus.open(root), str(document))
    console.print(told, highlight=False, soft_wrap=True, markup=False)


@app.command()
def export(
    root: Root,
    to: Annotated[
        Path, typer.Option("--to", help="A .parquet, .jsonl or .jsonl.zst file, or a folder.")
    ],
    form: Annotated[
        str,
        typer.Option("--format", help="documents, or packed rows as megatron, mds or numpy."),
    ] = "documents",
    phase: Annotated[
        str | None, typer.Option("--phase", help="The packed phase, where there are several.")
    ] = None,
    living: Annotated[
        bool, typer.Option("--living", help="Documents that live (default).")
    ] = False,
    dropped: Annotated[
        str | None, typer.Option("--dropped", help="Documents that this stage dropped.")
    ] = None,
) -> None:
    """Write living or dropped documents as Parquet or JSON lines, or packed rows for a training framework."""
    from pipeline.export import documents, packed

    if form != "documents":
        if living or dropped:
            raise RecipeError(
                "--living and --dropped choose documents; a packed phase goes as a whole"
            )
        num = packed.export(form, packed.opened(root, phase), to)
        console.print(f"{num}: {to}", highlight=False)
        return
    if living and dropped:
        raise RecipeError("give --living or --dropped STAGE, not both")
    count = documents.export(Corpus.open(root), to, dropped.replace("-", "_") if dropped else None)
    console.print(f"{count:,} documents: {to}", highlight=False)


@app.command()
def verify(root: Root) -> None:
    """Read everything under a root again: files, receipts, checksums, ids, places; exit 1 if something is
    wrong."""
    from pipeline.report.verify import verify as verifying

    problems = 0
    for found in verifying(root):
        problems += len(found.problems)
        state = "ok" if not found.problems else f"{len(found.problems)} problems"
        console.print(
            f"{found.phase:<36}{found.files:>8,} files{found.rows:>14,} rows  {state}",
            highlight=False,
        )
        for problem in found.problems:
            console.print(f"  {problem}", highlight=False, soft_wrap=True)
    if problems:
        sys.exit(1)


@app.command()
def report(root: Root) -> None:
    """Write <root>/report/index.html: funnel, drop reasons, mixture, compression."""
    from pipeline.report import html

    console.print(f"report: {html.write(Corpus.open(root))}", highlight=False, soft_wrap=True)


@app.command()
def demo(
    recipe: Annotated[Path, typer.Option(help="The recipe of the demo.")] = Path(
        "configs/demo.yaml"
    ),
    root: Annotated[str, typer.Option("--root", help="Output folder.")] = "out/demo",
    executor: ExecutorOption = None,
) -> None:
    """Make the embedded sample, run the main job on it, and print planted against found."""
    from pipeline import demo as demonstration

    demonstration.main(recipe, root, executor, console)


def main() -> None:
    """Entry point: expected failures become one message and an exit code."""
    try:
        app(standalone_mode=False)
    except MalmoiError as error:
        print(f"malmoi: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("malmoi: interrupted; the same command continues where it stopped", file=sys.stderr)
        sys.exit(130)
    except OSError as error:  # a full disk, a folder without rights: nothing that code can mend
        print(f"malmoi: {error}", file=sys.stderr)
        sys.exit(1)
    except Exception as error:
        sys.exit(_usage(error))


def _usage(error: Exception) -> int:
    """2 with the usage for a mistake in the arguments; anything else is a defect and is raised."""
    show_usage = getattr(error, "show", None)
    if show_usage is None:
        raise error
    show_usage()
    return 2
