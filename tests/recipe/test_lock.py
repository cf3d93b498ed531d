"""One driver per root, on a local folder and on a store without locks."""

import os
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.errors import JobError
from pipeline.core.store import Store
from pipeline.recipe import lock
from pipeline.recipe.lock import LEASES, locked


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty root on a store without locks, whose drivers renew and look ten times as often."""
    for name in ("RENEWED", "STALE", "SETTLED", "WATCHED"):
        monkeypatch.setattr(lock, name, getattr(lock, name) / 10)
    whole = (
        threading.Lock()
    )  # a put of a real store is seen whole; this store shows files as they grow
    for name in ("read_json", "write_json"):
        monkeypatch.setattr(Store, name, _one_at_a_time(getattr(Store, name), whole))
    return Store(f"memory://{uuid.uuid4().hex}")


def _one_at_a_time(function: Callable[..., Any], whole: threading.Lock) -> Callable[..., Any]:
    def guarded(*arguments: Any) -> Any:
        with whole:
            return function(*arguments)

    return guarded


def test_second_driver_is_refused_on_a_local_root(tmp_path: Path) -> None:
    with locked(Store(str(tmp_path))), pytest.raises(JobError, match="another malmoi runs on this"):
        locked(Store(str(tmp_path))).__enter__()
    with locked(Store(str(tmp_path))):
        pass


def test_driver_that_renews_its_lease_keeps_the_root(store: Store) -> None:
    with locked(store) as check:
        for _ in range(2):
            with pytest.raises(
                JobError, match=rf"on {socket.gethostname()} as process {os.getpid()}"
            ):
                locked(store).__enter__()
        check()
    assert not store.sizes(LEASES)
    with locked(store) as check:
        check()


def test_one_of_drivers_that_begin_together_has_the_root(store: Store) -> None:
    held, refused, start = [], [], threading.Barrier(6)

    def drive(number: int) -> None:
        start.wait()
        try:
            with locked(store) as check:
                time.sleep(0.5)
                check()
                held.append(number)
        except JobError:
            refused.append(number)

    threads = [threading.Thread(target=drive, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(held), len(refused)) == (1, 5)


def leave(store: Store, name: str, **lease: object) -> None:
    """The lease of another driver, as it is once it holds the root."""
    store.write_json(f"{LEASES}/{name}.json", {"held": True, "renewal": 3, "begun": "1", **lease})


def test_lease_of_a_killed_driver_of_this_machine_is_taken_over_at_once(store: Store) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    leave(store, "gone", host=lock._machine(), process=ended.pid)
    started = time.monotonic()
    with locked(store) as check:
        assert time.monotonic() - started < lock.STALE
        check()


def test_process_that_has_the_number_of_a_killed_driver_is_another_one(store: Store) -> None:
    """The number of this process, with the time of another."""
    leave(store, "0", host=lock._machine(), process=os.getpid(), begun="7")
    started = time.monotonic()
    with locked(store):
        assert time.monotonic() - started < lock.STALE


def test_store_that_fails_once_is_asked_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, failures = Store.write_json, [OSError("503 Slow Down")]

    def failing(self: Store, path: str, value: Any) -> None:
        if value["renewal"] == 2 and failures:
            raise failures.pop()
        write(self, path, value)

    monkeypatch.setattr(Store, "write_json", failing)
    with locked(store) as check:
        time.sleep(4 * lock.RENEWED)
        check()
        ((name, _),) = store.sizes(LEASES).items()
        assert store.read_json(f"{LEASES}/{name}")["renewal"] > 2
    assert not failures


def test_lease_that_nobody_renews_is_taken_over_after_a_while(store: Store) -> None:
    leave(store, "gone", host="elsewhere", process=1)
    started = time.monotonic()
    with locked(store):
        assert lock.STALE <= time.monotonic() - started < 3 * lock.STALE


def test_lease_that_is_renewed_elsewhere_is_refused(store: Store) -> None:
    leave(store, "other", host="elsewhere", process=7)
    renewal = threading.Timer(0.4, leave, (store, "other"), {"host": "elsewhere", "process": 8})
    renewal.start()
    with pytest.raises(JobError, match="on elsewhere as process 8"):
        locked(store).__enter__()
    renewal.join()
    assert list(store.sizes(LEASES)) == ["other.json"]


@pytest.mark.parametrize(("name", "gives_way"), [("0", True), ("z", False)])
def test_of_two_holders_the_greater_name_gives_way(
    store: Store, name: str, gives_way: bool
) -> None:
    with locked(store) as check:
        leave(store, name, host="elsewhere", process=7)
        if gives_way:
            with pytest.raises(JobError, match="on elsewhere as process 7"):
                check()
        else:
            check()
