"""Faults at random while a run goes on, and after it: killed processes, a full disk, damaged files.

Each fault comes some files after the one before. By the clock, a fast run would end before the first, and a run
on a loaded machine would lose its workers faster than it has new ones.
"""

import json
import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from pipeline.core.dataset import COMMIT_FILE
from tests.faults.processes import below, started

# Other processes named ray:: are agents, without which a node ends.
RAY_WORKERS = ("ray::attempted_apart", "ray::IDLE")
LOOK = 0.05  # seconds between looks at what has been written
# Bytes that a file may have on the disk that is full; records of phases still fit.
FULL = 3_000


@dataclass
class Written:
    """Counts the shards that are written under a folder, one that is written again once more."""

    root: Path
    seen: set[tuple[str, int]] = field(default_factory=set)

    def count(self) -> int:
        """Shards that were written since the first look."""
        for folder, _, names in os.walk(self.root):
            for name in (n for n in names if n.endswith((".parquet", ".arrow", ".spill"))):
                path = os.path.join(folder, name)
                with suppress(FileNotFoundError):
                    self.seen.add((path, os.stat(path).st_mtime_ns))
        return len(self.seen)


def workers_of(process: int) -> list[int]:
    """The workers of a driver: those of Ray, or the processes that its nursery has started."""
    found = dict(below(process))
    of_ray = [n for n, command in found.items() if command.startswith(RAY_WORKERS)]
    nursery = next(iter(found), None)
    is_local = not any("/raylet" in command for command in found.values())
    return [n for n, _ in below(nursery)] if is_local and nursery else of_ray


def kill_worker(process: int, random: Random, root: Path) -> bool:
    """Kill one of the workers; False if there is none."""
    return _killed(random, workers_of(process))


def kill_driver(process: int, random: Random, root: Path) -> bool:
    """Kill the driver."""
    return _killed(random, [process])


def kill_nursery(process: int, random: Random, root: Path) -> bool:
    """Kill the process that starts the workers."""
    return _killed(random, [n for n, _ in below(process)][:1])


def kill_raylet(process: int, random: Random, root: Path) -> bool:
    """Kill the raylet: the node is lost."""
    return _killed(random, _of_program(process, "raylet"))


def kill_gcs(process: int, random: Random, root: Path) -> bool:
    """Kill the global control store: the cluster is lost."""
    return _killed(random, _of_program(process, "gcs_server"))


def _of_program(process: int, name: str) -> list[int]:
    return [n for n, command in below(process) if command.split()[0].endswith(f"/{name}")]


def _killed(random: Random, processes: list[int]) -> bool:
    if not processes:
        return False
    with suppress(ProcessLookupError):
        os.kill(random.choice(processes), signal.SIGKILL)
    return True


def fill_disk(process: int, random: Random, root: Path) -> bool:
    """Neither the driver nor a worker writes a larger file from now on. Ray's own processes do: without room
    for their logs they start no workers, and wait."""
    for number in (process, *workers_of(process)):
        with suppress(ProcessLookupError):
            resource.prlimit(number, resource.RLIMIT_FSIZE, (FULL, resource.RLIM_INFINITY))
    return True


def flip_bit(process: int, random: Random, root: Path) -> bool:
    """Flip a bit of a finished file."""
    return _damaged(root, random, _flip)


def cut_file(process: int, random: Random, root: Path) -> bool:
    """Cut a finished file."""
    return _damaged(root, random, lambda path, r: os.truncate(path, r.randrange(_size(path))))


def remove_file(process: int, random: Random, root: Path) -> bool:
    """Remove a finished file."""
    return _damaged(root, random, lambda path, _: path.unlink())


def _damaged(root: Path, random: Random, damage: Callable[[Path, Random], None]) -> bool:
    files = sorted(_finished(root))
    with suppress(FileNotFoundError):
        if files:
            damage(random.choice(files), random)
            return True
    return False


def _finished(root: Path) -> Iterator[Path]:
    """The files of finished phases that are not empty."""
    for commit in root.rglob(COMMIT_FILE):
        with suppress(FileNotFoundError):
            for shard in json.loads(commit.read_bytes())["shards"]:
                path = commit.parent / shard["name"]
                if path.exists() and _size(path):
                    yield path


def _size(path: Path) -> int:
    return path.stat().st_size


def _flip(path: Path, random: Random) -> None:
    place = random.randrange(_size(path))
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1 << random.randrange(8)]))


Fault = Callable[[int, Random, Path], bool]
ENDING: tuple[Fault, ...] = (kill_driver, fill_disk)
DAMAGES: tuple[Fault, ...] = (flip_bit, flip_bit, cut_file, remove_file)
FAULTS: dict[str, tuple[Fault, ...]] = {
    "local": (*[kill_worker] * 3, kill_nursery, *ENDING, *DAMAGES),
    "ray": (*[kill_worker] * 3, kill_raylet, kill_gcs, *ENDING, *DAMAGES),
}


def disturbed(
    command: tuple[str | Path, ...], root: Path, faults: list[Fault], random: Random, most: int
) -> list[str]:
    """Run a command until it ends well, with these faults in turn, each 1 to `most` shards after the last, and
    after the begin of a run: Ray (2.60) waits for ever if a worker dies while its driver is registered.

    Returns the errors of the runs that did not end well. Fails for one that ends otherwise than with a
    message, and if a fault is left in the end.
    """
    watch, left, told = Written(root), list(faults), list[str]()
    while True:
        process = started(*command)
        due = watch.count() + random.randint(1, most)
        while True:
            with suppress(subprocess.TimeoutExpired):
                _, errors = process.communicate(timeout=LOOK)
                break
            if left and watch.count() >= due and left[0](process.pid, random, root):
                left.pop(0)
                due = watch.count() + random.randint(1, most)
        if process.returncode == 0:
            assert not left, left
            return told
        assert process.returncode in (1, -signal.SIGKILL), errors
        assert "Traceback" not in errors, errors
        told.append(errors)
        assert len(told) <= len(faults), errors
