"""What a machine has: its memory, and what one of a cluster must share with the driver: the folders of the
run, and the libraries."""

import os
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.core.libraries import LIBRARIES, version_of

# Libraries that carry values between machines: files of a newer version may not be read by an older one.
CARRIERS = ("numpy", "polars", "pyarrow", "pydantic", "xxhash")

# The limit on the memory of a container, by the second and the first version of control groups.
LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


@dataclass(frozen=True)
class Machine:
    """What one machine has: its name, those of the paths that it does not see, versions by package."""

    name: str
    unseen: tuple[str, ...]
    versions: dict[str, str]


def look(paths: Sequence[str]) -> Machine:
    """This machine. Paths are absolute and local."""
    versions = {"python": ".".join(map(str, sys.version_info[:2]))}
    versions |= {name: _installed(name) for name in CARRIERS}
    versions |= {library.package: version_of(name) for name, library in LIBRARIES.items()}
    unseen = tuple(p for p in paths if not os.path.exists(p))
    return Machine(socket.gethostname(), unseen, versions)


def obstacles(here: Machine, there: Machine) -> Iterator[str]:
    """Why units of this driver cannot run there, a line each."""
    for path in there.unseen:
        yield (
            f"{there.name} does not see {path}: put it on storage that all machines share, or on s3:// or gs://"
        )
    for package, ours in here.versions.items():
        theirs = there.versions.get(package, "absent")
        if theirs != ours:
            yield f"{there.name} has {package} {theirs}, the driver has {ours}: install the same there"


def memory() -> int:
    """Bytes of memory of this machine, or of the container that it is."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    for limit in LIMITS:
        with suppress(OSError, ValueError):
            total = min(total, int(limit.read_text()))
    return total


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"
