"""Launches of emulated kernels once more, in a program of their own under the compiler's sanitizers.

ThreadSanitizer knows the barriers of the emulated device, so a missing __syncthreads() is a data race that it
names; AddressSanitizer sees what is read or written beyond an array. Neither can be loaded into Python.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np

from tests.kernels import emulated

UNMOVED = (
    ["setarch", "-R"] if shutil.which("setarch") else []
)  # ThreadSanitizer expects its addresses
PROGRAM = """
#include <cstdio>
#include <cstdlib>
static FILE* recorded;
static char* taken[64];
static void* take(int place, size_t size) {
    taken[place] = (char*)realloc(taken[place], size);  // as long as the array: what is beyond is seen
    if (size && fread(taken[place], 1, size, recorded) != size) abort();
    return taken[place];
}
int main(int, char** arguments) {
    recorded = fopen(arguments[1], "rb");
%s
    for (char* array : taken) free(array);
    return 0;
}
"""


class Recorder(emulated.RawModule):
    """A module that keeps what it is launched with."""

    made: list["Recorder"]  # of the running recording

    def __init__(self, code: str, options: tuple[str, ...] = ()) -> None:
        super().__init__(code, options)
        self.code, self.options = code, [o for o in options if o.startswith("-D")]
        self.lines: list[str] = []
        self.arrays: list[bytes] = []
        Recorder.made.append(self)

    def get_function(self, name: str) -> Any:
        function = super().get_function(name)

        def run(grid: tuple[int], block: tuple[int], arguments: tuple[Any, ...]) -> None:
            self._record(name, grid[0], block[0], arguments)
            function(grid, block, arguments)

        return run

    def _record(self, name: str, grid: int, block: int, arguments: tuple[Any, ...]) -> None:
        takes, given = [], []
        for place, (parameter, value) in enumerate(
            zip(self.parameters[name].split(","), arguments, strict=True)
        ):
            kind = parameter.strip().rsplit(" ", 1)[0]
            if isinstance(value, np.ndarray):
                self.arrays.append(value.tobytes())
                takes.append(f"take({place}, {value.nbytes});")
                given.append(f"({kind})taken[{place}]")
            else:
                given.append(
                    f"({kind}){float(value)!r}" if "double" in kind else f"({kind}){int(value)}"
                )
        call = f"launch_{name}({grid}, {block}, {', '.join(given)});"
        self.lines.append(f"    {' '.join(takes)}\n    {call}")

    def complaints(self, sanitizer: str, folder: Path) -> str:
        """What the sanitizer (thread, address) says of all launches; empty if nothing."""
        source, program = folder / "launches.cpp", folder / "launches"
        source.write_text(self.source + PROGRAM % "\n".join(self.lines))
        (folder / "arrays").write_bytes(b"".join(self.arrays))
        command = [str(emulated.COMPILER), "-std=c++20", "-O1", "-g", f"-fsanitize={sanitizer}"]
        command += ["-fno-sanitize-recover=all", "-pthread", *self.options, "-o", str(program)]
        subprocess.run([*command, str(source)], check=True)
        run = [*UNMOVED, str(program), str(folder / "arrays")]
        done = subprocess.run(
            run,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            env={"TSAN_OPTIONS": "halt_on_error=1"},
        )
        return done.stderr if done.returncode else ""


def available(sanitizer: str, folder: Path) -> bool:
    """Whether the compiler has the sanitizer, and a program with it runs."""
    source, program = folder / "nothing.cpp", folder / "nothing"
    source.write_text("int main() { return 0; }")
    command = [str(emulated.COMPILER), f"-fsanitize={sanitizer}", "-o", str(program), str(source)]
    if (
        emulated.COMPILER is None
        or subprocess.run(command, check=False, capture_output=True).returncode
    ):
        return False
    run = [*UNMOVED, str(program)]
    return not subprocess.run(run, check=False, capture_output=True).returncode
