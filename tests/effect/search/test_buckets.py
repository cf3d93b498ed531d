"""Buckets are sets of documents: sketches tell how much they share, and old evidence moves to new buckets."""

import json
from pathlib import Path

import numpy as np
import pytest

from pipeline.effect.draw import Pool
from pipeline.effect.search.buckets import SKETCH, Bucket, mapped
from pipeline.effect.search.evidence import Evidence, remember, remembered


def bucket(name: str, first: int, last: int) -> Bucket:
    """The documents numbered first to last, of ten tokens each."""
    keys = np.random.default_rng(1).integers(0, 1 << 63, 50_000).astype(np.uint64)[first:last]
    size = len(keys)
    return Bucket.of(name, Pool.of(0, 0, keys, np.full(size, 9), np.ones(size, np.int64)))


@pytest.mark.parametrize(
    ("first", "last"), [(0, 20_000), (5_000, 15_000), (19_000, 21_000), (30_000, 40_000)]
)
def test_sketch_tells_the_share_inside(first: int, last: int) -> None:
    one, other = bucket("a", 0, 20_000), bucket("b", first, last)
    shared = max(0, min(20_000, last) - max(0, first))
    # the standard error of 2,048 hashes is 1.1 % at most; of fewer below the limit, more
    assert one.inside(other) == pytest.approx(shared / 20_000, abs=0.05)
    assert other.inside(one) == pytest.approx(shared / (last - first), abs=0.05)


def test_small_buckets_are_known_exactly() -> None:
    small, part = bucket("a", 0, SKETCH), bucket("b", 0, SKETCH // 4)
    assert (small.inside(part), part.inside(small)) == (0.25, 1.0)
    assert small.tokens == SKETCH * 10


def test_bucket_is_read_as_it_was_written() -> None:
    one = bucket("a", 0, 5_000)
    again = Bucket.read(json.loads(json.dumps(one.spelled())))
    assert (again.name, again.tokens, again.documents) == (one.name, one.tokens, one.documents)
    assert np.array_equal(again.sketch, one.sketch)


def test_old_shares_fall_to_the_parts_of_a_split_bucket() -> None:
    old = [bucket("whole", 0, 20_000), bucket("other", 20_000, 30_000)]
    new = [
        bucket("first", 0, 5_000),
        bucket("rest", 5_000, 20_000),
        bucket("renamed", 20_000, 30_000),
    ]
    falls = mapped(old, new)
    assert falls[0] == pytest.approx([0.25, 0.75, 0], abs=0.04)
    assert falls[1] == pytest.approx([0, 0, 1], abs=0.01)


def test_evidence_serves_after_a_split_and_an_addition(tmp_path: Path) -> None:
    path, setting = tmp_path / "evidence.jsonl", {"tokens": 5}
    old = [bucket("a", 0, 20_000), bucket("b", 20_000, 30_000)]
    measured = Evidence(np.array([[0.4, 0.6], [1.0, 0.0]]), np.array([[2.0], [3.0]]))
    remember(path, setting, old, measured)
    remember(path, setting, old, measured)  # the same again counts once
    split = [
        bucket("a1", 0, 10_000),
        bucket("a2", 10_000, 20_000),
        *old[1:],
        bucket("c", 30_000, 40_000),
    ]
    found = remembered(path, setting, split, 1)
    assert found.mixtures == pytest.approx(
        np.array([[0.2, 0.2, 0.6, 0], [0.5, 0.5, 0, 0]]), abs=0.03
    )
    assert found.bits.tolist() == [[2.0], [3.0]]
    # of a removed bucket only what did not use it counts
    assert remembered(path, setting, old[:1], 1).bits.tolist() == [[3.0]]
    assert len(remembered(path, {"tokens": 6}, split, 1).bits) == 0


def test_each_mixture_of_other_searches_counts_once() -> None:
    mixtures = np.array([[0.5, 0.5], [0.2, 0.8], [0.5, 0.5], [1.0, 0.0]])
    evidence = Evidence(mixtures, np.array([[1.0], [2.0], [1.0], [3.0]]))
    rest = evidence.without(np.array([[1.0, 0.0]]))
    assert rest.mixtures.tolist() == [[0.5, 0.5], [0.2, 0.8]]
    assert rest.bits.tolist() == [[1.0], [2.0]]
