"""Run a command from a small process that watches the whole tree of its processes (Linux).

`python watch.py REPORT COMMAND...` writes a JSON object: exit code, wall seconds until the command ends, CPU
seconds, peak memory and bytes read and written of the tree, and the cores that others kept busy meanwhile.
Memory is the sum of PSS, which divides a shared page among the processes that share it, sampled every
INTERVAL; at least the largest RSS of one process, which the system records.
"""

import ctypes
import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# prctl: orphans of the tree become children of this process, which counts their time.
SUBREAPER = 36
# Seconds for orphans to end by themselves.
LINGER = 3.0
# Seconds between two samples of memory at least, and the CPU time that sampling may take as a share of the
# time: the sum of PSS walks the page tables, 10 ms a GB.
INTERVAL, PART = 0.05, 0.04


def children(process: int) -> Iterator[int]:
    """The processes that a process has started and not waited for."""
    for thread in Path(f"/proc/{process}/task").glob("*"):
        with suppress(OSError):
            yield from map(int, (thread / "children").read_text().split())


def descendants(process: int) -> list[int]:
    """All processes below a process."""
    found = list(children(process))
    for child in found:
        found += children(child)
    return found


def memory(processes: list[int]) -> int:
    """The sum of PSS in bytes; processes that have ended count nothing."""
    return sum(map(_proportional, processes))


def _proportional(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) << 10
    return 0


def _cpu(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def _busy() -> float:
    """CPU seconds of the whole machine since it started, those taken by a hypervisor among them."""
    numbers = list(map(int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]))
    idle = numbers[3] + numbers[4]
    return (sum(numbers) - idle) / os.sysconf("SC_CLK_TCK")


def _moved() -> tuple[int, int]:
    """(bytes read, bytes written) by the children that this process has waited for: the counts of the process
    include them, those of its thread do not."""

    def counts(path: str) -> list[int]:
        lines = dict(line.split(": ") for line in Path(path).read_text().splitlines())
        return [int(lines["rchar"]), int(lines["wchar"])]

    read, written = (
        a - b for a, b in zip(counts("/proc/self/io"), counts("/proc/thread-self/io"), strict=True)
    )
    return read, written


def _sampled(process: int) -> int:
    """The peak of memory of the tree until a process ends."""
    ended, peak, pause = os.pidfd_open(process), 0, 0.0
    while not select.select([ended], [], [], pause)[0]:
        started = time.process_time()
        peak = max(peak, memory(descendants(os.getpid())))
        pause = max(INTERVAL, (time.process_time() - started) / PART)
    os.close(ended)
    return peak


def _end_orphans() -> None:
    """Wait for the processes that a command leaves behind; those that do not end within LINGER are killed."""
    deadline = time.monotonic() + LINGER
    with suppress(ChildProcessError):
        while True:
            if os.waitpid(-1, os.WNOHANG)[0]:
                continue
            if time.monotonic() > deadline:
                for process in descendants(os.getpid()):
                    with suppress(ProcessLookupError):
                        os.kill(process, signal.SIGKILL)
            time.sleep(0.01)


def main(report: str, *command: str) -> None:
    """Run the command and write the report."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1)
    busy, own, started = _busy(), _cpu(resource.RUSAGE_SELF), time.perf_counter()
    process = subprocess.Popen(command)
    peak = _sampled(process.pid)
    code = process.wait()
    wall, busy = time.perf_counter() - started, _busy() - busy
    _end_orphans()
    cpu = _cpu(resource.RUSAGE_CHILDREN)
    others = max(0.0, busy - cpu - (_cpu(resource.RUSAGE_SELF) - own)) / wall
    # kilobytes on Linux
    peak = max(peak, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10)
    read, written = _moved()
    usage = {"wall": wall, "cpu": cpu, "peak": peak, "read": read, "written": written}
    Path(report).write_text(json.dumps({"code": code, **usage, "others": others}))


if __name__ == "__main__":
    main(*sys.argv[1:])
