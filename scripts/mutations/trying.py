"""Copies of the repository in which changes are tried, one at a time."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from scripts.mutations.changes import REPOSITORY, Mutation
from scripts.mutations.nearest import NEAREST

# A change that makes the tests run this many times longer, and this many seconds, is noticed: they hang.
LONGER, SECONDS = 5, 60
# Exit codes of pytest: tests failed; wrong arguments or no tests.
FAILED, NOT_RUN = 1, (4, 5)


class Tree:
    """A copy of the repository in which one change at a time is tried."""

    def __init__(self, folder: Path, original: Path = REPOSITORY) -> None:
        self.folder = folder
        for name in ("pipeline", "classifiers", "malmoi", "tests", "configs", "pyproject.toml"):
            # with the times of the files: what numba and Python have compiled stays valid
            if (original / name).is_dir():
                shutil.copytree(original / name, folder / name, dirs_exist_ok=True)
            else:
                shutil.copy2(original / name, folder / name)

    def runs(self, tests: tuple[str, ...], seconds: float | None = None, **more: str) -> int:
        """The exit code of pytest, the test that failed last first, to the first failure; FAILED for tests
        that do not end in time."""
        command = [sys.executable, "-m", "pytest", "-q", "-x", "--ff", "--hypothesis-seed=0"]
        try:
            return subprocess.run(
                [*command, *tests],
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": str(self.folder), **more},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            return FAILED

    def is_noticed(self, mutation: Mutation, seconds: float) -> bool:
        """True if the nearest tests of the module fail with the change; a crash of the process counts."""
        module = self.folder / mutation.module
        module.write_text(mutation.text(), encoding="utf-8")
        code = self.runs(NEAREST[mutation.module], seconds, PYTHONDONTWRITEBYTECODE="1")
        shutil.copy2(REPOSITORY / mutation.module, module)
        if code in NOT_RUN:
            raise RuntimeError(f"{mutation.place}: the tests did not run")
        return code != 0


def tried(mutations: list[Mutation], workers: int) -> Iterator[tuple[Mutation, bool]]:
    """(change, True if it was noticed), as they are tried. Raises RuntimeError if tests fail without a
    change."""
    with tempfile.TemporaryDirectory(prefix="malmoi-") as folder:
        first = Tree(Path(folder) / "0")
        limits: dict[tuple[str, ...], float] = {}
        for tests in dict.fromkeys(NEAREST[m.module] for m in mutations):
            begun = time.monotonic()
            if first.runs(tests):
                raise RuntimeError(f"{' '.join(tests)} fail without a change")
            limits[tests] = max(SECONDS, LONGER * (time.monotonic() - begun))
        trees: Queue[Tree] = Queue()
        for tree in (
            first,
            *(Tree(Path(folder) / str(i), first.folder) for i in range(1, workers)),
        ):
            trees.put(tree)

        def run(mutation: Mutation) -> tuple[Mutation, bool]:
            tree = trees.get()
            try:
                return mutation, tree.is_noticed(mutation, limits[NEAREST[mutation.module]])
            finally:
                trees.put(tree)

        with ThreadPoolExecutor(workers) as pool:
            # changes of one module together: a test that has noticed one is likely to notice the next
            yield from pool.map(run, sorted(mutations, key=lambda m: m.place))
