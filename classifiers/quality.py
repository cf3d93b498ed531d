"""A quality classifier as DCLM has it: fastText on word bigrams, chosen text against the rest."""

import json
import re
from pathlib import Path
from typing import Any, Protocol

import fasttext
import numpy as np
import pyarrow as pa

GOOD, POOR = "__label__good", "__label__poor"
MODEL, CARD = "model.bin", "card.json"
MAX_CHARACTERS = 4000  # of a text: a long one must not weigh more, and one pass must stay cheap
EXAMPLES_SEEN = 50_000  # over all epochs, at least, as far as 100 epochs reach
MIN_DOCUMENTS = 8  # of each label; below, a classifier knows its examples and nothing else

# fastText reads `__label__x` in a text as a label of its own, ends a line at \n, a word at \0 \v \f.
_LABEL = re.compile(r"__(?=label__)")
_BREAKS = re.compile(r"[\s\x00]+")


class Classifier(Protocol):
    """What every classifier does."""

    def score(self, texts: pa.Array) -> pa.Array: ...


def line(text: str) -> str:
    """The beginning of `text` as one line that fastText takes for text and nothing else."""
    return _BREAKS.sub(" ", _LABEL.sub("_ ", text[:MAX_CHARACTERS])).strip()


class QualityModel:
    """A trained model: `score` gives the probability of the good label."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def score(self, texts: pa.Array | pa.ChunkedArray) -> pa.Array:
        """float32 in [0, 1] for each text; null for one without a word."""
        lines = [line(t or "") for t in texts.to_pylist()]
        labels, probabilities = self._model.predict(lines, k=2) if lines else ([], [])
        scores = [
            dict(zip(names, chances, strict=True)).get(GOOD, 0.0) if words else None
            for names, chances, words in zip(labels, probabilities, lines, strict=True)
        ]
        return pa.array(
            [None if s is None else min(max(float(s), 0.0), 1.0) for s in scores], pa.float32()
        )


def load(folder: Path) -> QualityModel:
    """The model that `train` left in a folder."""
    return QualityModel(fasttext.load_model(str(folder / MODEL)))


def train(good: list[str], poor: list[str], folder: Path, held_out: float = 0.1) -> dict[str, Any]:
    """Train on equal numbers of both labels, write model and card into `folder`, return the card.

    One thread: two make another model every time. The last `held_out` share of each label is kept
    for the figures in the card. Raises ValueError for fewer than MIN_DOCUMENTS of a label.
    """
    num = min(len(good), len(poor))
    if num < MIN_DOCUMENTS:
        raise ValueError(
            f"{len(good)} good and {len(poor)} poor documents; {MIN_DOCUMENTS} of each are needed"
        )
    folder.mkdir(parents=True, exist_ok=True)
    tested = max(1, int(num * held_out))
    pairs = list(zip(good[:num], poor[:num], strict=True))
    examples = folder / "train.txt"
    with examples.open("w", encoding="utf-8") as out:
        for better, worse in pairs[:-tested]:
            out.write(f"{GOOD} {line(better)}\n{POOR} {line(worse)}\n")
    seen = 2 * (num - tested)
    epochs = int(
        min(max(EXAMPLES_SEEN / seen, 5), 100)
    )  # small sets need more passes to move the weights
    settings = {
        "dim": 64,
        "wordNgrams": 2,
        "epoch": epochs,
        "lr": 0.2,
        "minCount": 2,
        "bucket": 200_000,
    }
    model = fasttext.train_supervised(str(examples), thread=1, verbose=0, seed=17, **settings)
    model.save_model(str(folder / MODEL))
    examples.unlink()
    card = {
        "recipe": settings,
        "trained_on": seen,
        **_figures(QualityModel(model), pairs[-tested:]),
    }
    (folder / CARD).write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return card


def _figures(model: QualityModel, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    better = np.array(model.score(pa.array([g for g, _ in pairs])).fill_null(0.0))
    worse = np.array(model.score(pa.array([p for _, p in pairs])).fill_null(0.0))
    ranks = (better[:, None] > worse[None, :]).mean() + 0.5 * (
        better[:, None] == worse[None, :]
    ).mean()
    right = int((better >= 0.5).sum() + (worse < 0.5).sum())
    return {
        "held_out": 2 * len(pairs),
        "accuracy": round(right / (2 * len(pairs)), 4),
        "auc": round(float(ranks), 4),
    }
