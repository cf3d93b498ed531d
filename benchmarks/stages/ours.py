"""Malmoi's command of a stage as a tool, with one worker and with two."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import own
from benchmarks.material import Ingested
from benchmarks.stages.tool import OURS, Outcome, Tool

WORKERS = (1, 2)
# (results that other tools must agree with, remark) of a root.
Results = Callable[[Path], tuple[dict[str, Any], str]]


def nothing(root: Path) -> tuple[dict[str, Any], str]:
    """No results."""
    return {}, ""


def commands(
    name: str, ingested: Ingested, fields: dict[str, Any], results: Results = nothing
) -> list[Tool]:
    """The command of a stage on a copy of a root after ingest."""
    run = partial(_run, name, ingested, fields, results)
    return [Tool(OURS, n, ingested.megabytes, partial(run, n), "ours") for n in WORKERS]


def _run(
    name: str,
    ingested: Ingested,
    fields: dict[str, Any],
    results: Results,
    workers: int,
    folder: Path,
) -> Outcome:
    stages = {**ingested.stages, name: fields}
    done, root = own.stage(name, folder, ingested.root, stages, workers)
    found, remark = results(root)
    return Outcome(done.usage, found, "; ".join(filter(None, (own.phases_of(root), remark))))
