"""Classifiers that a recipe names, and their predictions for each document."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np
import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, model_validator

import classifiers
from classifiers.model import Trained
from classifiers.model import fingerprint as fingerprint_of
from pipeline.core.dataset import Folder
from pipeline.core.errors import RecipeError
from pipeline.core.paths import RecipePath
from pipeline.stages.quality.thresholds import DEFAULT, Positive, Share

# Key of the model for all languages that have no model of their own.
ANY = "any"


class Classifier(BaseModel):
    """A trained classifier and its thresholds. A document on which it abstains is kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    models: dict[str, RecipePath] = Field(min_length=1)
    """Language -> folder that `malmoi classifier train` wrote, or `malmoi://NAME` for a model that comes with
    Malmoi; `any` is the model for all languages without a model of their own."""
    min: Share | dict[str, Share] | None = None
    """Drop documents whose probability of the positive label is below this. A mapping gives a number for
    each source or language: {dolma-cc: 0.6, ko: 0.4, default: 0.5}. A source counts before a language;
    `default` is for all others, which are kept if it is missing."""
    max: Share | dict[str, Share] | None = None
    """Drop documents whose probability of the positive label is above this: for toxicity and spam. A mapping
    as for `min`."""
    keep_top: Positive | dict[str, Positive] | None = None
    """Keep this share of the documents of each language and source, those with the highest scores. A mapping
    as for `min`: {dolma-cc: 0.25, zyda-1: 0.17}."""
    trust_form: bool = False
    """Use the model although its card warns that length or form alone reveal its labels."""
    keep: tuple[str, ...] = ()
    """Keep documents with these predicted labels only; for a model without a positive label (domain)."""

    @model_validator(mode="after")
    def _one_threshold(self) -> "Classifier":
        if self.keep_top is not None and (self.min is not None or self.max is not None):
            raise ValueError(
                "keep_top is a threshold by rank, min and max are absolute: give one of both, not all"
            )
        return self

    def groups(self) -> set[str]:
        """The sources and languages that the thresholds name."""
        mappings = (m for m in (self.min, self.max, self.keep_top) if isinstance(m, dict))
        return {name for mapping in mappings for name in mapping if name != DEFAULT}


@dataclass(frozen=True)
class ModelFiles:
    """The model folders of a recipe: (classifier, language, path, fingerprint) of each."""

    folders: tuple[tuple[str, str, str, str], ...]

    def identity(self) -> dict[str, Any]:
        """The models by content: another path with the same files is the same model."""
        return {"models": [[name, lang, content] for name, lang, _, content in self.folders]}


def files_of(named: dict[str, Classifier]) -> ModelFiles:
    """The model folders of a recipe.

    Raises RecipeError if a folder is not a model, or if its labels do not support the requested threshold."""
    folders = []
    for name, classifier in named.items():
        for language, path in classifier.models.items():
            model = opened(name, path)
            _check(name, classifier, model)
            folders.append((name, language, str(model.folder), fingerprint_of(model.folder)))
    return ModelFiles(tuple(folders))


def opened(name: str, path: str) -> Trained:
    """The model in a folder. Raises RecipeError naming the classifier if the folder holds no model."""
    try:
        return classifiers.load(path)
    except (ValueError, OSError) as error:
        raise RecipeError(f"quality.classifiers.{name}: {error}") from None


def _check(name: str, classifier: Classifier, model: Trained) -> None:
    where = f"quality.classifiers.{name}: {model.folder}"
    ranked = (classifier.min, classifier.max, classifier.keep_top) != (None, None, None)
    if ranked and not model.has_score:
        raise RecipeError(
            f"{where} has no positive label, which min, max and keep_top need; use keep with the labels "
            f"to keep: {', '.join(model.labels)}"
        )
    if (found := model.record.get("warnings")) and not classifier.trust_form:
        raise RecipeError(
            f"{where} hears form more than content: {'; '.join(found)}. Train it on texts of like length and "
            "form, or set trust_form: true"
        )
    unknown = [label for label in classifier.keep if label not in model.labels]
    if unknown:
        raise RecipeError(
            f"{where} has no label {', '.join(unknown)}; its labels are: {', '.join(model.labels)}"
        )


def copy_models(folder: Path, models: ModelFiles) -> None:
    """Copy the models into a phase of the run, as `folder`/<name>/<language>: workers on other machines read
    them there, and they stay with their predictions."""
    for name, language, path, _ in models.folders:
        copytree(path, folder / name / language)


@cache
def _open(path: Path, changed: int) -> Trained:
    """The model in a folder, opened once; `changed` is the time of its last change in ns."""
    return classifiers.load(path)


def predict(
    texts: pa.ChunkedArray | pa.Array,
    languages: Sequence[str],
    models: Folder,
    names: Sequence[str],
) -> dict[str, pa.Array]:
    """Predictions of the classifiers `names` that have models in the folder, columns [n] by name.

    A classifier with a positive label gives `<name>`, float32: the score, in [0, 1]. Another gives `<name>`,
    string: the predicted label, and `<name>_score`, float32: its probability. Both are null where the model
    abstains or the language has no model."""
    folder, columns = models.local(), {}
    for name in names:
        if (folder / name).is_dir():
            columns |= _predict(name, folder / name, texts, np.array(languages, dtype=object))
    return columns


def _predict(
    name: str, folder: Path, texts: pa.ChunkedArray | pa.Array, languages: np.ndarray
) -> dict[str, pa.Array]:
    """The columns of one classifier, whose models lie in `folder`/<language>."""
    with_model = sorted(p.name for p in folder.iterdir() if p.is_dir())
    score = np.full(len(texts), np.nan, np.float32)
    label = np.full(len(texts), None, dtype=object)
    has_labels = False
    for language in with_model:
        path = folder / language
        model = _open(path, (path / "model.json").stat().st_mtime_ns)
        matches = ~np.isin(languages, with_model) if language == ANY else languages == language
        rows = np.flatnonzero(matches)
        scores = model.score(texts.take(pa.array(rows)))
        if model.has_score:
            score[rows] = scores.fill_null(np.nan).to_numpy(zero_copy_only=False)
            continue
        has_labels = True
        labels = np.array(model.labels, dtype=object)
        probabilities = np.column_stack(
            [scores.field(i).to_numpy(zero_copy_only=False) for i in range(len(labels))]
        )
        predicted = np.flatnonzero(scores.is_valid().to_numpy(zero_copy_only=False))
        best = probabilities[predicted].argmax(axis=1)
        label[rows[predicted]] = labels[best]
        score[rows[predicted]] = probabilities[predicted, best]
    column = pa.array(score, pa.float32(), mask=np.isnan(score))
    if has_labels:
        return {name: pa.array(label, pa.string()), f"{name}_score": column}
    return {name: column}
