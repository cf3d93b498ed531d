"""What a worker process does: it runs one function on the items that it is sent, until its driver leaves."""

import contextlib
import ctypes
import os
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import cloudpickle

from pipeline.core.executor import attempted_apart

# Linux: the number of the option of prctl by which a process ends with its parent.
PARENT_DEATH = 1
# The kernel ends the process of the highest value first if memory runs out: a worker, never its driver.
FIRST_TO_END = "1000"


@dataclass(frozen=True)
class Surroundings:
    """What a worker takes over from its driver at its birth."""

    folder: str
    search_path: tuple[str, ...]
    environment: dict[str, str]
    # Threads that libraries may start.
    threads: int

    @staticmethod
    def of_this_process(threads: int, folders: tuple[str, ...] = ()) -> "Surroundings":
        """Those of the caller; modules are also found in `folders`."""
        path = tuple(dict.fromkeys((*folders, *sys.path)))
        return Surroundings(os.getcwd(), path, dict(os.environ), threads)

    def enter(self) -> None:
        """Make them those of this process."""
        os.chdir(self.folder)
        sys.path[:] = self.search_path
        os.environ.clear()
        os.environ.update(self.environment)
        number = str(self.threads)
        for name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS"):
            os.environ.setdefault(name, number)
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "true" if self.threads > 1 else "false")
        import numba
        import pyarrow as pa

        pa.set_cpu_count(self.threads)
        numba.set_num_threads(min(self.threads, numba.config.NUMBA_NUM_THREADS))


def work(connection: Connection) -> None:
    """Answer the messages of a driver until it closes the connection.

    Messages are pickled pairs: ("surroundings", Surroundings), ("function", a callable), ("item", anything).
    Surroundings are answered with ("ready", None), items with ("done", result) or ("raise", exception).
    """
    # a group of its own, so that what it has begun can be ended with it
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_END)
    function: Any = None
    while True:
        try:
            kind, value = cloudpickle.loads(connection.recv_bytes())
        except EOFError:
            return
        if kind == "surroundings":
            value.enter()
            connection.send_bytes(cloudpickle.dumps(("ready", None)))
        elif kind == "function":
            function = cloudpickle.loads(value)
        else:
            connection.send_bytes(_answer(function, value))


def _answer(function: Any, item: Any) -> bytes:
    try:
        return cloudpickle.dumps(("done", attempted_apart(function, item)))
    except Exception as error:
        return cloudpickle.dumps(("raise", error))


def end_with_parent() -> None:
    """Let the system end this process when the one that started it ends, however that happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH, int(signal.SIGKILL))
