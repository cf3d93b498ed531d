"""Whether a head answers is told by a real port that opens and closes."""

import socket
import time
from collections.abc import Callable

import pytest

from pipeline.cluster import head
from pipeline.cluster.head import Head


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in {"ASKED": 0.05, "LOST": 0.4, "STUCK": 1.2}.items():
        monkeypatch.setattr(head, name, seconds)


def opened(port: int) -> socket.socket:
    return socket.create_server(("127.0.0.1", port), backlog=500)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("is_ours", [False, True])
def test_head_is_lost_while_its_port_is_closed_and_told_once(
    is_ours: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    server = opened(0)
    port = server.getsockname()[1]
    watched = Head(f"127.0.0.1:{port}", is_ours)
    told = ""

    def is_told() -> bool:
        nonlocal told
        told += capfd.readouterr().err
        return "has not answered for" in told

    try:
        time.sleep(1)
        assert not watched.is_lost
        server.close()
        wait_for(lambda: watched.is_lost)
        wait_for(is_told)
        assert f"127.0.0.1:{port}" in told
        time.sleep(0.5)
        is_told()
        assert told.count("has not answered for") == 1
        server = opened(port)
        wait_for(lambda: not watched.is_lost)
        told = ""
        server.close()
        wait_for(is_told)
    finally:
        watched.close()
        server.close()


def test_driver_that_ends_by_itself_says_so_alone(capfd: pytest.CaptureFixture[str]) -> None:
    server = opened(0)
    watched = Head(f"127.0.0.1:{server.getsockname()[1]}", is_ours=True)
    server.close()
    wait_for(lambda: watched.is_lost)
    watched.close()
    time.sleep(1.5)
    assert capfd.readouterr().err == ""
