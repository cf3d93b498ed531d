"""The decisions of a model by source, on the sources that it was not trained on:

`python -m benchmarks.confusion configs/classifiers/MODEL.yaml`

The model is that of the folder MALMOI_MODELS, and is trained if it is not there. Columns, by the kind of
model: with a positive label the texts that have the label and are flagged at .5 (hit), have it and are not
(miss), do not and are (false), do not and are not (clear); with ordinal labels texts, the rank correlation,
and the area under the curve for a label of 3 or more; otherwise texts, the share that is right, and the most
frequent mistake.
"""

import argparse
import os
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa

from benchmarks.leave_out import unseen
from classifiers.evaluate import predicted_labels
from classifiers.model import RECORD, Trained, load
from classifiers.train import train
from pipeline.training import examples as labelled
from pipeline.training import recipe as recipes

# Sources of fewer texts are counted together.
FEWEST = 20
USEFUL = 3

# (scores or predictions, labels) of a source -> the cells of its row
Cells = Callable[[np.ndarray, np.ndarray], list[str]]


def rows(model: Trained, examples: pa.Table) -> tuple[list[str], list[list[str]]]:
    """(names of the columns, the cells of each unseen source and of all together)."""
    probabilities, labels, sources = unseen(model, examples)
    names, values, cells = _kind(model, probabilities)
    sizes = Counter(sources.tolist())
    # Sources without the label and without a flag are counted together.
    if model.training.positive:
        happens = values | (labels == model.training.positive)
        sizes &= Counter(dict.fromkeys(sources[happens].tolist(), len(sources)))
    group = np.array([s if sizes[s] >= FEWEST else "others" for s in sources])
    order = [s for s in sorted(set(group.tolist())) if s != "others"]
    order += ["others"] if "others" in group else []
    found = [[s, *cells(values[group == s], labels[group == s])] for s in order]
    return names, [*found, ["all", *cells(values, labels)]]


def _kind(model: Trained, probabilities: np.ndarray) -> tuple[list[str], np.ndarray, Cells]:
    """(columns, a value for each text, what makes the cells of a row) of a kind of model."""
    if model.training.ordinal:
        return ["source", "texts", "Spearman", "AUC"], model.expected(probabilities), _ordinal
    predicted = np.array(model.labels)[predicted_labels(probabilities, model)]
    positive = model.training.positive
    if positive is None:
        return ["source", "texts", "right", "most frequent mistake"], predicted, _labels
    flagged = predicted == positive
    names = ["source", "hit", "miss", "false", "clear"]
    return names, flagged, lambda at, labels: _flags(at, labels == positive)


def _flags(flagged: np.ndarray, true: np.ndarray) -> list[str]:
    counts = (flagged & true, ~flagged & true, flagged & ~true, ~flagged & ~true)
    return [f"{int(x.sum()):,}" for x in counts]


def _labels(predicted: np.ndarray, labels: np.ndarray) -> list[str]:
    mistakes = Counter(
        f"{true} as {said}"
        for true, said in sorted(zip(labels.tolist(), predicted.tolist(), strict=True))
        if true != said
    )
    most = mistakes.most_common(1)
    named = f"{most[0][0]} {most[0][1]}" if most else ""
    return [f"{len(labels):,}", f"{(predicted == labels).mean():.2f}", named]


def _ordinal(scores: np.ndarray, labels: np.ndarray) -> list[str]:
    true = labels.astype(int)
    return [f"{len(true):,}", _shown(_spearman(scores, true)), _shown(_area(scores, true))]


def _spearman(scores: np.ndarray, true: np.ndarray) -> float:
    from scipy.stats import spearmanr

    return float(spearmanr(scores, true).statistic) if len(set(true.tolist())) > 1 else np.nan


def _area(scores: np.ndarray, true: np.ndarray) -> float:
    from sklearn.metrics import roc_auc_score

    useful = true >= USEFUL
    return float(roc_auc_score(useful, scores)) if useful.any() and not useful.all() else np.nan


def _shown(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.2f}"


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.confusion")
    parser.add_argument("recipe", type=Path)
    options = parser.parse_args(arguments)
    read = recipes.read(options.recipe)
    examples = labelled.read(read.examples)
    folder = Path(os.environ.get("MALMOI_MODELS", "models")) / options.recipe.stem
    with tempfile.TemporaryDirectory() as scratch:
        is_there = (folder / RECORD).exists()
        model = (
            load(folder) if is_there else train(examples, read.training, Path(scratch) / "model")
        )
        names, found = rows(model, examples)
    print(f"| {' | '.join(names)} |\n|{'---|' * len(names)}")
    for row in found:
        print(f"| {' | '.join(row)} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
