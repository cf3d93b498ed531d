"""Malmoi's commands as whole processes."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from benchmarks.process import Done, last_line, measured
from pipeline.core import log
from pipeline.core.store import Store
from pipeline.recipe.spent import spent_in

MALMOI = str(Path(sys.executable).parent / "malmoi")


def run(command: str, folder: Path, root: Path, stages: dict[str, Any], workers: int) -> Done:
    """Run `malmoi COMMAND` with a recipe of these stages, which is written into a folder. Raises RuntimeError
    if it fails."""
    recipe = folder / f"{root.name}.{command}.json"
    recipe.write_text(json.dumps({"root": str(root), "stages": stages}))
    return run_recipe(command, recipe, root, workers)


def run_recipe(command: str, recipe: Path, root: Path, workers: int) -> Done:
    """Run `malmoi COMMAND` with a recipe. Raises RuntimeError if it fails."""
    options = ["--root", str(root), "--executor", "local", "--workers", str(workers)]
    done = measured([MALMOI, command, str(recipe), *options])
    if done.code:
        raise RuntimeError(f"malmoi {command}: {last_line(done.errors)}")
    return done


def phases_of(root: Path) -> str:
    """What the log of a root says of its last run: seconds of its phases, CPU seconds before the first."""
    spent = spent_in(log.lines(Store(str(root))))
    seconds = sum(phase.seconds for phase in spent.phases.values())
    return f"phases {seconds:.2f} s, start {spent.start:.1f} CPU s"


def stage(
    name: str, folder: Path, template: Path, stages: dict[str, Any], workers: int
) -> tuple[Done, Path]:
    """Run one stage on a copy of a root; returns what it took and the copy."""
    root = folder / "root"
    shutil.copytree(template, root)
    (root / "log.jsonl").unlink()
    return run(name, folder, root, stages, workers), root
