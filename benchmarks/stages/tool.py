"""A tool that a stage measures, and what one run of it gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

import orjson

from benchmarks.material import Material
from benchmarks.peers.install import python_of
from benchmarks.process import Usage, last_line, measured

SCRIPTS = Path(__file__).parents[1] / "peers"
OURS = "malmoi"
# Seconds that a peer may take, and the exit code of timeout(1) when they are over.
LIMIT, TIMED_OUT = 600, 124


class NotInstalledError(Exception):
    """The peer is not installed."""


@dataclass(frozen=True)
class Outcome:
    """One run of a tool."""

    usage: Usage
    # What must agree with the results of other tools, by name.
    results: dict[str, Any] = field(default_factory=dict)
    # What the page says about it.
    remark: str = ""


@dataclass(frozen=True)
class Tool:
    """A command, the text that it reads, and the number of its workers."""

    name: str
    workers: int
    megabytes: float
    # Runs it once in an empty folder.
    run: Callable[[Path], Outcome]
    kind: Literal["ours", "peer", "floor"] = "peer"


def peer(
    name: str,
    environment: str,
    script: str,
    arguments: Sequence[str],
    megabytes: float,
    workers: int = 1,
    threads: bool = False,
    kind: Literal["peer", "floor"] = "peer",
) -> Tool:
    """A script of benchmarks/peers: `SCRIPT ARGUMENTS... OUT WORKERS`, in the environment of a peer.

    Its last line is a JSON object: `results` must agree with other tools, `remark` is what the page says.
    Other keys do not matter. With `threads`, the variables that bound the threads of Rust and Polars are set
    to the number of workers."""
    run = partial(_run, environment, script, tuple(arguments), workers, threads)
    return Tool(name, workers, megabytes, run, kind)


def _run(
    environment: str,
    script: str,
    arguments: Sequence[str],
    workers: int,
    threads: bool,
    folder: Path,
) -> Outcome:
    python = python_of(environment)
    if not python.exists():
        raise NotInstalledError(environment)
    names = ("RAYON_NUM_THREADS", "POLARS_MAX_THREADS") if threads else ()
    variables = {"TOKENIZERS_PARALLELISM": "true", **dict.fromkeys(names, str(workers))}
    command = [
        "timeout",
        str(LIMIT),
        str(python),
        str(SCRIPTS / f"{script}.py"),
        *arguments,
        str(folder / "out"),
        str(workers),
    ]
    done = measured(command, variables, folder)
    if done.code == TIMED_OUT:
        raise RuntimeError(f"ended after {LIMIT} s")
    if done.code:
        raise RuntimeError(last_line(done.errors))
    printed = orjson.loads(done.output.strip().splitlines()[-1])
    return Outcome(done.usage, printed.get("results", {}), printed.get("remark", ""))


@dataclass(frozen=True)
class Stage:
    """A row of the page. Results of the same name must be equal in all tools of a stage."""

    name: str
    title: str
    # The tools; the first floor is the one that the summary uses. None: the text for it is missing.
    tools: Callable[[Material], list[Tool] | None]
    # What MB are of, and which share peers read.
    about: str = ""
