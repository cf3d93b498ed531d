"""`python -m benchmarks.classifiers`: accuracy and speed of estimators and segmentations, on held-out
clusters.

Hate in comments is the hard set (8,400 comments labelled by people), encyclopedia against chatter the easy
one. Each setting is trained on the same examples. Prints AUC and average precision of the positive label,
and MB/s on one core."""

import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa

from classifiers.estimators import Estimator
from classifiers.estimators.fasttext import FastText
from classifiers.estimators.linear import Linear
from classifiers.train import held_out, train
from pipeline.training import examples, recipe

CONFIGS = Path(__file__).parents[1] / "configs" / "classifiers"
SETS = ("toxicity_ko", "toxicity_en", "quality_ko")
SETTINGS: dict[str, tuple[tuple[Estimator, ...], str, str]] = {
    "fasttext, words": ((FastText(),), "none", "max"),
    "fasttext, MeCab": ((FastText(),), "mecab", "max"),
    "fasttext, characters 1-4": ((FastText(characters=(1, 4)),), "none", "max"),
    "fasttext, characters 2-4": ((FastText(characters=(2, 4)),), "none", "max"),
    "linear, words 1-2": ((Linear(unit="word", widths=(1, 2)),), "none", "max"),
    "linear, MeCab 1-2": ((Linear(unit="word", widths=(1, 2)),), "mecab", "max"),
    "linear, characters 1-3": ((Linear(widths=(1, 3)),), "none", "max"),
    "linear, characters 1-4": ((Linear(widths=(1, 4)),), "none", "max"),
    "both, max": ((FastText(characters=(1, 4)), Linear(widths=(1, 4))), "none", "max"),
    "both, mean": ((FastText(characters=(1, 4)), Linear(widths=(1, 4))), "none", "mean"),
}


def main(names: tuple[str, ...]) -> None:
    """Print a table for each set."""
    for name in names:
        read = recipe.read(CONFIGS / f"{name}.yaml")
        labelled = examples.read(read.examples)
        print(f"\n{name}: {labelled.num_rows:,} examples")
        print(f"{'':<28}{'AUC':>8}{'AP':>8}{'F1':>8}{'ECE':>8}{'MB/s':>8}")
        for setting, (estimators, segment, ensemble) in SETTINGS.items():
            changed = {"estimators": estimators, "segment": segment, "ensemble": ensemble}
            training = read.training.model_copy(update=changed)
            with tempfile.TemporaryDirectory() as folder:
                model = train(labelled, training, Path(folder) / "m")
                texts = held_out(labelled, training)["text"]
                metrics = model.record["metrics"]
                print(
                    f"{setting:<28}"
                    + line(metrics, str(training.positive))
                    + f"{speed(model, texts):>8.1f}"
                )


def line(metrics: dict, positive: str) -> str:
    """AUC, average precision and F1 of the positive label, and ECE, in columns of 8."""
    by_label = metrics["labels"][positive]
    values = (by_label["auc"], by_label["average_precision"], by_label["f1"], metrics["ece"])
    return "".join(f"{v:>8.3f}" for v in values)


def speed(model: object, texts: pa.ChunkedArray) -> float:
    """MB/s of the characters that the model reads."""
    array = pa.array([t[:4000] for t in texts.to_pylist()], pa.large_string())
    started = time.perf_counter()
    model.score(array)  # type: ignore[attr-defined]
    return array.nbytes / 1e6 / (time.perf_counter() - started)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or SETS)
