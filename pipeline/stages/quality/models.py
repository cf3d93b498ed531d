"""Classifiers as a recipe names them, and what they say of each document."""

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

ANY = "any"


class Classifier(BaseModel):
    """A trained model, and what it takes to stay. What it has no opinion of stays."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    models: dict[str, RecipePath] = Field(min_length=1)
    """Language -> folder that `malmoi classifier train` wrote; `any` for all languages without one of their
    own."""
    min: float | None = Field(default=None, ge=0, le=1)
    """The least probability of its positive label that stays."""
    max: float | None = Field(default=None, ge=0, le=1)
    """The greatest probability that stays: for toxicity, spam."""
    keep_top: float | None = Field(default=None, gt=0, le=1)
    """Share of each language and source that stays, best first."""
    keep: tuple[str, ...] = ()
    """Labels that stay, of a model with several (domain)."""

    @model_validator(mode="after")
    def _one_threshold(self) -> "Classifier":
        if self.keep_top is not None and (self.min is not None or self.max is not None):
            raise ValueError(
                "keep_top is a threshold by rank, min and max are absolute: give one of both"
            )
        return self


@dataclass(frozen=True)
class ModelFiles:
    """Folders of models by (name, language), and what is in them."""

    folders: tuple[tuple[str, str, str, str], ...]  # name, language, path, fingerprint

    def identity(self) -> dict[str, Any]:
        return {"models": [[name, lang, content] for name, lang, _, content in self.folders]}


def files_of(named: dict[str, Classifier]) -> ModelFiles:
    """The models of a recipe. Raises RecipeError for what is no model, or cannot be asked what it is
    asked."""
    found = []
    for name, classifier in named.items():
        for language, path in classifier.models.items():
            model = opened(name, path)
            _check(name, classifier, model)
            found.append((name, language, path, fingerprint_of(path)))
    return ModelFiles(tuple(found))


def opened(name: str, path: str) -> Trained:
    try:
        return classifiers.load(path)
    except (ValueError, OSError) as error:
        raise RecipeError(f"quality.classifiers.{name}: {error}") from None


def _check(name: str, classifier: Classifier, model: Trained) -> None:
    where = f"quality.classifiers.{name}: {model.folder}"
    positive = model.training.positive
    ranked = (classifier.min, classifier.max, classifier.keep_top) != (None, None, None)
    if ranked and positive is None:
        raise RecipeError(f"{where} has no positive label that min, max or keep_top could look at")
    unknown = [label for label in classifier.keep if label not in model.labels]
    if unknown:
        raise RecipeError(
            f"{where} knows no {', '.join(unknown)}; its labels are: {', '.join(model.labels)}"
        )


def copy_models(folder: Path, models: ModelFiles) -> None:
    """The models into a phase of the run: workers elsewhere read them, and they stay with what they
    scored."""
    for name, language, path, _ in models.folders:
        copytree(path, folder / name / language)


@cache
def _open(path: Path, changed: int) -> Trained:
    return classifiers.load(path)


def score(
    texts: pa.ChunkedArray | pa.Array, detected: Sequence[str], models: Folder, names: Sequence[str]
) -> dict[str, pa.Array]:
    """For each classifier a float32 column `<name>` with the score, null for no opinion; of one with several
    labels the likeliest, as text, with `<name>_score` for its probability."""
    folder, languages, columns = models.local(), np.array(detected, dtype=object), {}
    for name in names:
        if not (folder / name).is_dir():
            continue
        own = sorted(p.name for p in (folder / name).iterdir() if p.is_dir())
        chance = np.full(len(texts), np.nan, np.float32)
        label = np.full(len(texts), None, dtype=object)
        several = False
        for language in own:
            path = folder / name / language
            model = _open(path, (path / "model.json").stat().st_mtime_ns)
            here = ~np.isin(languages, own) if language == ANY else languages == language
            rows = np.flatnonzero(here)
            found = model.score(texts.take(pa.array(rows)))
            if model.training.positive:
                chance[rows] = found.fill_null(np.nan).to_numpy(zero_copy_only=False)
                continue
            several = True
            labels = np.array(model.labels, dtype=object)
            each = np.column_stack(
                [found.field(i).to_numpy(zero_copy_only=False) for i in range(len(labels))]
            )
            heard = np.flatnonzero(found.is_valid().to_numpy(zero_copy_only=False))
            best = each[heard].argmax(axis=1)
            label[rows[heard]], chance[rows[heard]] = labels[best], each[heard, best]
        scores = pa.array(chance, pa.float32(), mask=np.isnan(chance))
        columns |= (
            {name: pa.array(label, pa.string()), f"{name}_score": scores}
            if several
            else {name: scores}
        )
    return columns
