"""The bootstrap: intervals cover what they should, and arms of one kind are told apart as rarely as promised."""

import numpy as np
import pytest

from pipeline.effect.statistics import _wider, difference, per_byte

STRATA, DOCUMENTS = 3, 40
STRATUM = np.repeat(np.arange(STRATA), DOCUMENTS)


def drawn(
    random: np.random.Generator, shift: float, seeds: int = 3
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(bits of an arm, of the baseline, sizes): the arm is better by `shift` in each byte, with noise."""
    sizes = random.integers(200, 3_000, STRATA * DOCUMENTS)
    hard = random.normal(2, 0.3, STRATA * DOCUMENTS)
    noise = random.normal(0, 0.05, (2, seeds, STRATA * DOCUMENTS))
    return (hard - shift + noise[0]) * sizes, (hard + noise[1]) * sizes, sizes


def test_mean_over_strata_counts_each_alike() -> None:
    bits = np.array([[10.0, 10.0, 400.0]])
    sizes, stratum = np.array([10, 10, 100]), np.array([0, 0, 1])
    assert per_byte(bits, sizes, stratum, 2).tolist() == [1.0, 4.0]


def test_shuffled_labels_are_told_apart_in_one_of_twenty() -> None:
    random = np.random.default_rng(3)
    outside = []
    for _ in range(120):
        found = difference(*drawn(random, 0.0), STRATUM, STRATA)
        outside.append(not found.low <= 0 <= found.high)
    # 95 % of the intervals hold the truth; a bootstrap of few seeds may be a little wide
    assert np.mean(outside) < 0.12


def test_interval_holds_a_true_difference() -> None:
    random = np.random.default_rng(4)
    found = difference(*drawn(random, 0.1), STRATUM, STRATA)
    assert found.low < found.percent < found.high < 0
    assert found.verdict == "better"
    assert found.percent == pytest.approx(-5, abs=1)


@pytest.mark.parametrize("seeds", [2, 3, 5])
def test_luck_of_the_draw_is_told_apart_in_one_of_twenty(seeds: int) -> None:
    """Each seed of each arm is better or worse as a whole, by the documents that it happened to draw."""
    random = np.random.default_rng(seeds)
    outside = []
    for _ in range(200):
        arm, base, sizes = drawn(random, 0.0, seeds)
        luck = random.normal(0, 0.05, (2, seeds, 1)) * sizes
        found = difference(arm + luck[0], base + luck[1], sizes, STRATUM, STRATA)
        outside.append(not found.low <= 0 <= found.high)
    # resamples alone leave 0 out in .28 of two seeds, .2 of three
    assert np.mean(outside) < 0.09


def test_resamples_are_widened_to_the_interval_of_student() -> None:
    """t(.975) of 2 and of 9 degrees of freedom is 4.303 and 2.262; of a normal 1.960; a resample's spread is
    smaller than the sample's by the root of (n - 1) / n."""
    assert _wider(3) == pytest.approx(4.3027 / 1.9600 * (3 / 2) ** 0.5, rel=1e-3)
    assert _wider(10) == pytest.approx(2.2622 / 1.9600 * (10 / 9) ** 0.5, rel=1e-3)
    assert _wider(1) == 1


def test_stratum_of_few_texts_gives_no_verdict() -> None:
    sizes, base = np.full(12, 1_000), np.full((1, 12), 2_000.0)
    for few, verdict in ((2, "open"), (0, "worse")):
        stratum = np.array([1] * few + [0] * (12 - few)) if few else np.zeros(12, int)
        found = difference(base + 50, base, sizes, stratum, 2 if few else 1)
        assert (found.verdict, found.why) == (verdict, "few" if few else "")


def test_win_needs_two_thirds_of_the_strata() -> None:
    base = np.full((1, STRATA * DOCUMENTS), 2_000.0)
    sizes = np.full(STRATA * DOCUMENTS, 1_000)
    one = base + np.where(STRATUM == 0, -900.0, 5.0)
    found = difference(one, base, sizes, STRATUM, STRATA)
    assert found.high < 0
    assert (found.agreeing, found.verdict, found.why) == (1, "open", "strata")


def test_same_arm_differs_by_nothing() -> None:
    bits, _, sizes = drawn(np.random.default_rng(5), 0.1)
    found = difference(bits, bits, sizes, STRATUM, STRATA)
    assert (found.percent, found.low, found.high, found.verdict) == (0, 0, 0, "open")
