"""The nursery: a process without threads that forks workers for a driver and says how they ended.

A driver cannot fork its workers itself: polars, Arrow and Ray have threads there, whose locks a child would
inherit without the thread that opens them. The nursery is a copy of the driver from before these threads
(milliseconds; the imports are done), or a new interpreter (a second) where no such copy was made.
"""

import atexit
import contextlib
import os
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection

from pipeline.core.errors import JobError
from pipeline.processes.fork import forked
from pipeline.processes.worker import work

# A message is a command and a number: the process that is asked about, or the answer.
MESSAGE = struct.Struct("!cq")
BIRTH, END = b"b", b"e"
GONE = (
    "the process that starts workers has ended: the system may lack memory, or it was killed; what is "
    "finished stays, and the same command goes on from there"
)


class Nursery:
    """The driver's side of a nursery."""

    def __init__(
        self, control: socket.socket, process: "subprocess.Popen[bytes] | None" = None
    ) -> None:
        self._control, self._process = control, process

    @staticmethod
    def forked() -> "Nursery":
        """A copy of this process, which must not have started any thread that holds locks."""
        ours, theirs = socket.socketpair()

        def live() -> None:
            ours.close()
            signal.set_wakeup_fd(-1)
            keep(theirs)

        forked(live)
        theirs.close()
        return Nursery(ours)

    @staticmethod
    def started() -> "Nursery":
        """A new interpreter."""
        ours, theirs = socket.socketpair()
        path = os.pathsep.join(p for p in sys.path if p)
        imports = "import pipeline.recipe, pipeline.registry"
        code = f"{imports}; from pipeline.processes.nursery import main; main({theirs.fileno()})"
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        started = Nursery(ours, process)
        atexit.register(started.close)
        return started

    def close(self) -> None:
        """Let it end, and its workers with it."""
        self._control.close()
        if self._process is not None:
            self._process.wait()

    def born(self) -> tuple[int, Connection]:
        """(the number of a new worker's process, the connection to it)."""
        ours, theirs = socket.socketpair()
        with self._living():
            socket.send_fds(self._control, [MESSAGE.pack(BIRTH, 0)], [theirs.fileno()])
        theirs.close()
        return self._answer(), Connection(ours.detach())

    def ended(self, process: int) -> int:
        """The exit code of a worker that has ended or is ending: negative, the signal that ended it."""
        with self._living():
            self._control.sendall(MESSAGE.pack(END, process))
        return self._answer()

    @staticmethod
    @contextlib.contextmanager
    def _living() -> Iterator[None]:
        """Raise JobError if the nursery has ended: a broken pipe would look like a reader who has enough."""
        try:
            yield
        except OSError:
            raise JobError(GONE) from None

    def _answer(self) -> int:
        message = b""
        while len(message) < MESSAGE.size:
            with self._living():
                part = self._control.recv(MESSAGE.size - len(message))
            if not part:
                raise JobError(GONE)
            message += part
        return MESSAGE.unpack(message)[1]


_CURRENT: list[tuple[int, Nursery]] = []


def fork() -> None:
    """Make the nursery of this process by a fork. Only the entry point may call this, at its beginning."""
    if sys.platform == "linux" and not _CURRENT:
        _CURRENT.append((os.getpid(), Nursery.forked()))


def current() -> Nursery:
    """The nursery of this process; a new one if there is none."""
    if not _CURRENT or _CURRENT[0][0] != os.getpid():
        _CURRENT[:] = [(os.getpid(), Nursery.started())]
    return _CURRENT[0][1]


def main(control: int) -> None:
    """The nursery in an interpreter of its own; workers inherit what has been imported there."""
    keep(socket.socket(fileno=control))


def keep(control: socket.socket) -> None:
    """Fork workers on demand until the driver has gone."""
    # signals reach the driver as well, and the nursery ends with it
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    while True:
        message, received, _, _ = socket.recv_fds(control, MESSAGE.size, 1)
        if not message:
            return
        command, process = MESSAGE.unpack(message)
        answer = _fork_worker(control, received[0]) if command == BIRTH else _buried(process)
        control.sendall(MESSAGE.pack(command, answer))


def _buried(process: int) -> int:
    """The exit code of a worker, once it has ended and the processes that it has begun are ended too."""
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _fork_worker(control: socket.socket, connection: int) -> int:
    def live() -> None:
        control.close()
        work(Connection(connection))

    process = forked(live)
    os.close(connection)
    return process
