"""Whether the head of a Ray cluster takes connections: Ray waits a minute for it, then ends the driver."""

import socket
import sys
import threading
import time

ASKED = 1.0  # seconds between two questions, and for an answer
LOST = 5.0  # seconds without an answer from which on a head counts as lost
STUCK = (
    15.0  # seconds after which a line is due although the head is ours: the driver waits inside Ray
)
ENDS = 60  # seconds after which Ray ends a driver whose head does not answer


class Head:
    """Asks the head, a host and a port, in a thread until `close`. Nobody starts a head that `is_ours` again;
    the head of a cluster may come back. A line on stderr says what a driver waits for."""

    def __init__(self, address: str, is_ours: bool) -> None:
        host, _, port = address.rpartition(":")
        self.address, self.is_ours = address, is_ours
        self._place = host.strip("[]"), int(port)
        self._answered = time.monotonic()
        self._ended = threading.Event()
        self._is_told = False
        threading.Thread(target=self._ask, daemon=True).start()

    @property
    def is_lost(self) -> bool:
        """True if there was no answer for LOST seconds."""
        return time.monotonic() - self._answered > LOST

    def answers(self) -> bool:
        """Ask now; True if it takes a connection. A call to Ray waits a minute for a head that is gone."""
        try:
            socket.create_connection(self._place, timeout=ASKED).close()
        except OSError:
            return False
        self._answered, self._is_told = time.monotonic(), False
        return True

    def close(self) -> None:
        """Ask no more."""
        self._ended.set()

    def _ask(self) -> None:
        while not self._ended.wait(ASKED):
            if self.answers():
                continue
            silent = time.monotonic() - self._answered
            if silent > (STUCK if self.is_ours else LOST) and not self._is_told:
                self._is_told = True
                self._tell(silent)

    def _tell(self, silent: float) -> None:
        print(
            f"the head of the Ray cluster at {self.address} has not answered for {silent:.0f} s; "
            f"after {ENDS} s Ray ends this run. What is finished stays",
            file=sys.stderr,
        )
