"""Logistic regression on how many words of each of several lists a line has: it needs few examples, because
the lists know the words that the examples lack."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from classifiers.estimators.topic_words import WORDS

FILE, LISTS = "lexicon.npz", "words.json"
# Least letters of a word that may stand at the beginning of a longer Korean one, before its particles.
PREFIX = 2
# Longest Korean beginning that is looked up.
LONGEST = 6


class Lexicon(BaseModel):
    """Settings of scikit-learn's LogisticRegression on the counts of listed words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["lexicon"] = "lexicon"
    lists: Literal["topics"] = "topics"
    """The word lists: topics are Korean and English words of the topics of docs/labelling.md."""
    balanced: bool = True
    """Whether each label weighs the same, however many examples it has."""
    strength: float = Field(default=1.0, gt=0)
    """Inverse of the regularisation (C)."""

    def train(
        self, lines: list[str], labels: np.ndarray, num: int, folder: Path, seed: int
    ) -> None:
        """Train on `lines` with their `labels` (int64 [n], below `num`), and write FILE and LISTS into
        `folder`."""
        from sklearn.linear_model import LogisticRegression

        (folder / LISTS).write_text(json.dumps(WORDS, ensure_ascii=False), encoding="utf-8")
        model = LogisticRegression(
            C=self.strength,
            class_weight="balanced" if self.balanced else None,
            max_iter=300,
            random_state=seed,
        )
        model.fit(Counter(WORDS).features(lines), labels)
        weights, offsets = np.zeros((num, 3 * len(WORDS))), np.full(num, -np.inf)
        classes, intercept = model.classes_, np.ravel(model.intercept_)
        if len(classes) == 2:
            weights[classes[1]], offsets[classes] = model.coef_[0], [0.0, intercept[0]]
        else:
            weights[classes], offsets[classes] = model.coef_, intercept
        np.savez_compressed(folder / FILE, weights=weights, offsets=offsets)

    def open(self, folder: Path) -> "LexiconModel":
        """The trained estimator in `folder`."""
        words = json.loads((folder / LISTS).read_text(encoding="utf-8"))
        with np.load(folder / FILE) as data:
            return LexiconModel(Counter(words), data["weights"], data["offsets"])


class Counter:
    """Counts the words of lists (name -> words between blanks) in lines."""

    def __init__(self, words: dict[str, str]) -> None:
        self.names = sorted(words)
        self._lists: dict[str, list[int]] = {}
        for i, name in enumerate(self.names):
            for word in words[name].split():
                self._lists.setdefault(word, []).append(i)

    def counts(self, line: str) -> np.ndarray:
        """How many different words of each list a line has, float64 [lists]; a word of several lists counts
        as a part of each."""
        found = np.zeros(len(self.names))
        for word in {key for w in line.lower().split(" ") if (key := self._key(w))}:
            own = self._lists[word]
            found[own] += 1 / len(own)
        return found

    def _key(self, word: str) -> str | None:
        """The listed word that a word of a text begins with (Korean) or is, without a plural s (others)."""
        if word in self._lists:
            return word
        if not "가" <= word[:1] <= "힣":
            return word[:-1] if word.endswith("s") and word[:-1] in self._lists else None
        for length in range(min(len(word), LONGEST), PREFIX - 1, -1):
            if word[:length] in self._lists:
                return word[:length]
        return None

    def features(self, lines: Sequence[str]) -> np.ndarray:
        """For each line and list the share among all words found, the logarithm of the count, and whether it
        has the most, float64 [n, 3 * lists]."""
        counts = np.array([self.counts(x) for x in lines]).reshape(len(lines), len(self.names))
        total = counts.sum(axis=1, keepdims=True)
        most = np.zeros_like(counts)
        most[np.arange(len(lines)), counts.argmax(axis=1)] = total[:, 0] > 0
        return np.hstack([counts / np.maximum(total, 1), np.log1p(counts), most])


class LexiconModel:
    """A trained estimator on word lists."""

    def __init__(self, counter: Counter, weights: np.ndarray, offsets: np.ndarray) -> None:
        self._counter, self._weights, self._offsets = counter, weights, offsets

    def probabilities(self, lines: list[str], num: int) -> np.ndarray:
        """Probability of each of `num` labels for each line, float64 [n, num]; each row sums to 1."""
        if not lines:
            return np.zeros((0, num))
        scores = self._counter.features(lines) @ self._weights.T + self._offsets
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)

    def features(self, label: int, num: int, lines: Sequence[str] = ()) -> list[tuple[str, float]]:
        """The `num` lists (name, weight) whose share raises the score of `label` most."""
        names = self._counter.names
        weights = self._weights[label, : len(names)]
        order = np.argsort(-weights, kind="stable")[:num]
        return [(names[i], float(weights[i])) for i in order]
