"""Whether an arm is better: paired differences of bits per byte, and a bootstrap over seeds and documents."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

SAMPLES = 2_000
INTERVAL = (2.5, 97.5)  # percentiles
AGREEMENT = 2 / 3  # of the strata that must point the same way
_BLOCK = 64  # resamples of the documents that are held at once
BETTER, WORSE, OPEN = "better", "worse", "open"
FEW, INTERVAL_HOLDS_0, DISAGREE = "few", "interval", "strata"
FEWEST = 10  # texts of a stratum: resamples of fewer say nothing of others


@dataclass(frozen=True)
class Difference:
    """An arm beside the baseline, in percent of the baseline's bits per byte: below 0 is better.

    `by_stratum` in the order of the strata; `agreeing`: how many point to the same side as the mean.
    """

    percent: float
    low: float
    high: float
    by_stratum: tuple[float, ...]
    agreeing: int

    fewest: int
    """Texts of the smallest stratum."""

    @property
    def why(self) -> str:
        """What leaves the verdict open: `few` texts, an `interval` with 0, `strata` that disagree; or ""."""
        if self.fewest < FEWEST:
            return FEW
        if self.low <= 0 <= self.high:
            return INTERVAL_HOLDS_0
        return DISAGREE if self.agreeing < AGREEMENT * len(self.by_stratum) else ""

    @property
    def verdict(self) -> str:
        """`better` or `worse` if the interval excludes 0 and two thirds of the strata agree, else `open`."""
        if self.why:
            return OPEN
        return BETTER if self.percent < 0 else WORSE


def per_byte(bits: np.ndarray, sizes: np.ndarray, stratum: np.ndarray, strata: int) -> np.ndarray:
    """Bits per byte by stratum, the mean over seeds: float64 [strata]."""
    total = np.stack([np.bincount(stratum, weights=b, minlength=strata) for b in bits]).mean(axis=0)
    return total / np.bincount(stratum, weights=sizes, minlength=strata)


def difference(
    arm: np.ndarray,
    baseline: np.ndarray,
    sizes: np.ndarray,
    stratum: np.ndarray,
    strata: int,
    seed: int = 17,
) -> Difference:
    """The difference of two arms, float64 [seeds, documents] each; `sizes` are bytes of the documents.

    The interval is that of a two-level bootstrap: seeds are drawn with replacement, and documents in each
    stratum, the same for both arms. Resamples of few seeds spread too little: their part is as much wider as
    Student's interval of their mean is."""
    here, there = (per_byte(b, sizes, stratum, strata) for b in (arm, baseline))
    by_stratum = (here / there - 1) * 100
    percent = float((here.mean() / there.mean() - 1) * 100)
    low, high = np.percentile(
        _resampled(arm, baseline, sizes, stratum, strata, np.random.default_rng(seed)), INTERVAL
    )
    agreeing = int((np.sign(by_stratum) == np.sign(percent)).sum())
    fewest = int(np.bincount(stratum, minlength=strata).min())
    return Difference(
        percent, float(low), float(high), tuple(by_stratum.tolist()), agreeing, fewest
    )


def _resampled(
    arm: np.ndarray,
    baseline: np.ndarray,
    sizes: np.ndarray,
    stratum: np.ndarray,
    strata: int,
    random: np.random.Generator,
) -> np.ndarray:
    """Differences in percent of SAMPLES resamples."""
    seeds = len(arm)
    drawn = random.multinomial(seeds, np.full(seeds, 1 / seeds), SAMPLES) / seeds
    drawn = 1 / seeds + _wider(seeds) * (drawn - 1 / seeds)
    means = np.zeros((2, SAMPLES))
    for number in range(strata):
        rows = np.flatnonzero(stratum == number)
        both = np.stack([arm[:, rows], baseline[:, rows]])
        for first in range(0, SAMPLES, _BLOCK):
            part = slice(first, min(first + _BLOCK, SAMPLES))
            size = part.stop - part.start
            times = random.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size)
            bits = both @ times.T  # [2, seeds, size]
            by_seed = np.einsum("asb,bs->ab", bits, drawn[part])
            means[:, part] += by_seed / (times @ sizes[rows]) / strata
    return (means[0] / means[1] - 1) * 100


def _wider(seeds: int) -> float:
    """How much wider Student's interval of a mean of so many values is than that of their resamples: 2.7 for
    three seeds, 1.2 for ten. 1 for one seed, which shows no spread."""
    if seeds < 2:
        return 1.0
    top = INTERVAL[1] / 100
    return float(stats.t.ppf(top, seeds - 1) / stats.norm.ppf(top) * (seeds / (seeds - 1)) ** 0.5)
