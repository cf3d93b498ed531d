"""Installation of peers, each in a virtual environment of its own."""

import os
import shutil
import signal
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path

from benchmarks.peers.pins import PEERS, Peer

# Seconds after which an installation counts as failed: pip may search for minutes among old releases.
LIMIT = 1800


def home() -> Path:
    """The folder of the environments: MALMOI_PEERS_HOME, or `malmoi/peers` in the user's cache folder."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("MALMOI_PEERS_HOME") or cache / "malmoi" / "peers").absolute()


def python_of(name: str) -> Path:
    """The interpreter of the environment of a peer; it need not exist."""
    return home() / name / "bin" / "python"


def chosen(names: Iterable[str]) -> list[Peer]:
    """The peers of these names, all without names. Raises ValueError naming an unknown one."""
    wanted = list(names)
    known = [p.name for p in PEERS]
    for name in wanted:
        if name not in known:
            raise ValueError(f"{name}: unknown peer; peers are: {', '.join(known)}")
    return [p for p in PEERS if not wanted or p.name in wanted]


def install(peer: Peer) -> str:
    """Install a peer; returns "" or the reason of a failure, in one line, and leave nothing of it."""
    python = python_of(peer.name)
    try:
        venv.create(python.parents[1], clear=True, symlinks=True)
        for options, requirements in ((["--no-deps"], peer.bare), ([], peer.requirements)):
            if requirements:
                _pip(python, [*options, *requirements])
        run([str(python), "-c", f"import {peer.module}"])
    except (OSError, RuntimeError) as error:
        shutil.rmtree(python.parents[1], ignore_errors=True)
        return " ".join(str(error).split())
    return ""


def _pip(python: Path, arguments: list[str]) -> None:
    """Run this interpreter's pip for an environment, which needs none of its own."""
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    run([*pip, "--disable-pip-version-check", *arguments])


def run(command: list[str]) -> None:
    """Run a command. Raises RuntimeError with the last line of its errors if it fails, or if it takes longer
    than LIMIT."""
    # pip starts a process of its own in the environment: both end together
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            _, errors = process.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise RuntimeError(f"ended after {LIMIT} s") from None
    if process.returncode:
        lines = [x for x in errors.splitlines() if x.strip() and not x.startswith("WARNING")]
        raise RuntimeError((lines or [f"exit code {process.returncode}"])[-1])
