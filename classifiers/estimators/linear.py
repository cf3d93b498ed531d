"""Logistic regression on hashed n-grams: one weight for each feature and label."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, field_validator

from classifiers.estimators import ngrams
from classifiers.text import joined

FILE = "linear.npz"
_STEPS = 127  # of a weight of 8 bits


class Linear(BaseModel):
    """Settings of scikit-learn's LogisticRegression on sets of hashed n-grams."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["linear"] = "linear"
    unit: Literal["char", "word", "joined"] = "char"
    """Whether n-grams are of characters inside words, of words, or of the letters and digits joined to
    one word: the last ignore blanks and marks, and read `무직자 대출` as `무직자대출`."""
    widths: tuple[int, int] = (1, 3)
    """Least and greatest length of n-grams."""
    features: int = Field(default=1 << 18, ge=2)
    """Number of hash buckets that n-grams share; a power of two."""
    balanced: bool = True
    """Whether each label weighs the same, however many examples it has."""
    strength: float = Field(default=3.0, gt=0)
    """Inverse of the regularisation (C)."""

    @field_validator("features")
    @classmethod
    def _power_of_two(cls, value: int) -> int:
        if value & (value - 1):
            nearest = 1 << round(np.log2(value))
            raise ValueError(f"{value} is not a power of two; the nearest is {nearest}")
        return value

    def units(self, lines: Sequence[str]) -> list[str]:
        """The lines as n-grams are taken from them."""
        return [joined(x) for x in lines] if self.unit == "joined" else list(lines)

    def train(
        self, lines: list[str], labels: np.ndarray, num: int, folder: Path, seed: int
    ) -> None:
        """Train on `lines` with their `labels` (int64 [n], below `num`) and write FILE into `folder`."""
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression

        slots, starts = ngrams.feature_slots(
            self.units(lines), self.unit == "word", *self.widths, self.features
        )
        sizes = np.maximum(np.diff(starts), 1)
        values = np.repeat(1 / np.sqrt(sizes), np.diff(starts)).astype(np.float32)
        shape = (len(lines), self.features)
        model = LogisticRegression(
            C=self.strength,
            class_weight="balanced" if self.balanced else None,
            max_iter=200,
            random_state=seed,
        )
        model.fit(csr_matrix((values, slots, starts), shape), labels)
        weights = np.zeros((num, self.features), np.float32)
        offsets = np.full(num, -np.inf)
        classes, intercept = model.classes_, np.ravel(model.intercept_)
        if len(classes) == 2:
            weights[classes[1]], offsets[classes] = model.coef_[0], [0.0, intercept[0]]
        else:
            weights[classes], offsets[classes] = model.coef_, intercept
        np.savez_compressed(folder / FILE, weights=weights, offsets=offsets)

    def open(self, folder: Path) -> "LinearModel":
        """The trained estimator in `folder`."""
        with np.load(folder / FILE) as data:
            weights = data["weights"]
            if weights.dtype == np.int8:
                weights = unrounded(weights, data["scale"])
            return LinearModel(self, weights, data["offsets"])


def rounded(weights: np.ndarray) -> tuple[np.ndarray, np.float32]:
    """(int8 of the shape of the weights, scale): squares of 127 steps, as most weights are small and a
    text adds up hundreds of them."""
    scale = np.float32(max(np.abs(weights).max(), np.finfo(np.float32).tiny))
    steps = np.rint(np.sqrt(np.abs(weights) / scale) * _STEPS)
    return (np.sign(weights) * steps).astype(np.int8), scale


def unrounded(small: np.ndarray, scale: np.float32) -> np.ndarray:
    """The weights that `rounded` made, float32."""
    steps = small.astype(np.float32) / _STEPS
    return np.sign(steps) * steps * steps * scale


class LinearModel:
    """A trained linear estimator."""

    def __init__(self, settings: Linear, weights: np.ndarray, offsets: np.ndarray) -> None:
        self._units = settings.units
        self._ngrams = (settings.unit == "word", *settings.widths)
        self._weights, self._offsets = weights, offsets
        self._columns = np.ascontiguousarray(weights.T)

    def probabilities(self, lines: list[str], num: int) -> np.ndarray:
        """Probability of each of `num` labels for each line, float64 [n, num]; each row sums to 1."""
        if not lines:
            return np.zeros((0, num))
        scores = ngrams.score_lines(self._units(lines), *self._ngrams, self._columns, self._offsets)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)

    def features(self, label: int, num: int, lines: Sequence[str] = ()) -> list[tuple[str, float]]:
        """The `num` n-grams (n-gram, weight) of `lines` with the greatest weight for `label`, relative to the
        mean weight of all labels. A hash cannot be inverted, so only n-grams of `lines` can be named."""
        grams = list(
            dict.fromkeys(
                g for x in self._units(lines) for g in ngrams.list_ngrams(x, *self._ngrams)
            )
        )
        size = self._weights.shape[1]
        slots = np.array([ngrams.slot_of(g, size) for g in grams], np.int64)
        weights = (self._weights[label] - self._weights.mean(axis=0))[slots]
        order = np.argsort(-weights, kind="stable")[:num]
        return [(grams[i], float(weights[i])) for i in order]
