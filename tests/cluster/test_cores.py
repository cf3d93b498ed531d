"""Cores are counted as nodes come and go; Ray's own count is replaced."""

import math
import time

import pytest

from pipeline.cluster import cores


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    found = {"CPU": 3.0}
    monkeypatch.setattr(cores.ray, "cluster_resources", lambda: found)
    return found


def test_cores_of_a_node_that_joins_count(counted: dict[str, float]) -> None:
    watched = cores.Cores()
    assert watched.look() == 3
    counted["CPU"] = 40
    assert watched.look() == 40
    assert watched.lost_at == -math.inf


def test_time_of_a_loss_is_kept(counted: dict[str, float]) -> None:
    watched = cores.Cores()
    watched.look()
    before = time.monotonic()
    del counted["CPU"]
    assert watched.look() == 1
    assert before < watched.lost_at < time.monotonic()
    lost_at = watched.lost_at
    assert watched.look() == 1
    assert watched.lost_at == lost_at


def test_looks_are_seconds_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores.ray, "cluster_resources", lambda: {"CPU": 3.0})
    watched = cores.Cores()
    assert watched.is_due()
    watched.look()
    assert not watched.is_due()
    monkeypatch.setattr(cores, "COUNTED", 0.0)
    assert watched.is_due()
