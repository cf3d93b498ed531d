"""Malmoi's command of a stage as a tool, with one worker and with two."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import own
from benchmarks.material import Material
from benchmarks.stages.tool import OURS, Outcome, Tool

WORKERS = (1, 2)
# (results that other tools must agree with, remark) of a root.
Results = Callable[[Path], tuple[dict[str, Any], str]]


def nothing(root: Path) -> tuple[dict[str, Any], str]:
    """No results."""
    return {}, ""


def commands(
    name: str,
    material: Material,
    fields: dict[str, Any],
    results: Results = nothing,
    template: Path | None = None,
    megabytes: float | None = None,
) -> list[Tool]:
    """The command of a stage on a copy of a root after ingest (default: that of the whole text)."""
    source = template or material.root
    run = partial(_run, name, material, {name: fields}, results, source)
    size = megabytes or material.megabytes
    return [Tool(OURS, n, size, partial(run, n), "ours") for n in WORKERS]


def _run(
    name: str,
    material: Material,
    stages: dict[str, Any],
    results: Results,
    template: Path,
    workers: int,
    folder: Path,
) -> Outcome:
    ingest = {"ingest": material.ingest(material.compressed)}
    done, root = own.stage(name, folder, template, {**ingest, **stages}, workers)
    found, remark = results(root)
    return Outcome(done.usage, found, "; ".join(filter(None, (own.phases_of(root), remark))))
