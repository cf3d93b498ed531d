"""What a person wants to see of a model: its strongest features and its worst mistakes."""

from typing import Any

import numpy as np
import pyarrow as pa

from classifiers.estimators.fasttext import FastTextModel
from classifiers.model import Trained


def features(
    model: Trained, examples: pa.Table, num: int = 25
) -> list[tuple[str, str, list[tuple[str, float]]]]:
    """(kind of estimator, label, its `num` strongest features with their weights) for each estimator and
    label. The n-grams of a linear estimator are looked up among those of the `examples`."""
    lines, _ = model.lines(examples["text"])
    strongest = []
    for settings, estimator in zip(model.training.estimators, model.estimators, strict=True):
        for i, label in enumerate(model.labels):
            if isinstance(estimator, FastTextModel):
                strongest.append((settings.kind, label, estimator.features(i, num)))
            else:
                strongest.append((settings.kind, label, estimator.features(i, num, lines)))
    return strongest


def mistakes(model: Trained, examples: pa.Table, num: int = 20) -> list[dict[str, Any]]:
    """The `num` misclassified examples with the highest confidence, highest first: `text`, `source`, `label`,
    `predicted` and `probability` (of the predicted label)."""
    probabilities = model.probabilities(examples["text"])
    y_true = np.array([model.labels.index(x) for x in examples["label"].to_pylist()])
    probabilities = np.nan_to_num(probabilities, nan=0.0)
    predicted = probabilities.argmax(axis=1)
    confidence = probabilities[np.arange(len(predicted)), predicted]
    # correct predictions sort behind every mistake
    confidence = np.where(predicted == y_true, -1, confidence)
    order = np.argsort(-confidence, kind="stable")[:num]
    return [
        {
            "text": examples["text"][int(i)].as_py(),
            "source": examples["source"][int(i)].as_py(),
            "label": model.labels[y_true[i]],
            "predicted": model.labels[predicted[i]],
            "probability": round(float(confidence[i]), 3),
        }
        for i in order
        if confidence[i] >= 0
    ]
