"""Cores are counted as nodes come and go; Ray's own list of nodes is replaced."""

import math
import time

import pytest

from pipeline.cluster import cores


@pytest.fixture
def nodes(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The cores of each node."""
    found = {"a": 3.0}

    def listed() -> list[dict[str, object]]:
        gone = {"NodeID": "gone", "Alive": False, "Resources": {"CPU": 64.0}}
        return [
            gone,
            *({"NodeID": n, "Alive": True, "Resources": {"CPU": c}} for n, c in found.items()),
        ]

    monkeypatch.setattr(cores.ray, "nodes", listed)
    return found


def test_cores_of_a_node_that_joins_count(nodes: dict[str, float]) -> None:
    watched = cores.Cores()
    assert watched.look() == 3
    nodes["b"] = 37
    assert watched.look() == 40
    assert (watched.lost, watched.lost_at) == (0, -math.inf)


def test_a_loss_is_kept_with_its_time_also_beside_a_gain(nodes: dict[str, float]) -> None:
    watched = cores.Cores()
    watched.look()
    before = time.monotonic()
    del nodes["a"]
    nodes["b"] = 16
    assert watched.look() == 16
    assert watched.lost == 3
    assert before < watched.lost_at < time.monotonic()
    lost_at = watched.lost_at
    assert watched.look() == 16
    assert watched.lost_at == lost_at


def test_head_without_cores_counts_as_one(nodes: dict[str, float]) -> None:
    nodes["a"] = 0
    assert cores.Cores().look() == 1


def test_looks_are_seconds_apart(nodes: dict[str, float], monkeypatch: pytest.MonkeyPatch) -> None:
    watched = cores.Cores()
    assert watched.is_due()
    watched.look()
    assert not watched.is_due()
    monkeypatch.setattr(cores, "COUNTED", 0.0)
    assert watched.is_due()
