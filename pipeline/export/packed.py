"""The packed rows of a training phase, which all export formats read."""

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

# Name of the module of each format -> what its `write` counts.
FORMATS = {"megatron": "documents", "mds": "rows", "numpy": "rows"}


@dataclass(frozen=True)
class Packed:
    """A packed training phase: shards of rows, and the index of the documents in them."""

    corpus: Corpus
    phase: str

    @cached_property
    def rows(self) -> Dataset:
        """The shards of packed rows."""
        return Dataset(self.corpus.documents.store, f"pack/{self.phase}")

    @cached_property
    def index(self) -> Dataset:
        """The index: one row for each piece of a document, with id, epoch, start and number of tokens."""
        return Dataset(self.corpus.documents.store, f"pack/{index_of(self.phase)}")

    @cached_property
    def arguments(self) -> dict[str, Any]:
        """The settings of the stage pack: seq_len, dtype, eos, pad, vocab_size, ..."""
        phase = self.corpus.documents.store.read_json(f"pack/{self.phase}/{PHASE_FILE}")
        # A committed phase has this file.
        assert phase is not None
        return phase["arguments"]

    def ids(self, shard: int) -> np.ndarray:
        """The token ids of a shard, [rows, seq_len], int32 or uint16."""
        column = self.rows.read(shard, ["input_ids"]).column(0)
        flat = np.concatenate([c.flatten().to_numpy() for c in column.chunks] or [np.zeros(0)])
        return flat.astype(self.arguments["dtype"], copy=False).reshape(
            -1, self.arguments["seq_len"]
        )

    def all_ids(self) -> Iterator[np.ndarray]:
        """The token ids of each shard, as `ids` returns them, in the order of training."""
        return (self.ids(shard) for shard in range(self.rows.num_shards))


def opened(root: str, phase: str | None) -> Packed:
    """A packed phase of a root; `phase` may be None if there is one only.

    Raises RecipeError if nothing was packed, the phase does not exist, or None is ambiguous."""
    corpus = Corpus.open(root)
    if "pack" not in corpus.trail:
        raise RecipeError(
            f"{root}: this run has no packed rows; add the stage pack to its recipe and run it"
        )
    names = list(phases_of(corpus))
    if phase is None and len(names) == 1:
        phase = names[0]
    if phase not in names:
        problem = f"no phase {phase!r}" if phase else "several phases; choose one with --phase"
        raise RecipeError(f"{root}: {problem}; its phases are: {', '.join(names)}")
    return Packed(corpus, phase)


def export(form: str, packed: Packed, to: Path) -> tuple[int, str]:
    """Write a packed phase in a format; returns how many of what was written, such as (120, "rows").

    Raises RecipeError if the format is unknown or the folder `to` is not empty."""
    if form not in FORMATS:
        formats = ", ".join(("documents", *FORMATS))
        raise RecipeError(f"--format {form}: unknown format; formats are: {formats}")
    written = importlib.import_module(f"pipeline.export.{form}").write(packed, to)
    return written, FORMATS[form]


def empty_folder(to: Path) -> Path:
    """Create the folder `to` and return it. Raises RecipeError if it is a file or not empty."""
    if to.is_file() or (to.is_dir() and any(to.iterdir())):
        raise RecipeError(f"--to {to}: give an empty folder, or one that does not exist yet")
    to.mkdir(parents=True, exist_ok=True)
    return to
