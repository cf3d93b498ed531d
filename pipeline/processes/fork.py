"""A copy of this process that does one thing and ends, whatever happens in it."""

import os
import warnings
from collections.abc import Callable


def forked(work: Callable[[], object]) -> int:
    """The number of a new process that calls `work`. It never returns into the code of its parent, whose
    clean-up is not its own."""
    with warnings.catch_warnings():
        # Python 3.12 warns of threads; those of allocators, which libraries start at import, bear it
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process == 0:
        try:
            work()
        finally:
            os._exit(0)
    return process
