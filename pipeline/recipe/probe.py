"""A probe: the recipe's own stages on a share of its text, in a folder that is removed, to see their costs.

The run is a process of its own with one worker. Two sizes tell what is spent once from what grows with the
text.
"""

import os
import pickle
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import cloudpickle
import polars as pl

from pipeline.core import log
from pipeline.core.dataset import Dataset
from pipeline.core.errors import JobError, MalmoiError, PlacedError
from pipeline.core.store import Store
from pipeline.executors.local import ProcessExecutor
from pipeline.processes import nursery
from pipeline.processes.worker import end_with_parent
from pipeline.recipe.fold import run
from pipeline.recipe.recipe import Recipe
from pipeline.recipe.sampled.take import Taken, take
from pipeline.recipe.spent import Spent, spent_in
from pipeline.stages.ingest import Ingest

# The share of the text that is probed, and the least and the most of it in bytes of files, unless the user
# gives a share.
SHARE, LEAST, MOST = 0.01, 6 << 20, 24 << 20
# The smaller of the two sizes, as a share of the larger.
SMALLER = 1 / 4
_CHILD = "import sys; from pipeline.recipe.probe import child; sys.exit(child())"


@dataclass(frozen=True)
class Sample:
    """What a run on a share of the text cost."""

    # Source -> what was taken of it, and the bytes of text in that.
    taken: dict[str, Taken]
    text: dict[str, int]
    spent: Spent

    def whole(self) -> dict[str, float]:
        """Source -> bytes of text of all its files, as the share of them says."""
        return {name: size / self.taken[name].share for name, size in self.text.items()}


def share_of(size: int, share: float | None = None) -> float:
    """The share of sources of so many bytes that is probed: what the user gives, or SHARE within bounds."""
    if share is not None:
        return min(1.0, share)
    return min(1.0, max(LEAST, min(MOST, SHARE * size)) / max(1, size))


def probed(recipe: Recipe, share: float, folder: Path, may_be_empty: bool = False) -> Sample:
    """Run the recipe on a share of its text, under a folder. With `may_be_empty`, sources of few large
    records are left out: one of them would be more than the share of all.

    Raises DataError for a source that cannot be read, JobError if the run fails."""
    ingest = recipe.stages[0]
    assert isinstance(ingest, Ingest)
    folders = {s.name: folder / "in" / str(i) for i, s in enumerate(ingest.sources)}
    taken = {s.name: take(s, share, folders[s.name], may_be_empty) for s in ingest.sources}
    small = _on(recipe, share, {n: t.folder for n, t in taken.items()}, folder / "root")
    _performed(small, folder)
    store = Store(small.root)
    documents = pl.DataFrame(Dataset(store, "ingest/documents").table(["source", "bytes"]))
    text = dict(documents.group_by("source").agg(pl.col("bytes").sum()).iter_rows())
    return Sample(taken, {n: text.get(n, 0) for n in taken}, spent_in(log.lines(store)))


def _on(recipe: Recipe, share: float, folders: dict[str, Path], root: Path) -> Recipe:
    """The recipe for a sample: other sources, another root, amounts scaled, on this machine."""
    first, *others = [stage.scaled(share) for stage in recipe.stages]
    assert isinstance(first, Ingest)
    sources = tuple(
        s.model_copy(update={"path": str(folders[s.name]), "allow_empty": True})
        for s in first.sources
    )
    execution = recipe.execution.model_copy(
        update={"executor": "local", "address": None, "events": None, "metrics": None}
    )
    stages = (first.model_copy(update={"sources": sources}), *others)
    return replace(recipe, root=str(root), stages=stages, execution=execution)


def _performed(recipe: Recipe, folder: Path) -> None:
    """Run a recipe in a process of its own. Raises JobError with its message if it fails."""
    told = folder / "told.txt"
    path = os.pathsep.join([*recipe.folders, *(p for p in sys.path if p)])
    environment = {**os.environ, "PYTHONPATH": path, "TMPDIR": str(folder)}
    with told.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", _CHILD],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            env=environment,
            start_new_session=True,
        )
        try:
            assert process.stdin
            # a child that cannot begin does not read; its message is in `told`
            with suppress(BrokenPipeError), process.stdin as pipe:
                pipe.write(cloudpickle.dumps(recipe))
            # a signal may reach a thread of a library, and Python sees it when a call returns
            while process.poll() is None:
                time.sleep(0.1)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if process.returncode:
        said = told.read_text(errors="replace").strip()
        said = said or f"its process ended with {process.returncode}"
        raise JobError(f"the probe failed on its share of the text: {said}; a larger share may do")


def child() -> int:
    """The process of a probe: run the recipe that comes in, with one worker of as many threads as one of the
    whole run has; returns the exit code."""
    end_with_parent()
    recipe = pickle.loads(sys.stdin.buffer.read())
    nursery.fork()
    cores, workers = os.cpu_count() or 1, recipe.execution.workers
    threads = max(1, cores // workers) if workers else 1
    retries, memory = recipe.execution.retries, recipe.execution.max_memory
    executor = ProcessExecutor(1, retries, recipe.folders, memory, threads)
    try:
        run(recipe, executor=executor)
    except PlacedError as error:  # the root that it would show is removed
        print(f"{error.where}: {error.why}")
        return error.exit_code
    except MalmoiError as error:
        print(error)
        return error.exit_code
    finally:
        executor.close()
    return 0
