"""A share of a source: of many files some, of few the records that are cut out of them."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.core import inputs
from pipeline.core.inputs import InputFile
from pipeline.readers.source import READ_ERRORS, Source, UnreadableFileError, files_of
from pipeline.recipe.sampled import head
from pipeline.recipe.sampled.cut import cut
from pipeline.recipe.sampled.spread import spread

# From so many files in the sample on, whole files are taken.
FILES = 8
# The most files from which parts are taken.
CUT = 16


@dataclass(frozen=True)
class Taken:
    """The part of a source that was taken, as a folder of files."""

    folder: Path
    # Bytes of all its files, and of what was taken of them, as stored.
    whole: int
    taken: int
    # Files that were read from their beginning alone, and files taken whole because they cannot be cut.
    begun: int = 0
    uncut: int = 0

    @property
    def share(self) -> float:
        """The share that was taken; 1 for a source of empty files."""
        return self.taken / self.whole if self.whole and self.taken else 1.0


def take(
    source: Source,
    share: float,
    folder: Path,
    may_be_empty: bool = False,
    read: int | None = None,
) -> Taken:
    """Write a share of a source into `folder`: at least one record of each file that is cut, unless it
    `may_be_empty`. Records come from `read` bytes of a file, as stored; by default head.READ.

    Raises DataError for a source without files, UnreadableFileError for a file that cannot be read."""
    files = files_of(source)
    whole = sum(f.size for f in files)
    if share * len(files) >= FILES or whole == 0:
        chosen = [files[i] for i in spread([f.size for f in files], share)]
        taken = sum(_copied(source, f, folder) for f in chosen)
        return Taken(folder, whole, taken)
    few = files[:: -(-len(files) // CUT)]
    of_few = min(1.0, share * whole / max(1, sum(f.size for f in few)))
    found = [cut(source, f, of_few, folder, may_be_empty, read or head.READ) for f in few]
    cut_ones = [c for c in found if c is not None]
    uncut = [f for f, c in zip(few, found, strict=True) if c is None]
    chosen = [uncut[i] for i in spread([f.size for f in uncut], of_few)] if uncut else []
    if cut_ones and not any(f.size * of_few >= 1 for f in chosen):
        chosen = []
    taken = sum(c.taken for c in cut_ones) + sum(_copied(source, f, folder) for f in chosen)
    return Taken(folder, whole, round(taken), sum(c.is_begun for c in cut_ones), len(chosen))


def _copied(source: Source, file: InputFile, folder: Path) -> int:
    """Copy a whole file; returns its bytes."""
    target = folder / file.name
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with inputs.opened(file) as stream:
            target.write_bytes(stream.read())
    except READ_ERRORS as error:
        raise UnreadableFileError.of(source.name, file.uri, error) from None
    return file.size
