"""Run a command from a small process: the memory of a child counts that of who started it."""

import json
import os
import subprocess
import sys
import time


def main(report: str, *command: str) -> None:
    started = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    with open(report, "w") as out:
        json.dump({"code": code, "wall": wall, "peak_mb": usage.ru_maxrss / 1024}, out)


main(*sys.argv[1:])
