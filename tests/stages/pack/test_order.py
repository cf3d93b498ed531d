"""The shuffle: each epoch is an order of its own."""

import numpy as np
import pyarrow as pa

from pipeline.kernels import hashing
from pipeline.stages.pack.order import _mixed, places

NUM, EPOCHS = 4000, 4


def orders(seed: int = 17, phase: str = "train") -> np.ndarray:
    """int64 [EPOCHS, NUM]: the rank of each document among those of its epoch."""
    table = pa.table({"id": [f"d{i}" for i in range(NUM)]})
    found = places(table, np.full(NUM, EPOCHS), seed, phase)
    place = np.array(found["place"].to_pylist(), np.uint64).reshape(NUM, EPOCHS)
    assert found["epoch"].to_pylist() == list(range(EPOCHS)) * NUM
    return place.T.argsort(axis=1).argsort(axis=1)


def test_neighbours_of_one_epoch_are_strangers_in_another() -> None:
    """Of 4,000 random pairs, 2 are neighbours again by chance; 20 are far beyond it."""
    rank = orders()
    for a in range(EPOCHS):
        neighbours = rank[a].argsort()
        for b in range(EPOCHS):
            if a != b:
                gap = np.abs(np.diff(rank[b][neighbours]))
                assert (gap == 1).sum() < 20


def test_documents_move_by_many_distances_between_epochs() -> None:
    rank = orders()
    for epoch in range(1, EPOCHS):
        moved = (rank[epoch] - rank[0]) % NUM
        assert len(np.unique(moved)) > NUM / 2
        assert abs(np.corrcoef(rank[0], rank[epoch])[0, 1]) < 0.1


def test_epochs_lie_mixed_over_the_whole_phase() -> None:
    table = pa.table({"id": [f"d{i}" for i in range(NUM)]})
    found = places(table, np.full(NUM, 2), 17, "train")
    epoch = found["epoch"].to_numpy()[np.argsort(found["place"].to_numpy(), kind="stable")]
    halves = epoch[:NUM].mean(), epoch[NUM:].mean()
    assert max(halves) < 0.55


def test_seed_and_phase_give_orders_of_their_own() -> None:
    first, seeded, phased = orders()[0], orders(seed=18)[0], orders(phase="expert")[0]
    for other in (seeded, phased):
        assert abs(np.corrcoef(first, other)[0, 1]) < 0.1


def test_mixing_is_the_finalizer_of_splitmix64() -> None:
    """The first numbers of the generator from seed 1234567, as its authors' program prints them."""
    gamma = np.uint64(0x9E3779B97F4A7C15)
    states = np.uint64(1234567) + np.arange(1, 4, dtype=np.uint64) * gamma
    expected = [6457827717110365317, 3203168211198807973, 9817491932198370423]
    assert _mixed(states).tolist() == expected


def test_epochs_are_steps_of_splitmix64_from_the_hash_of_the_document() -> None:
    ids = pa.chunked_array([pa.array(["a", "b"])])
    found = places(pa.table({"id": ids}), np.array([3, 1]), 17, "train")["place"].to_numpy()
    first = hashing.hash64(ids, hashing.salted(17, "train"))
    steps = np.arange(1, 4, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    assert np.array_equal(found, _mixed(np.append(first[0] + steps, first[1] + steps[0])))


def test_rows_stand_as_often_as_they_are_taken() -> None:
    table = pa.table({"id": [f"d{i}" for i in range(4)], "n": [5, 6, 7, 8]})
    for times in ([1, 1, 1, 1], [2, 2, 2, 2], [0, 2, 1, 1], [0, 0, 0, 0], [1, 1, 1, 0]):
        found = places(table, np.array(times), 17, "train")
        expected = [(5 + i, epoch) for i in range(4) for epoch in range(times[i])]
        assert list(zip(*(found[c].to_pylist() for c in ("n", "epoch")), strict=True)) == expected
