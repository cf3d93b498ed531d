"""Where a stage met data that it cannot use: the shard, and the document if one alone is enough for it."""

import shlex
from typing import Any

from pipeline.core.corpus import Corpus
from pipeline.core.errors import DamagedOutput, DataError, PlacedError
from pipeline.core.store import Store


def with_place(error: DataError, work: Any, path: str, shard: Any, store: Store) -> DataError:
    """The error with phase, shard and document, and the command that shows the document.

    `shard` is the number of a shard or part, or what a unit reads from outside. Errors that name their place
    themselves stay: those of a damaged file, and of what is read from outside."""
    if isinstance(error, DamagedOutput) or not isinstance(shard, int):
        return error
    document, where = _document(work, shard), f"{path}, shard {shard}"
    if document is None:
        then = "what is finished stays, and the same command goes on from there"
        return PlacedError(where, str(error), then)
    command = f"malmoi explain {shlex.quote(store.uri)} {shlex.quote(document)}"
    return PlacedError(f"{where}, document {document}", str(error), f"`{command}` shows it")


def _document(work: Any, shard: int) -> str | None:
    """The id of the first document that raises a DataError alone; None if none does, or rows have no ids."""
    if not isinstance(getattr(work, "source", None), Corpus):
        return None
    table, aligned = work.read(shard)
    start, stop = 0, len(table)

    def fails(begin: int, end: int) -> bool:
        beside = (d[begin:end] if len(d) == len(table) else d for d in aligned)
        try:
            work.call(table[begin:end], *beside)
        except DataError:
            return True
        # another error of fewer rows than the function expects says nothing about them
        except Exception:
            return False
        return False

    while stop - start > 1:
        middle = (start + stop) // 2
        start, stop = (start, middle) if fails(start, middle) else (middle, stop)
    if start == stop or not fails(start, stop):
        return None
    return work.source.read(shard, ["id"]).column("id")[start].as_py()
