"""One driver per root: a lock of the operating system on a local one, a lease on an object store.

A killed driver leaves no lock behind. It leaves a lease, which the next driver takes over at once on the same
machine, and after STALE seconds without a renewal from another one. No clocks are compared.
"""

import fcntl
import itertools
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pipeline.core.errors import JobError
from pipeline.core.store import Store

_AT_WORK = "another malmoi runs on this root"
LOCK_FILE, LEASES = ".lock", ".leases"
RENEWED = 20.0  # seconds between renewals
STALE = 60.0  # seconds that a driver watches the lease of another one before it takes the root over
# Seconds until the leases of drivers that begin together are visible to each other: longer than a put takes.
SETTLED = 3.0
WATCHED = 2.0  # seconds between looks at the lease of another driver


@contextmanager
def locked(store: Store, option: str = "--root") -> Iterator[Callable[[], None]]:
    """Hold the root. The block gets a function that raises JobError once another driver has taken it over.
    `option` is what names the folder on the command line.

    Raises JobError if another one holds it, or if the root cannot be written."""
    with _locked(store, option) if store.local else _leased(store) as check:
        yield check


@contextmanager
def at_rest(store: Store) -> Iterator[None]:
    """Hold off runs on a local root, and write nothing: a root that was never locked, or whose lock belongs
    to others, is read all the same. Raises JobError if a run is at work."""
    try:
        lock = open(store.at(LOCK_FILE), "rb")  # noqa: SIM115 - closed below, with the lock
    except OSError:
        yield
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            raise JobError(f"{store.uri}: {_AT_WORK}; wait for it to end") from None
        yield


@contextmanager
def _locked(store: Store, option: str) -> Iterator[Callable[[], None]]:
    try:
        os.makedirs(store.at(""), exist_ok=True)
        lock = open(store.at(LOCK_FILE), "w")  # noqa: SIM115 - closed below, with the lock
    except OSError as error:
        raise JobError(
            f"{store.uri}: Malmoi cannot write here ({error.strerror}); give {option} a folder that you may "
            "write to"
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise JobError(
                f"{store.uri}: {_AT_WORK}; wait for it to end, or give another {option}"
            ) from None
        yield lambda: None


@contextmanager
def _leased(store: Store) -> Iterator[Callable[[], None]]:
    lease = _Lease(store)
    renewal = threading.Thread(target=lease.renew, daemon=True)
    renewal.start()
    try:
        lease.take()
        yield lease.check
    finally:
        lease.ended.set()
        renewal.join()
        store.delete(lease.path)


class _Lease:
    """The lease of this driver: a file of its own, since a store has no lock and no write under a condition.

    A driver writes its file, waits until the files of drivers that began with it are visible, and lists them.
    Among drivers that begin together the least name goes on; behind one that holds the root nobody does."""

    def __init__(self, store: Store) -> None:
        self.store, self.name = store, uuid.uuid4().hex
        self.path = f"{LEASES}/{self.name}.json"
        self.ended, self.renewals, self.is_held = threading.Event(), itertools.count(), False

    def write(self) -> None:
        """Write or renew the file."""
        lease = {"host": _machine(), "process": os.getpid(), "begun": _begun(os.getpid())}
        more = {"held": self.is_held, "renewal": next(self.renewals)}
        self.store.write_json(self.path, {**lease, **more})

    def renew(self) -> None:
        """Renew the file until the run ends. A store that fails once is asked again the next time."""
        while not self.ended.wait(RENEWED):
            with suppress(OSError):
                self.write()

    def take(self) -> None:
        """Take the root. Raises JobError as soon as a living driver is known to have it."""
        self.write()
        time.sleep(SETTLED)
        rivals, waited = self._rivals(), 0.0
        while rivals:
            for name, lease in rivals.items():
                if _is_alive(lease) and (lease["held"] or name < self.name):
                    raise JobError(self._taken(lease))
            time.sleep(WATCHED)
            waited += WATCHED
            now = self._rivals()
            for name in rivals.keys() & now.keys():
                if now[name] != rivals[name] and (now[name]["held"] or name < self.name):
                    raise JobError(self._taken(now[name]))
                is_dead = _is_alive(now[name]) is False or waited >= STALE
                if is_dead and now[name] == rivals[name]:
                    self.store.delete(f"{LEASES}/{name}.json")
                    del now[name]
            rivals = now
        self.is_held = True
        self.write()

    def check(self) -> None:
        """Raise JobError if another driver holds the root too: the greater name gives way."""
        for name, lease in self._rivals().items():
            if lease["held"] and name < self.name:
                raise JobError(self._taken(lease))

    def _rivals(self) -> dict[str, dict[str, Any]]:
        """The leases of other drivers by name."""
        names = {n.removesuffix(".json") for n in self.store.sizes(LEASES)} - {self.name}
        found = {name: self.store.read_json(f"{LEASES}/{name}.json") for name in sorted(names)}
        return {name: lease for name, lease in found.items() if lease is not None}

    def _taken(self, lease: dict[str, Any]) -> str:
        return (
            f"{self.store.uri}: another malmoi runs on this root, on {lease['host'].split()[0]} as process "
            f"{lease['process']}; wait for it to end, or give another --root"
        )


def _is_alive(lease: dict[str, Any]) -> bool | None:
    """Whether the driver of a lease runs; None on another machine, whose processes are unknown.

    A process of the same number that began at another time is another one."""
    if lease["host"] != _machine():
        return None
    return _begun(lease["process"]) == lease["begun"] is not None


def _machine() -> str:
    """The name of this machine and the number of its boot: containers on two machines may share a name."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    return f"{socket.gethostname()} {boot.read_text().strip() if boot.exists() else ''}".strip()


def _begun(process: int) -> str | None:
    """When a process of this machine began, in ticks since the boot; None if none has that number."""
    try:
        # the second field is a name in brackets, which may hold blanks and brackets
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return fields[19]
    except OSError:
        return _begun_elsewhere(process)


def _begun_elsewhere(process: int) -> str | None:
    """Without /proc: a word for a process that runs, whenever it began."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        return "unknown"
    return "unknown"
