"""fastText: a linear classifier on the mean vector of words and word n-grams, as in DCLM (Li et al. 2024,
arXiv 2406.11794)."""

import errno
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

import fasttext
import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from classifiers.estimators import train_fasttext

FILE = "fasttext.bin"
# Training steps that small sets of examples are repeated to reach, within 5 to 100 epochs.
MIN_STEPS = 50_000
# Factors of the learning rate, tried in turn until the loss is not NaN.
RATES = (1.0, 0.1, 0.01)


class FastText(BaseModel):
    """Settings of fastText. Training uses one thread, because two threads give another model every time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["fasttext"] = "fasttext"
    word_ngrams: int = Field(default=2, ge=1)
    """Greatest number of words in an n-gram."""
    characters: tuple[int, int] = (0, 0)
    """Least and greatest length of character n-grams inside a word; (0, 0) for no character n-grams."""
    dim: int = Field(default=64, ge=1)
    """Dimension of the vectors."""
    buckets: int = Field(default=200_000, ge=1)
    """Number of hash buckets that n-grams share."""
    rate: float = Field(default=0.2, gt=0)
    """Learning rate."""
    min_count: int = Field(default=2, ge=1)
    """Words that occur less often in the examples are ignored."""

    def train(
        self, lines: list[str], labels: np.ndarray, num: int, folder: Path, seed: int
    ) -> None:
        """Train on `lines` with their `labels` (int64 [n], below `num`) and write FILE into `folder`.

        Raises ValueError if the loss is NaN at every learning rate of RATES."""
        epochs = int(min(max(MIN_STEPS / max(len(lines), 1), 5), 100))
        with tempfile.TemporaryDirectory() as scratch:
            examples = Path(scratch) / "train.txt"
            with examples.open("w", encoding="utf-8") as out:
                for label, text in zip(labels.tolist(), lines, strict=True):
                    out.write(f"__label__{label} {text}\n")
            self._fit(examples, folder / FILE, epochs, seed)

    def _fit(self, examples: Path, model: Path, epochs: int, seed: int) -> None:
        settings = {
            "seed": seed,
            "epoch": epochs,
            "dim": self.dim,
            "wordNgrams": self.word_ngrams,
            "minn": self.characters[0],
            "maxn": self.characters[1],
            "minCount": self.min_count,
            "bucket": self.buckets,
        }
        script = train_fasttext.__file__
        for factor in RATES:
            arguments = json.dumps({**settings, "lr": self.rate * factor})
            # -P keeps the folder of the script off sys.path: its fasttext.py would shadow the library.
            command = [sys.executable, "-P", script, str(examples), str(model), arguments]
            environment = {**os.environ, **train_fasttext.ZEROED_MEMORY}
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, check=False
            )
            if done.returncode == 0:
                return
            if done.returncode == train_fasttext.NOT_SAVED:
                message = "fastText could not save its model"
                raise OSError(errno.ENOSPC, message, str(model))
            if done.returncode != train_fasttext.LOSS_IS_NAN:
                raise RuntimeError(f"fastText: {done.stderr.strip()[-500:]}")
        raise ValueError(
            f"the loss of fastText is NaN even at a learning rate of {self.rate * RATES[-1]:g}; "
            "set a smaller `rate`"
        )

    def open(self, folder: Path) -> "FastTextModel":
        """The trained estimator in `folder`."""
        return FastTextModel(fasttext.load_model(str(folder / FILE)))


class FastTextModel:
    """A trained fastText estimator."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def probabilities(self, lines: list[str], num: int) -> np.ndarray:
        """Probability of each of `num` labels for each line, float64 [n, num]; each row sums to 1."""
        result = np.zeros((len(lines), num))
        if lines:
            labels, probabilities = self._model.predict(lines, k=num)
            for row, names, values in zip(result, labels, probabilities, strict=True):
                row[[int(n.removeprefix("__label__")) for n in names]] = values
        # fastText returns up to 1.00005
        result = np.clip(result, 0, 1)
        return result / np.maximum(result.sum(axis=1, keepdims=True), 1e-12)

    def features(self, label: int, num: int) -> list[tuple[str, float]]:
        """The `num` words (word, weight) that raise the score of `label` most, strongest first. The weight is
        the contribution of the word to this label minus its mean contribution to all labels."""
        words = self._model.get_words()
        word_vectors = self._model.get_input_matrix()[: len(words)]
        labels = [int(n.removeprefix("__label__")) for n in self._model.get_labels()]
        label_vectors = self._model.get_output_matrix()
        direction = label_vectors[labels.index(label)] - label_vectors.mean(axis=0)
        weights = word_vectors @ direction
        order = np.argsort(-weights, kind="stable")[:num]
        return [(words[i], float(weights[i])) for i in order if words[i] != "</s>"]
