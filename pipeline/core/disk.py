"""Errors of a full disk, in words: which folder, what stands, how to go on."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.core.errors import JobError

# no space, no quota, a limit on the size of a file
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def writing(path: str, mend: str = "or give another --root") -> Iterator[None]:
    """A block that writes to `path`. Raises JobError if there is no space for it."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise JobError(
            f"{path}: cannot be written: {error.strerror}. What is finished stays: free some space there, "
            f"{mend}, and the same command goes on"
        ) from error
