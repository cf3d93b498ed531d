"""Draws: equal tokens, the same place of a document in every arm, and shares that are held."""

import numpy as np
import pytest

from pipeline.effect.draw import Pool, bounded, chosen

RANDOM = np.random.default_rng(1)
KEYS = RANDOM.integers(0, 1 << 63, 3_000).astype(np.uint64)
TOKENS = RANDOM.integers(1, 500, 3_000)


def pool(rows: slice = slice(None), epochs: int = 1, groups: int = 1) -> Pool:
    keys, tokens = KEYS[rows], TOKENS[rows]
    times = np.full(len(keys), epochs)
    return Pool.of(0, 0, keys, tokens, times, np.arange(len(keys)) % groups)


@pytest.mark.parametrize("budget", [1, 500, 100_000])
def test_exactly_the_budget_is_drawn(budget: int) -> None:
    assert pool().drawn(3, budget).total == budget


def test_all_is_drawn_if_there_is_no_more() -> None:
    assert pool().drawn(3, 10**9).total == pool().total
    assert pool().drawn(3, 0).total == 0


def test_arms_share_the_order_of_their_documents() -> None:
    whole, part = pool().drawn(5, 200_000), pool(slice(0, 1_500)).drawn(5, 100_000)
    in_both = np.isin(whole.key, part.key)
    assert np.array_equal(whole.key[in_both], part.key[np.isin(part.key, whole.key)])
    assert in_both.mean() > 0.4
    assert not np.array_equal(pool().drawn(6, 200_000).key[:20], whole.key[:20])


def test_epochs_of_a_document_stand_in_different_places() -> None:
    twice = pool(epochs=2)
    assert twice.total == 2 * twice.unique == 2 * pool().total
    drawn = twice.drawn(3, twice.total)
    first, second = (np.argsort(drawn.key[drawn.epoch == e], kind="stable") for e in (0, 1))
    assert not np.array_equal(first, second)


def test_shares_of_groups_are_held() -> None:
    shares = np.array([0.7, 0.2, 0.1])
    drawn = pool(groups=3).drawn_by_shares(3, 100_000, shares)
    assert drawn.total == 100_000
    assert drawn.by_group(3).tolist() == [70_000, 20_000, 10_000]
    # a group that has too little gives all, and the others fill up by their shares
    few = pool(groups=3).take(np.r_[0:3_000:3, 1:60:3, 2:3_000:3])
    lacking = few.drawn_by_shares(3, 100_000, shares)
    assert lacking.total == 100_000
    assert lacking.by_group(3)[1] == few.by_group(3)[1]
    assert lacking.by_group(3)[0] / lacking.by_group(3)[2] == pytest.approx(7, rel=0.01)


def test_share_of_documents_is_chosen_by_their_hashes() -> None:
    mask = chosen(KEYS, 0.1)
    assert mask.mean() == pytest.approx(0.1, abs=0.02)
    assert np.array_equal(mask[:100], chosen(KEYS[:100], 0.1))


def test_what_is_above_a_bound_falls_to_the_others() -> None:
    shares = bounded(np.array([[0.8, 0.1, 0.1], [0.2, 0.4, 0.4]]), np.array([0.5, 1.0, 0.2]))
    assert shares.sum(axis=1) == pytest.approx([1, 1])
    assert (shares <= np.array([0.5, 1.0, 0.2]) + 1e-9).all()
    assert shares[0] == pytest.approx([0.5, 0.3, 0.2])


@pytest.mark.parametrize("buckets", [2, 5, 14])
def test_bounded_mixtures_are_shares_within_their_bounds(buckets: int) -> None:
    """Of small buckets, whose bounds are far below their shares, and of mixtures at the edge."""
    random = np.random.default_rng(buckets)
    for _ in range(100):
        most = np.minimum(1, random.dirichlet(np.full(buckets, 0.3)) * random.uniform(1.05, 6))
        most[int(np.argmax(most))] += max(0, 1.05 - most.sum())
        shares = bounded(random.dirichlet(np.full(buckets, 0.05), 200), most)
        assert (shares >= 0).all()
        assert shares.sum(axis=1) == pytest.approx(np.ones(200))
        assert (shares <= most + 1e-9).all()


def test_documents_that_another_pool_has_are_left_out_with_all_epochs() -> None:
    base = pool().drawn(3, 200_000)
    rest = pool(epochs=2).unseen(base)
    assert not np.isin(rest.key, base.key).any()
    assert set(rest.key.tolist()) | set(base.key.tolist()) == set(KEYS.tolist())
    assert rest.digest() != pool().digest() == pool().digest()
