"""Platt scaling: turn the probability of one estimator into a calibrated probability.

Two numbers are fitted, a slope and an offset on the log odds (Platt 1999). The mapping is strictly
increasing, so ranks and percentiles do not change; isotonic regression is a step function and would give a
tenth of the documents the same score."""

import numpy as np

# Probabilities are clipped to [EPSILON, 1 - EPSILON], which bounds the log odds by 16.
EPSILON = 1e-7


def log_odds(probabilities: np.ndarray) -> np.ndarray:
    """Log odds of probabilities in [0, 1]: float64 of the same shape, in [-16.2, 16.2]."""
    clipped = np.clip(probabilities, EPSILON, 1 - EPSILON)
    return np.log(clipped / (1 - clipped))


def fit(probabilities: np.ndarray, y_true: np.ndarray) -> tuple[float, float]:
    """Fit (slope, offset) for one label against the rest.

    `probabilities` float64 [n] are those of the label, `y_true` bool [n] is True where it is correct. Returns
    (1, 0), the identity, if `y_true` holds one value only or if the fitted slope is not positive."""
    from sklearn.linear_model import LogisticRegression

    if len(np.unique(y_true)) < 2:
        return 1.0, 0.0
    model = LogisticRegression(C=1.0).fit(log_odds(probabilities)[:, None], y_true)
    slope = float(model.coef_[0, 0])
    return (slope, float(model.intercept_[0])) if slope > 0 else (1.0, 0.0)


def apply(probabilities: np.ndarray, slope: float, offset: float) -> np.ndarray:
    """Calibrated probabilities, float64 of the same shape as `probabilities`."""
    return 1 / (1 + np.exp(-(slope * log_odds(probabilities) + offset)))
