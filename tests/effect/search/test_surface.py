"""The surface over mixtures: it ranks mixtures that it has not seen, and finds a lowest point that is known."""

import numpy as np
import pytest

from pipeline.effect.search.evidence import Evidence
from pipeline.effect.search.surface import Surface

BEST = np.array([0.55, 0.3, 0.1, 0.05])


def bits_of(mixtures: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Two strata whose mean is lowest at BEST: cross entropies, with a little noise."""
    cross = -(BEST * np.log(mixtures + 0.02)).sum(axis=1)
    noise = random.normal(0, 0.002, (len(mixtures), 2))
    return np.stack([1 + cross, 2 + 0.5 * cross], axis=1) + noise


def evidence(seed: int, number: int) -> Evidence:
    random = np.random.default_rng(seed)
    mixtures = random.dirichlet(np.full(4, 1.5), number)
    return Evidence(mixtures, bits_of(mixtures, random))


def test_unseen_mixtures_are_ranked() -> None:
    assert Surface.fitted(evidence(1, 40)).rank_correlation(evidence(2, 20)) > 0.95


def test_known_best_mixture_is_found() -> None:
    surface = Surface.fitted(evidence(1, 48))
    found = surface.best(np.ones(4), np.full(4, 0.25), seed=3)
    assert found.sum() == pytest.approx(1)
    assert np.abs(found - BEST).max() < 0.08


def test_bounds_hold_at_the_best_mixture() -> None:
    most = np.array([0.3, 1.0, 0.2, 1.0])
    found = Surface.fitted(evidence(1, 48)).best(most, np.full(4, 0.25), seed=3)
    assert (found <= most + 1e-9).all()
    assert found[0] == pytest.approx(0.3, abs=0.02)
