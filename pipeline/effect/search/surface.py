"""Bits per byte as a function of the mixture: a Gaussian process for each stratum, and its lowest point.

Mixtures are compared by the square roots of their shares (Hellinger's distance), in which the first percents
of a bucket count for more than the last ones.
"""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import spearmanr
from sklearn.exceptions import ConvergenceWarning
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

from pipeline.effect.draw import bounded
from pipeline.effect.search.evidence import Evidence

CANDIDATES, ROUNDS = 4_000, 6
_RESTARTS = 2


@dataclass(frozen=True)
class Surface:
    """What was learnt from evidence: predicts the bits per byte of mixtures."""

    models: tuple[Any, ...]
    centre: np.ndarray
    scale: np.ndarray

    @staticmethod
    def fitted(evidence: Evidence) -> "Surface":
        """A process for each stratum, fitted by maximum likelihood."""
        centre = evidence.bits.mean(axis=0)
        scale = np.maximum(evidence.bits.std(axis=0), 1e-9)
        targets = (evidence.bits - centre) / scale
        places = np.sqrt(evidence.mixtures)
        models = []
        for stratum in range(targets.shape[1]):
            kernel = ConstantKernel(1.0, (1e-2, 1e3)) * Matern(0.5, (0.05, 10), nu=2.5)
            kernel += WhiteKernel(1e-2, (1e-6, 1))
            model = GaussianProcessRegressor(kernel, n_restarts_optimizer=_RESTARTS, random_state=0)
            with warnings.catch_warnings():
                # a bound that is reached, such as no noise, is an answer
                warnings.simplefilter("ignore", ConvergenceWarning)
                models.append(model.fit(places, targets[:, stratum]))
        return Surface(tuple(models), centre, scale)

    def predicted(self, mixtures: np.ndarray) -> np.ndarray:
        """Bits per byte by stratum, float64 [n, strata]."""
        places = np.sqrt(mixtures)
        of = np.stack([model.predict(places) for model in self.models], axis=1)
        return of * self.scale + self.centre

    def rank_correlation(self, evidence: Evidence) -> float:
        """Spearman's correlation of predicted and measured means over strata, on other mixtures."""
        predicted = self.predicted(evidence.mixtures).mean(axis=1)
        return float(spearmanr(predicted, evidence.bits.mean(axis=1)).statistic)

    def best(self, most: np.ndarray, start: np.ndarray, seed: int) -> np.ndarray:
        """The mixture with the fewest predicted bits (mean over strata) whose shares are at most `most`.

        Candidates are drawn around the best so far, ever nearer."""
        random = np.random.default_rng(seed)
        found = start
        for step in range(ROUNDS):
            drawn = random.dirichlet(found * 4.0 * 4.0**step + 0.05, CANDIDATES)
            wide = random.dirichlet(np.ones(len(start)), CANDIDATES if step == 0 else 0)
            every = np.concatenate([found[None], drawn, wide.reshape(-1, len(start))])
            every = bounded(every, most)
            found = every[int(np.argmin(self.predicted(every).mean(axis=1)))]
        return found
