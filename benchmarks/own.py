"""Malmoi's commands as whole processes."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from benchmarks.process import Done, last_line, measured

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


def stage(
    name: str, folder: Path, template: Path, stages: dict[str, Any], workers: int
) -> tuple[Done, Path]:
    """Run one stage on a copy of a root; returns what it took and the copy."""
    root = folder / "root"
    shutil.copytree(template, root)
    (root / "log.jsonl").unlink()
    return run(name, folder, root, stages, workers), root
