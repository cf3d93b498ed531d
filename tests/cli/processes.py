"""`malmoi` as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

MALMOI = str(Path(sys.executable).parent / "malmoi")


def malmoi(
    *arguments: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `malmoi` with the given arguments, in addition to this environment with `environment`."""
    return subprocess.run(
        [MALMOI, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, **environment},
        timeout=300,
    )


def imported_by(*arguments: str) -> set[str]:
    """The top-level modules that `malmoi` with these arguments has imported when it ends."""
    return {name.split(".")[0] for name in modules_of(*arguments)}


def modules_of(*arguments: str) -> set[str]:
    """All modules that `malmoi` with these arguments has imported when it ends."""
    script = (
        "import sys, atexit\n"
        "from pipeline.cli import main\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        f"sys.argv = {['malmoi', *arguments]!r}\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    return set(done.stderr.split())
