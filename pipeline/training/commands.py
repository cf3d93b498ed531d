"""`malmoi classifier train | evaluate | inspect`: the commands, without logic of their own."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer
from rich.console import Console

import classifiers
from classifiers import card, evaluate, inspect, train
from classifiers.model import Trained
from classifiers.recipe import Training
from pipeline.core.errors import JobError, RecipeError
from pipeline.training import examples as labelled
from pipeline.training import recipe as recipes

app = typer.Typer(
    help="Train a classifier, evaluate it on held-out examples, inspect its features and mistakes.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
console = Console()
# Characters that are printed of a misclassified text.
SHOWN = 300

RecipeOf = Annotated[
    Path,
    typer.Argument(
        help="A training recipe, such as configs/classifiers/quality_ko.yaml.", show_default=False
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
ModelOf = Annotated[Path, typer.Argument(help="The folder of a model.", show_default=False)]


@app.command("train")
def train_model(
    recipe: RecipeOf,
    to: Annotated[
        Path, typer.Option("--to", help="Write the model to this folder.", show_default=False)
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a model in that folder.")
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Train a model on labelled text; write weights, metrics and model card."""
    if as_json and quiet:
        raise RecipeError("give --json or --quiet, not both")
    read = recipes.read(recipe)
    if to.exists() and any(to.iterdir()) and not replace:
        raise RecipeError(
            f"--to {to}: the folder is not empty; give --replace to replace its content"
        )
    examples = labelled.read(read.examples)
    with tempfile.TemporaryDirectory(prefix="malmoi-") as scratch:
        try:
            model = train.train(examples, read.training, Path(scratch) / "model")
        except ValueError as error:
            raise JobError(f"{recipe}: {error}") from None
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(model.folder, to)
    if as_json:
        _print_json({"model": str(to), **model.record})
    if as_json or quiet:
        return
    console.print(
        (to / "README.md").read_text(encoding="utf-8"),
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    for warning in model.record.get("warnings", ()):
        console.print(f"warning: {warning}", highlight=False, soft_wrap=True)
    console.print(f"model: {to}", highlight=False, soft_wrap=True)


@app.command("evaluate")
def evaluate_model(
    model: ModelOf,
    recipe: RecipeOf,
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Evaluate on all examples; use it for a recipe the model was not trained on.",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print the metrics of a model on the held-out examples of a recipe."""
    opened, examples = _opened(model), labelled.read(recipes.read(recipe).examples)
    chosen = examples if everything else _held_out(examples, opened.training, recipe)
    try:
        metrics = evaluate.evaluate(opened, chosen)
    except ValueError as error:
        raise RecipeError(f"{recipe}: {error}") from None
    if as_json:
        _print_json(metrics)
        return
    console.print(
        "\n".join(card.metric_lines(metrics)), highlight=False, markup=False, soft_wrap=True
    )


@app.command("inspect")
def inspect_model(
    model: ModelOf,
    recipe: RecipeOf,
    num: Annotated[int, typer.Option("--num", help="Number of features and mistakes.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Print the strongest features of each label, and the most confident mistakes on held-out examples."""
    opened = _opened(model)
    chosen = _held_out(labelled.read(recipes.read(recipe).examples), opened.training, recipe)
    features = inspect.features(opened, chosen, num)
    mistakes = inspect.mistakes(opened, chosen, num)
    if as_json:
        names = ("estimator", "label", "features")
        strongest_of = [dict(zip(names, row, strict=True)) for row in features]
        _print_json({"features": strongest_of, "mistakes": mistakes})
        return
    for kind, label, strongest in features:
        weights = ", ".join(f"{name} {weight:.2f}" for name, weight in strongest)
        console.print(
            f"{kind}: {label}: {weights}\n", highlight=False, markup=False, soft_wrap=True
        )
    for mistake in mistakes:
        text = " ".join(mistake["text"].split())[:SHOWN]
        head = (
            f"{mistake['source']}: {mistake['label']} predicted as {mistake['predicted']} "
            f"({mistake['probability']})"
        )
        console.print(f"{head}\n  {text}", highlight=False, markup=False, soft_wrap=True)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, default=str))


def _opened(path: Path) -> Trained:
    try:
        return classifiers.load(path)
    except (ValueError, OSError) as error:
        raise RecipeError(str(error)) from None


def _held_out(examples: pa.Table, training: Training, recipe: Path) -> pa.Table:
    """The held-out examples of a recipe. Raises RecipeError if there are none."""
    chosen = train.held_out(examples, training)
    if not chosen.num_rows:
        raise RecipeError(
            f"{recipe}: the recipe has no held-out examples for this model; give --all to use all of "
            "its examples"
        )
    return chosen
