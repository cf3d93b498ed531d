"""`malmoi classifier train | evaluate | inspect`: thin."""

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
    help="Train a classifier, measure it on what it has not seen, look into it.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
console = Console()
SHOWN = 300  # characters of a mistake

RecipeOf = Annotated[
    Path,
    typer.Argument(
        help="A training recipe, such as configs/classifiers/quality_ko.yaml.", show_default=False
    ),
]
ModelOf = Annotated[Path, typer.Argument(help="The folder of a model.", show_default=False)]


@app.command("train")
def train_model(
    recipe: RecipeOf,
    to: Annotated[Path, typer.Option("--to", help="Folder for the model.", show_default=False)],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the model that is there.")
    ] = False,
) -> None:
    """Train a model from labelled text, and write its figures and its card beside the weights."""
    read = recipes.read(recipe)
    if to.exists() and any(to.iterdir()) and not replace:
        raise RecipeError(f"{to}: not empty; --replace makes the model anew")
    found = labelled.read(read.examples)
    with tempfile.TemporaryDirectory(prefix="malmoi-") as scratch:
        try:
            model = train.train(found, read.training, Path(scratch) / "model")
        except ValueError as error:
            raise JobError(f"{recipe}: {error}") from None
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(model.folder, to)
    console.print(
        (to / "README.md").read_text(encoding="utf-8"),
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    console.print(f"model: {to}", highlight=False, soft_wrap=True)


@app.command("evaluate")
def evaluate_model(
    model: ModelOf,
    recipe: RecipeOf,
    everything: Annotated[
        bool,
        typer.Option(
            "--all", help="All examples of the recipe: it is another one than the model's."
        ),
    ] = False,
) -> None:
    """Figures of a model on the examples of a recipe that it has not learned from."""
    opened, found = _opened(model), labelled.read(recipes.read(recipe).examples)
    chosen = found if everything else _held_out(found, opened.training, recipe)
    try:
        figures = evaluate.evaluate(opened, chosen)
    except ValueError as error:
        raise RecipeError(f"{recipe}: {error}") from None
    console.print(
        "\n".join(card.figures_of(figures)), highlight=False, markup=False, soft_wrap=True
    )


@app.command("inspect")
def inspect_model(
    model: ModelOf,
    recipe: RecipeOf,
    num: Annotated[int, typer.Option("--num", help="Features and mistakes that are shown.")] = 20,
) -> None:
    """The strongest features of each label, and the held-out texts that the model got most wrong."""
    opened = _opened(model)
    chosen = _held_out(labelled.read(recipes.read(recipe).examples), opened.training, recipe)
    for member, label, own in inspect.features(opened, chosen, num):
        told = ", ".join(f"{name} {weight:.2f}" for name, weight in own)
        console.print(f"{member}: {label}: {told}\n", highlight=False, markup=False, soft_wrap=True)
    for mistake in inspect.mistakes(opened, chosen, num):
        text = " ".join(mistake["text"].split())[:SHOWN]
        head = f"{mistake['source']}: {mistake['label']} taken for {mistake['said']} ({mistake['chance']})"
        console.print(f"{head}\n  {text}", highlight=False, markup=False, soft_wrap=True)


def _opened(path: Path) -> Trained:
    try:
        return classifiers.load(path)
    except (ValueError, OSError) as error:
        raise RecipeError(str(error)) from None


def _held_out(found: pa.Table, training: Training, recipe: Path) -> pa.Table:
    chosen = train.held_out(found, training)
    if not chosen.num_rows:
        raise RecipeError(f"{recipe}: no example is held out of this model; --all takes every one")
    return chosen
