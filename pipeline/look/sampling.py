"""The stages of a recipe on a sample, in a scratch folder: what they make of it, and what they cost."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numba
import orjson
import polars as pl

from pipeline.core import log
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.errors import MalmoiError
from pipeline.core.inputs import InputFile
from pipeline.core.stage import Stage
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.look.glance import READ_FILE, Glance, picked
from pipeline.readers.source import Source
from pipeline.recipe.estimate import Estimator, Forecast, Run, summed
from pipeline.recipe.execution import default_workers
from pipeline.recipe.fold import run
from pipeline.recipe.recipe import Recipe
from pipeline.recipe.scratch import scratch
from pipeline.recipe.spent import Spent, spent_in
from pipeline.stages.ingest import expected_rejects

# Seconds and bytes of text of the sample, and of the small one before it, which shows what is spent once.
SECONDS, TEXT = 3.0, 6 << 20
SMALL_SECONDS, SMALL_TEXT = 0.3, 32 << 10
# Seconds that a look may take up to the end of the sample. A slow or busy machine reads less, but so much.
BUDGET, LEAST_SECONDS, LEAST_TEXT = 7.0, 0.8, 1 << 20
# Seconds of the stages for TEXT on two quiet cores, beside what every run takes.
FOR_TEXT = 3.0


@dataclass(frozen=True)
class Sampled:
    """What the stages made of a sample, while its scratch folder exists."""

    corpus: Corpus
    # Source -> files that were read, and the bytes as stored that they stand for.
    read: dict[str, dict[str, int]]
    # Source -> bytes of all its files.
    whole: dict[str, int]
    # Source -> bytes of text in the sample.
    text: dict[str, int]
    # Source -> documents in the sample, and records that became none and count as damage.
    documents: dict[str, int]
    rejects: dict[str, int]
    # What ended the stages early; empty if all ran.
    failure: str
    small: Run
    large: Run

    @property
    def is_complete(self) -> bool:
        """True if the sample is everything."""
        return all(map(self.has_all_of, self.whole))

    def has_all_of(self, source: str) -> bool:
        """True if the sample is all of a source."""
        read = self.read.get(source, {"bytes": -1})
        return read["bytes"] >= self.whole.get(source, 0)

    def whole_text(self) -> dict[str, float]:
        """Source -> bytes of text of all its files, as the sample says; as stored if nothing was read."""
        sizes = {}
        for name, size in self.whole.items():
            stored = self.read.get(name, {}).get("bytes", 0)
            sizes[name] = size / stored * self.text.get(name, 0) if stored else float(size)
        return sizes

    def forecast(self, stages: Sequence[Stage], shard_bytes: int) -> Forecast:
        """What a run of these stages on everything would cost on this machine."""
        whole = Run.of(Spent({}), self.whole_text(), shard_bytes)
        estimator = Estimator(stages, [self.small, self.large], whole, default_workers())
        return summed(estimator, estimator.phases(), self.large.spent.start)


def are_compiled() -> bool:
    """True if a run on this machine has left compiled kernels where numba keeps them."""
    folder = numba.config.CACHE_DIR
    return bool(folder) and any(Path(folder).rglob("*.nbi"))


@contextmanager
def sampled(
    sources: Sequence[Source],
    files: Sequence[Sequence[InputFile]],
    stages: Sequence[Stage],
    begun: float | None = None,
) -> Iterator[Sampled]:
    """Run the stages behind ingest on a sample of the sources; its files are gone after the block. The look
    began at the monotonic time `begun`, by default now."""
    begun = time.monotonic() if begun is None else begun
    with scratch() as folder:
        # the first run loads the compiled kernels, which would count as work
        _performed(sources, files, stages, folder / "first", SMALL_SECONDS, SMALL_TEXT)
        started = time.monotonic()
        small, _ = _performed(sources, files, stages, folder / "small", SMALL_SECONDS, SMALL_TEXT)
        once = time.monotonic() - started
        seconds, text = affordable(begun + BUDGET - time.monotonic() - once)
        root, failure = _performed(sources, files, stages, folder / "sample", seconds, text)
        corpus = Corpus.open(str(root))
        sizes = _text(corpus)
        read = orjson.loads((folder / "sample" / READ_FILE).read_bytes())
        whole = {s.name: sum(f.size for f in of) for s, of in zip(sources, files, strict=True)}
        counts = _counts(corpus.documents.store)
        yield Sampled(corpus, read, whole, sizes, *counts, failure, _spent(small), _spent(root))


def affordable(left: float) -> tuple[float, int]:
    """(seconds of reading, bytes of text) of a sample that reading and stages have `left` seconds for."""
    share = left / (SECONDS + FOR_TEXT)
    seconds = min(SECONDS, max(LEAST_SECONDS, SECONDS * share))
    return seconds, min(TEXT, max(LEAST_TEXT, int(TEXT * share)))


def _performed(
    sources: Sequence[Source],
    files: Sequence[Sequence[InputFile]],
    stages: Sequence[Stage],
    folder: Path,
    seconds: float,
    text: int,
) -> tuple[Path, str]:
    """(the root of a run on a sample, what ended it early). Raises MalmoiError if reading itself fails."""
    folder.mkdir()
    root = folder / "root"
    glance = Glance.of(picked(sources, files, folder), seconds, text)
    failure = ""
    try:
        run(Recipe.of(root, glance, *stages), executor=LocalExecutor(1))
    except MalmoiError as error:
        if not (root / "_corpus.json").exists():
            raise
        failure = str(error)
    return root, failure


def _counts(store: Store) -> tuple[dict[str, int], dict[str, int]]:
    """(source -> documents, source -> rejects that ingest counts)."""
    documents = pl.DataFrame(Dataset(store, "ingest/documents").table(["source"]))
    rejects = pl.DataFrame(Dataset(store, "ingest/rejects").table(["source", "reason"]))
    damaged = rejects.filter(~pl.col("reason").is_in(expected_rejects()))
    return dict(documents.group_by("source").len().iter_rows()), dict(
        damaged.group_by("source").len().iter_rows()
    )


def _text(corpus: Corpus) -> dict[str, int]:
    """Source -> bytes of text."""
    frames: list[Any] = [
        pl.DataFrame(corpus.documents.read(i, ["source", "bytes"]))
        for i in range(len(corpus.documents.shards))
    ]
    sums = pl.concat(frames).group_by("source").agg(pl.col("bytes").sum())
    return dict(sums.iter_rows())


def _spent(root: Path) -> Run:
    """What the run on a root has spent."""
    store = Store(str(root))
    text = _text(Corpus.open(str(root)))
    return Run(spent_in(log.lines(store)), float(sum(text.values())), 1, float(sum(text.values())))
