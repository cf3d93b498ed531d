"""What a finished run leaves that only another run would read: `malmoi gc` removes it.

What stays is what a root is for: texts, the marks and evidence of every stage, what was built, packed rows,
and what reports read. The rest are steps between them: signatures, counted words, models that
have scored. Their commits stay, so the phases stand; a run that needs their files makes them again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import COMMIT_FILE
from pipeline.core.retired import files_of, retire
from pipeline.core.store import Store

# Read by `show`, `explain`, `sample`, `whatif` and the report, in the stage of any name.
READ_LATER = ("evidence", "marks", "rejects", "files", "report", "scores", "predictions")
# Small, and read by every run before it knows that all stands.
READ_FIRST = ("parts", "sizes", "jumps")
# The stage whose phases are all results.
RESULT = "pack"


@dataclass(frozen=True)
class Leftover:
    """A finished phase that only another run would read."""

    path: str
    files: int
    size: int


def leftovers(store: Store) -> list[Leftover]:
    """The leftovers of a root with their files and bytes, largest first.

    Raises MalmoiError if the root holds no corpus."""
    kept = _kept(store)
    found = [_measured(store, path) for path in _finished(store) if path not in kept]
    return sorted((f for f in found if f.files), key=lambda f: (-f.size, f.path))


def remove(store: Store, found: list[Leftover]) -> None:
    """Remove the files of these phases. Interrupted anywhere, the same call goes on."""
    for leftover in found:
        retire(store, leftover.path)


def _kept(store: Store) -> set[str]:
    """The phases whose files stay: those of the corpus of the last finished stage."""
    corpus = Corpus.open(store.uri)
    parts = (corpus.documents, *dict(corpus.marks).values(), *dict(corpus.built).values())
    return {part.path for part in parts}


def _finished(store: Store) -> Iterator[str]:
    """The finished phases that may be removed."""
    for stage in store.folders(""):
        for phase in store.folders(stage):
            path = f"{stage}/{phase}"
            if stage == RESULT or _kind(phase) in READ_LATER + READ_FIRST:
                continue
            if store.exists(f"{path}/{COMMIT_FILE}"):
                yield path


def _kind(phase: str) -> str:
    """The name of a phase without what it is of: `jumps` for `jumps_train`."""
    return re.split(r"[._]", phase, maxsplit=1)[0]


def _measured(store: Store, path: str) -> Leftover:
    files = files_of(store, path)
    return Leftover(path, len(files), sum(files.values()))
