"""The estimators that a model is made of, one kind a file: settings with `train` and `open`, and the trained
estimator with `probabilities` and `features`."""

from typing import Annotated

from pydantic import Field

from classifiers.estimators.fasttext import FastText
from classifiers.estimators.lexicon import Lexicon
from classifiers.estimators.linear import Linear

Estimator = Annotated[FastText | Lexicon | Linear, Field(discriminator="kind")]
