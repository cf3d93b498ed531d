"""Models that score text: language identification, and the classifiers that `train` makes (quality, domain,
toxicity). This package imports nothing from pipeline.

`load(path)` returns a model; `model.score(texts: pa.Array) -> pa.Array` returns a score for each text."""

from classifiers.model import Model, load

__all__ = ["Model", "load"]
