"""Does a model rely on length or form instead of content?

A decision is a label, or for ordinal labels the upper half of them against the lower. All figures are of a
balanced set: each example has a partner from the same source, of like length and with another decision, so
that neither the source nor the length shows the decision. Where labels have no source in common there are no
such pairs; figures are then of all examples, and the source alone may show the label.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from classifiers.model import Trained

# Greatest difference of the log lengths of a pair: one is at most a half longer than the other.
LIKE = 0.4
_NEIGHBOURS = 30  # that are tried for each example
# Characters to which texts are shortened.
SHORT = 200
# Examples of a decision that a tree is fitted to.
MIN_EXAMPLES = 20
# A property alone must stay below this share of what the model gains over guessing, and a change of form must
# not cost more accuracy than this.
NEAR, FALL = 0.8, 0.15

_SENTENCE = re.compile(r"(?<=[.!?。다요죠까])\s")
_MARKUP = re.compile(r"[#*|`_=<>\[\]{}~\n]")
# Endings of one speech level for those of another; what it makes is readable, not always correct.
_LEVELS = (
    ("합니다", "해요"), ("입니다", "이에요"), ("됩니다", "돼요"), ("습니다", "어요"), ("니다", "요"),
    ("한다.", "해요."), ("이다.", "이에요."), ("된다.", "돼요."), ("었다.", "었어요."), ("았다.", "았어요."),
)  # fmt: skip


def unformatted(text: str) -> str:
    """The text without line feeds and marks of Markdown, HTML and wikis."""
    return " ".join(_MARKUP.sub(" ", text).split())


def one_sentence(text: str) -> str:
    """The longest of the first three sentences."""
    return max(_SENTENCE.split(text)[:3], key=len)


def other_level(text: str) -> str:
    """The text with formal and written endings made polite ones."""
    for ending, other in _LEVELS:
        text = text.replace(ending, other)
    return text


CHANGES: dict[str, Callable[[str], str]] = {
    "shortened": lambda text: text[:SHORT],
    "joined": lambda text: " ".join(text.split()),
    "unformatted": unformatted,
    "one_sentence": one_sentence,
    "other_level": other_level,
}


def confounds(
    model: Trained, examples: pa.Table, probabilities: np.ndarray, y_true: np.ndarray
) -> dict[str, Any]:
    """Balanced accuracies of decisions in [0, 1], on `pairs` pairs, or on all examples if there are fewer
    than MIN_EXAMPLES pairs (`pairs` is 0 then).

    `model` on the texts; `length_only` and `form_only` of a small decision tree that reads only the length,
    or only the shares of line feeds, marks, digits and capitals, None if a decision has fewer than
    MIN_EXAMPLES; those in CHANGES of the model on changed texts. `score_length_correlation`: Spearman
    correlation of score and length within each label, in [-1, 1], on all examples."""
    lengths = np.array([len(t) for t in examples["text"].to_pylist()], float)
    scores = _scores(model, probabilities)
    results: dict[str, Any] = {
        "score_length_correlation": {
            label: round(_rank_correlation(scores[y_true == i], lengths[y_true == i]), 4)
            for i, label in enumerate(model.labels)
            if (y_true == i).sum() >= MIN_EXAMPLES
        }
    }
    true = _decisions(model, np.eye(len(model.labels))[y_true])
    rows = matched(examples["source"].to_pylist(), np.log1p(lengths), true)
    if len(rows) < 2 * MIN_EXAMPLES:
        rows = np.arange(0)
    results["pairs"] = len(rows) // 2
    rows = rows if len(rows) else np.arange(len(true))
    texts = examples["text"].take(pa.array(rows)).to_pylist()
    true, lengths = true[rows], lengths[rows]
    results |= {
        "model": _balanced(_decisions(model, probabilities[rows]), true),
        "length_only": _tree(np.log1p(lengths)[:, None], true),
        "form_only": _tree(np.array([_form(t) for t in texts]), true),
    }
    for name, change in CHANGES.items():
        changed = model.probabilities(pa.array([change(t) for t in texts], pa.large_string()))
        has_prediction = ~np.isnan(changed[:, 0])
        if has_prediction.any():
            decided = _decisions(model, changed[has_prediction])
            results[name] = _balanced(decided, true[has_prediction])
    return results


def matched(sources: Sequence[str], lengths: np.ndarray, true: np.ndarray) -> np.ndarray:
    """Rows of the balanced set, pairs side by side: two examples of a source whose decisions differ and whose
    log lengths differ by at most LIKE, the most alike first. Each example has one partner at most."""
    by_source: dict[str, list[int]] = {}
    for row, source in enumerate(sources):
        by_source.setdefault(source, []).append(row)
    rows: list[int] = []
    for own in by_source.values():
        free = set(own)
        ordered = sorted(own, key=lambda r: (lengths[r], r))
        close = [
            (abs(lengths[a] - lengths[b]), a, b)
            for i, a in enumerate(ordered)
            for b in ordered[i + 1 : i + 1 + _NEIGHBOURS]
            if true[a] != true[b] and abs(lengths[a] - lengths[b]) <= LIKE
        ]
        for _, a, b in sorted(close):
            if a in free and b in free:
                free -= {a, b}
                rows += [a, b]
    return np.array(rows, np.int64)


def warnings(found: dict[str, Any], num: int) -> list[str]:
    """A line for each property that comes near a model with `num` decisions and each change that costs it
    much, by its `confounds`. An empty list for a model that reads content."""
    own, chance = found["model"], 1 / num
    lines = []
    for name, what in (("length_only", "length"), ("form_only", "form")):
        value = found.get(name)
        if value is not None and value - chance >= max(NEAR * (own - chance), FALL / 2):
            lines.append(f"{what} alone reaches {value:.3f} where the model reaches {own:.3f}")
    for name in CHANGES:
        if name in found and own - found[name] > FALL:
            lines.append(
                f"accuracy falls from {own:.3f} to {found[name]:.3f} on texts {_WORDS[name]}"
            )
    return lines


_WORDS = {
    "shortened": f"cut at {SHORT} characters",
    "joined": "with their lines joined",
    "unformatted": "without markup",
    "one_sentence": "of one sentence",
    "other_level": "in another speech level",
}


def num_decisions(model: Trained) -> int:
    """How many decisions a model makes: its labels, or two for ordinal ones."""
    return 2 if model.training.ordinal else len(model.labels)


def _decisions(model: Trained, probabilities: np.ndarray) -> np.ndarray:
    if model.training.ordinal:
        return (model.expected(probabilities) > 0.5).astype(int)
    return probabilities.argmax(axis=1)


def _scores(model: Trained, probabilities: np.ndarray) -> np.ndarray:
    if model.training.ordinal:
        return model.expected(probabilities)
    if model.training.positive:
        return probabilities[:, model.labels.index(model.training.positive)]
    return probabilities.max(axis=1)


def _balanced(decided: np.ndarray, true: np.ndarray) -> float:
    """The mean share of each decision that is correct."""
    return round(float(np.mean([(decided[true == d] == d).mean() for d in np.unique(true)])), 4)


def _tree(features: np.ndarray, true: np.ndarray) -> float | None:
    """Balanced accuracy, by five-fold cross-validation, of a decision tree of depth 3."""
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.tree import DecisionTreeClassifier

    counts = np.bincount(true)
    if len(counts[counts > 0]) < 2 or counts[counts > 0].min() < MIN_EXAMPLES:
        return None
    tree = DecisionTreeClassifier(max_depth=3, class_weight="balanced", random_state=0)
    predicted = np.asarray(cross_val_predict(tree, features, true, cv=StratifiedKFold(5)))
    return _balanced(predicted, true)


def _form(text: str) -> list[float]:
    """Shares of line feeds, punctuation marks, digits, capitals and double spaces in a text."""
    num = max(len(text), 1)
    marks = sum(not c.isalnum() and not c.isspace() for c in text)
    digits, capitals = sum(c.isdigit() for c in text), sum(c.isupper() for c in text)
    return [
        text.count("\n") / num,
        marks / num,
        digits / num,
        capitals / num,
        text.count("  ") / num,
    ]


def _rank_correlation(a: np.ndarray, b: np.ndarray) -> float:
    first, second = (np.argsort(np.argsort(x, kind="stable"), kind="stable") for x in (a, b))
    return float(np.corrcoef(first, second)[0, 1])
