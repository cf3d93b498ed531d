"""Metrics of a model on labelled examples: by label, language, source and length, and confounds."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from classifiers.confounds import confounds
from classifiers.model import Trained

# Number of equal-width confidence bins of the calibration error (Guo et al. 2017, arXiv 1706.04599).
BINS = 15
# Upper limits, in characters, of the length bands.
LENGTHS = (100, 400, 1600, 6400)
# Points that are kept of a precision-recall curve.
CURVE_POINTS = 20
# Groups of fewer examples are left out of the tables by group: their metrics would be noise.
MIN_GROUP = 20


def evaluate(model: Trained, examples: pa.Table) -> dict[str, Any]:
    """Metrics of a model on examples (text, label, source, lang).

    Returns `examples` and `abstained` (counts), and unless the model abstained on all: the keys of
    `classification_metrics`, `by_language`, `by_source`, `by_length` and `confounds`. All other values are in
    [0, 1], except correlations, which are in [-1, 1].

    Raises ValueError if an example has a label that is not among the model's labels."""
    unknown = sorted(set(examples["label"].to_pylist()) - set(model.labels))
    if unknown:
        raise ValueError(
            f"the examples have labels that the model does not: {', '.join(unknown)}; "
            f"the labels of the model are {', '.join(model.labels)}"
        )
    probabilities = model.probabilities(examples["text"])
    has_prediction = ~np.isnan(probabilities[:, 0])
    y_true = np.array([model.labels.index(x) for x in examples["label"].to_pylist()], np.int64)
    metrics: dict[str, Any] = {
        "examples": len(y_true),
        "abstained": int((~has_prediction).sum()),
    }
    examples = examples.filter(pa.array(has_prediction))
    probabilities, y_true = probabilities[has_prediction], y_true[has_prediction]
    if not len(y_true):
        return metrics
    metrics |= classification_metrics(probabilities, y_true, model)
    groups = {
        "by_language": examples["lang"].to_pylist(),
        "by_source": examples["source"].to_pylist(),
        "by_length": _length_bands(examples["text"]),
    }
    for name, values in groups.items():
        names = np.array([value or "-" for value in values])
        metrics[name] = _by_group(names, probabilities, y_true, model)
    if model.training.ordinal:
        metrics["ordinal"] = _ordinal(probabilities, y_true, model)
    metrics["confounds"] = confounds(model, examples, probabilities, y_true)
    return metrics


def _length_bands(texts: pa.ChunkedArray) -> list[str]:
    """The name of the length band of each text, such as `100-400`."""
    names = [f"<{LENGTHS[0]}"]
    names += [f"{low}-{high}" for low, high in zip(LENGTHS, LENGTHS[1:], strict=False)]
    names.append(f">={LENGTHS[-1]}")
    bands = np.searchsorted(LENGTHS, pc.utf8_length(texts).to_numpy(), "right")
    return np.array(names)[bands].tolist()


def classification_metrics(
    probabilities: np.ndarray, y_true: np.ndarray, model: Trained
) -> dict[str, Any]:
    """Metrics of predictions: `accuracy`, `ece` (expected calibration error), and `labels`, which holds for
    each label `examples`, `precision`, `recall`, `f1`, `average_precision`, `auc` and `curve` (points
    [precision, recall]).

    `probabilities`: float64 [n, labels]; `y_true`: int64 [n], indices into the labels of the model. A label
    that no example or every example has is left out of `labels`."""
    from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score

    predicted = predicted_labels(probabilities, model)
    correct = np.where(predicted == y_true, 1, 0)
    confidence = probabilities[np.arange(len(predicted)), predicted]
    metrics: dict[str, Any] = {
        "accuracy": _round((predicted == y_true).mean()),
        "ece": _round(calibration_error(confidence, correct)),
        "labels": {},
    }
    for i, label in enumerate(model.labels):
        positive, predicted_positive = y_true == i, predicted == i
        if not positive.any() or positive.all():
            continue
        true_positives = (positive & predicted_positive).sum()
        precision = true_positives / max(predicted_positive.sum(), 1)
        recall = true_positives / positive.sum()
        precisions, recalls, _ = precision_recall_curve(positive, probabilities[:, i])
        points = np.linspace(0, len(precisions) - 1, min(CURVE_POINTS, len(precisions))).astype(int)
        metrics["labels"][label] = {
            "examples": int(positive.sum()),
            "precision": _round(precision),
            "recall": _round(recall),
            "f1": _round(2 * precision * recall / max(precision + recall, 1e-12)),
            "average_precision": _round(average_precision_score(positive, probabilities[:, i])),
            "auc": _round(roc_auc_score(positive, probabilities[:, i])),
            "curve": [[_round(precisions[k]), _round(recalls[k])] for k in points],
        }
    return metrics


def _ordinal(probabilities: np.ndarray, y_true: np.ndarray, model: Trained) -> dict[str, float]:
    """`spearman`: rank correlation of expected and true labels; `absolute_error`: mean distance between them,
    in labels; `auc`: of the expected label, for labels in the upper half."""
    from scipy.stats import spearmanr
    from sklearn.metrics import roc_auc_score

    values = np.array([int(label) for label in model.labels])
    expected = values.min() + model.expected(probabilities) * (values.max() - values.min())
    true = values[y_true]
    upper = true > (values.min() + values.max()) / 2
    metrics = {"absolute_error": _round(np.abs(expected - true).mean())}
    if len(set(true.tolist())) > 1:
        metrics["spearman"] = _round(spearmanr(expected, true)[0])
    if upper.any() and not upper.all():
        metrics["auc"] = _round(roc_auc_score(upper, expected))
    return metrics


def calibration_error(confidence: np.ndarray, correct: np.ndarray) -> float:
    """Expected calibration error in [0, 1]: the mean difference between confidence and accuracy over BINS
    bins, weighted by their examples.

    `confidence`: float64 [n], probability of the predicted label; `correct`: 0 or 1 for each example [n]."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [abs(confidence[bins == b].sum() - correct[bins == b].sum()) for b in range(BINS)]
    return float(sum(gaps)) / len(confidence)


def predicted_labels(probabilities: np.ndarray, model: Trained) -> np.ndarray:
    """Index of the predicted label of each row, int64 [n]: two labels with a positive one are decided at .5,
    others by the greatest probability."""
    if model.training.positive and len(model.labels) == 2:
        column = model.labels.index(model.training.positive)
        return np.where(probabilities[:, column] >= 0.5, column, 1 - column)
    return probabilities.argmax(axis=1)


def _by_group(
    groups: np.ndarray, probabilities: np.ndarray, y_true: np.ndarray, model: Trained
) -> dict[str, Any]:
    """Name of each group of at least MIN_GROUP examples -> its metrics."""
    predicted, by_group = predicted_labels(probabilities, model), {}
    for name in sorted(set(groups.tolist())):
        rows = groups == name
        if rows.sum() >= MIN_GROUP:
            metrics = classification_metrics(probabilities[rows], y_true[rows], model)
            by_group[name] = {
                "examples": int(rows.sum()),
                "accuracy": _round((predicted[rows] == y_true[rows]).mean()),
                "ece": metrics["ece"],
                "f1": {label: values["f1"] for label, values in metrics["labels"].items()},
            }
            if model.training.ordinal:
                by_group[name] |= _ordinal(probabilities[rows], y_true[rows], model)
    return by_group


def _round(value: Any) -> float:
    return round(float(value), 4)
