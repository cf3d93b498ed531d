"""Train a model: choose and split examples, train estimators, calibrate, evaluate, write the folder."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import xxhash

from classifiers import calibrate
from classifiers.card import card
from classifiers.confounds import num_decisions, warnings
from classifiers.evaluate import evaluate
from classifiers.model import CARD, FORMAT, RECORD, Trained, combine, estimator_folder, hashes
from classifiers.recipe import Training
from classifiers.split import CALIBRATE, EXCLUDED, TEST, TRAIN, UNSEEN, Split, split


class TooFewError(ValueError):
    """A label has too few training examples."""


# Training examples that each label needs; with fewer, a model memorises its examples.
MIN_EXAMPLES = 8
# A label may have so many times the examples of the rarest label, if `balance` is set.
MAX_IMBALANCE = 3


def train(examples: pa.Table, training: Training, folder: Path) -> Trained:
    """Train a model on examples (text, label, source, lang and optionally group) and write it to `folder`.

    The same examples, in any order, and the same settings give the same bytes.

    Raises TooFewError if there are fewer than two labels or a label has fewer than MIN_EXAMPLES training
    examples, and ValueError if no example has the positive label or fastText does not converge."""
    examples = choose(examples, training)
    labels = _labels(examples, training)
    if len(labels) < 2:
        raise TooFewError(
            f"examples of two labels are needed, the examples have: {', '.join(labels) or 'none'}"
        )
    y_true = np.array([labels.index(x) for x in examples["label"].to_pylist()], np.int64)
    texts, sources = examples["text"].to_pylist(), examples["source"].to_pylist()
    if training.positive is not None and training.positive not in labels:
        raise ValueError(
            f"no example has the label {training.positive!r}; labels are: {', '.join(labels)}"
        )
    parts = split(texts, y_true, sources, _groups(examples), training)
    _refuse_few(parts, y_true, labels)
    lines = [training.line(t) for t in texts]
    calibration = _train_estimators(lines, y_true, parts, labels, training, folder)
    record = {
        "format": FORMAT,
        "training": training.model_dump(mode="json"),
        "labels": labels,
        "calibration": calibration,
        "data": _data(examples, parts, labels),
        "files": hashes(folder),
    }
    _write(folder, record)
    record["metrics"] = evaluate(Trained(folder), _subset(examples, parts, TEST))
    if training.unseen:
        record["metrics_unseen"] = evaluate(Trained(folder), _subset(examples, parts, UNSEEN))
    judged = record.get("metrics_unseen", record["metrics"])
    if "confounds" in judged:
        record["warnings"] = warnings(judged["confounds"], num_decisions(Trained(folder)))
    _write(folder, record)
    (folder / CARD).write_text(card(record), encoding="utf-8")
    return Trained(folder)


def _labels(examples: pa.Table, training: Training) -> tuple[str, ...]:
    """The labels in order. Raises ValueError for an ordinal label other than a whole number."""
    labels = set(examples["label"].to_pylist())
    if not training.ordinal:
        return tuple(sorted(labels))
    if wrong := sorted(x for x in labels if not x.isdecimal()):
        raise ValueError(f"ordinal labels are whole numbers, the examples have {wrong[0]!r}")
    return tuple(sorted(labels, key=int))


def held_out(examples: pa.Table, training: Training) -> pa.Table:
    """The chosen examples that a model with these settings is not trained or calibrated on: its test subset
    and its unseen sources. Same columns as `examples`."""
    examples = choose(examples, training)
    names = _labels(examples, training)
    y_true = np.array([names.index(x) for x in examples["label"].to_pylist()], np.int64)
    texts, sources = examples["text"].to_pylist(), examples["source"].to_pylist()
    parts = split(texts, y_true, sources, _groups(examples), training)
    return examples.filter(pa.array(np.isin(parts.subset, (TEST, UNSEEN))))


def _groups(examples: pa.Table) -> list[str]:
    """The group of each example; an empty name belongs to no group."""
    if "group" not in examples.column_names:
        return [""] * examples.num_rows
    return [group or "" for group in examples["group"].to_pylist()]


def choose(examples: pa.Table, training: Training) -> pa.Table:
    """Choose up to `max_examples` of each label, and as many again from its unseen sources, among the texts
    that the model would predict on. Sources take turns, so that a large one does not crowd out a small one.
    The choice and the order of its rows depend on the texts only. Same columns as `examples`."""
    has_prediction = [bool(training.line(text)) for text in examples["text"].to_pylist()]
    examples = examples.filter(pa.array(has_prediction, pa.bool_()))
    rows_by_label: dict[tuple[str, bool], list[int]] = {}
    labels, sources = examples["label"].to_pylist(), examples["source"].to_pylist()
    for i in _order(examples, training.seed):
        rows_by_label.setdefault((labels[i], training.is_unseen(sources[i])), []).append(i)
    most = training.max_examples
    sizes = [len(rows) for (_, is_unseen), rows in rows_by_label.items() if not is_unseen]
    if training.balance and sizes:
        most = min(most, MAX_IMBALANCE * min(sizes))
    chosen = {i for rows in rows_by_label.values() for i in rows[:most]}
    # Rows stay in turns of their sources: sorted by source, fastText would learn one label after the other.
    rows = [i for i in _order(examples, training.seed) if i in chosen]
    return examples.take(pa.array(rows, pa.int64()))


def _order(examples: pa.Table, seed: int) -> list[int]:
    """All rows, with sources in turn and the rows of a source ordered by text hash."""
    hashes = [
        xxhash.xxh3_64_intdigest(t.encode("utf-8", "replace"), seed)
        for t in examples["text"].to_pylist()
    ]
    turns: dict[tuple[str, str], int] = {}
    keys = []
    rows = sorted(range(len(hashes)), key=lambda i: (hashes[i], i))
    for i in rows:
        pair = (examples["source"][i].as_py(), examples["label"][i].as_py())
        keys.append((turns.get(pair, 0), hashes[i], i))
        turns[pair] = turns.get(pair, 0) + 1
    return [i for _, _, i in sorted(keys)]


def _refuse_few(parts: Split, y_true: np.ndarray, labels: tuple[str, ...]) -> None:
    """Raises TooFewError if a label has fewer than MIN_EXAMPLES training examples."""
    counts = np.bincount(y_true[parts.subset == TRAIN], minlength=len(labels))
    few = [
        f"{name}: {n}" for name, n in zip(labels, counts.tolist(), strict=True) if n < MIN_EXAMPLES
    ]
    if few:
        raise TooFewError(
            f"too few training examples ({MIN_EXAMPLES} of each label are needed): {', '.join(few)}"
        )


def _train_estimators(
    lines: list[str], y_true: np.ndarray, parts: Split, labels: tuple[str, ...], training: Training,
    folder: Path
) -> list[Any]:  # fmt: skip
    """Train every estimator on the training subset; returns the calibration, as `combine` takes it."""
    train_rows = np.flatnonzero(parts.subset == TRAIN)
    calibrate_rows = np.flatnonzero(parts.subset == CALIBRATE)
    by_estimator = []
    for i, estimator in enumerate(training.estimators):
        weights = estimator_folder(folder, i)
        weights.mkdir(parents=True, exist_ok=True)
        estimator.train(
            [lines[r] for r in train_rows], y_true[train_rows], len(labels), weights, training.seed
        )
        opened = estimator.open(weights)
        by_estimator.append(opened.probabilities([lines[r] for r in calibrate_rows], len(labels)))
    if training.positive:
        column = labels.index(training.positive)
        is_positive = y_true[calibrate_rows] == column
        return [calibrate.fit(p[:, column], is_positive) for p in by_estimator]
    mean = np.mean(by_estimator, axis=0)
    return [[_exponent(mean, y_true[calibrate_rows], training, labels)]]


def _exponent(
    mean: np.ndarray, y_true: np.ndarray, training: Training, labels: tuple[str, ...]
) -> float:
    """The exponent on probabilities (inverse temperature) with the least log loss; 1 without examples."""
    exponents = np.geomspace(0.2, 5, 60)
    losses = []
    for exponent in exponents:
        probabilities = combine([mean], training, labels, [[exponent]])
        of_true = probabilities[np.arange(len(y_true)), y_true]
        losses.append(-np.log(np.clip(of_true, 1e-12, 1)).sum())
    return round(float(exponents[int(np.argmin(losses))]), 4) if len(y_true) else 1.0


def _data(examples: pa.Table, parts: Split, labels: tuple[str, ...]) -> dict[str, Any]:
    """Counts of the examples, and their fingerprint: a hash of texts, labels and sources."""
    state = xxhash.xxh3_128()
    for row in zip(*(examples[c].to_pylist() for c in ("text", "label", "source")), strict=True):
        state.update("\0".join(row).encode("utf-8", "replace"))
    pairs = zip(examples["source"].to_pylist(), examples["label"].to_pylist(), strict=True)
    counts: dict[str, int] = {}
    for source, label in pairs:
        counts[f"{source}: {label}"] = counts.get(f"{source}: {label}", 0) + 1
    subsets = {
        "train": TRAIN,
        "calibrate": CALIBRATE,
        "test": TEST,
        "unseen": UNSEEN,
        "excluded": EXCLUDED,
    }
    return {
        "fingerprint": state.hexdigest(),
        "examples": dict(sorted(counts.items())),
        "subsets": {name: int((parts.subset == code).sum()) for name, code in subsets.items()},
        "clusters": parts.clusters,
        "label_conflicts": parts.label_conflicts,
    }


def _subset(examples: pa.Table, parts: Split, code: int) -> pa.Table:
    return examples.filter(pa.array(parts.subset == code))


def _write(folder: Path, record: dict[str, Any]) -> None:
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / RECORD).write_text(text + "\n", encoding="utf-8")
