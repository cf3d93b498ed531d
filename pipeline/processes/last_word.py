"""The last word: a process beside the driver that reports its end if the driver cannot.

Ray's library ends a driver in C++ once the Ray node of its machine has died, and the system ends processes
that take too much memory. Python runs no line after either.
"""

import atexit
import os
import signal

from pipeline.processes.fork import forked

MESSAGE = (
    b"malmoi: the driver ended without a message of its own: its Ray node died, or the system ended it (too "
    b"much memory?); what is finished stays, and the same command goes on from there\n"
)


def prepare() -> None:
    """Fork the process. The driver must not have started threads yet that hold locks."""
    reading, writing = os.pipe()

    def wait() -> None:
        os.close(writing)
        # Ctrl-C reaches all processes of a terminal; the driver reports it
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        if os.read(reading, 1) == b"":
            os.write(2, MESSAGE)

    forked(wait)
    os.close(reading)
    _writing.append(writing)
    atexit.register(nothing_to_say)


def nothing_to_say() -> None:
    """Send the process away: the driver ends with a message of its own, or done."""
    while _writing:
        writing = _writing.pop()
        os.write(writing, b".")
        os.close(writing)


_writing: list[int] = []
