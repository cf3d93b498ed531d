"""The packed rows of a phase of training, as every format below wants them."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.contract import index_of, phases_of
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import PHASE_FILE, Dataset
from pipeline.core.errors import RecipeError

# A module each, and what it counts
FORMATS = {"megatron": "documents", "mds": "rows", "numpy": "rows"}


@dataclass(frozen=True)
class Packed:
    """A phase of training: shards of rows, and the index of the pieces of documents in them."""

    corpus: Corpus
    phase: str

    @cached_property
    def rows(self) -> Dataset:
        return Dataset(self.corpus.documents.store, f"pack/{self.phase}")

    @cached_property
    def index(self) -> Dataset:
        return Dataset(self.corpus.documents.store, f"pack/{index_of(self.phase)}")

    @cached_property
    def arguments(self) -> dict[str, Any]:
        """What the rows were made with: seq_len, dtype, eos, pad, vocab_size, ..."""
        made = self.corpus.documents.store.read_json(f"pack/{self.phase}/{PHASE_FILE}")
        assert made is not None  # it is committed
        return made["arguments"]

    def ids(self, shard: int) -> np.ndarray:
        """The ids of a shard, [rows, seq_len] of its dtype."""
        column = self.rows.read(shard, ["input_ids"]).column(0)
        flat = np.concatenate([c.flatten().to_numpy() for c in column.chunks] or [np.zeros(0)])
        return flat.astype(self.arguments["dtype"], copy=False).reshape(
            -1, self.arguments["seq_len"]
        )

    def all_ids(self) -> Iterator[np.ndarray]:
        """The ids of each shard, in the order of training."""
        return (self.ids(shard) for shard in range(self.rows.num_shards))


def opened(root: str, phase: str | None) -> Packed:
    """A packed phase of a root. Raises RecipeError where there is none of that name, or no single one."""
    corpus = Corpus.open(root)
    if "pack" not in corpus.trail:
        raise RecipeError(f"{root}: nothing is packed here; the recipe must end with pack")
    names = list(phases_of(corpus))
    if phase is None and len(names) == 1:
        phase = names[0]
    if phase not in names:
        what = f"no phase {phase!r}" if phase else "several phases; choose one with --phase"
        raise RecipeError(f"{root}: {what} (there are: {', '.join(names)})")
    return Packed(corpus, phase)


def export(form: str, packed: Packed, to: Path) -> str:
    """Write a packed phase in a format; returns what was written, in words. Raises RecipeError for an
    unknown one."""
    if form not in FORMATS:
        known = ", ".join(("documents", *FORMATS))
        raise RecipeError(f"--format {form}: unknown; there are: {known}")
    written = importlib.import_module(f"pipeline.export.{form}").write(packed, to)
    return f"{written:,} {FORMATS[form]} of phase {packed.phase}"


def empty_folder(to: Path) -> Path:
    """The folder to write to. Raises RecipeError for one that holds something, or for a file."""
    if to.is_file() or (to.is_dir() and any(to.iterdir())):
        raise RecipeError(f"--to {to}: give a folder that is empty, or not there yet")
    to.mkdir(parents=True, exist_ok=True)
    return to
