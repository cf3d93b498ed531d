"""A folder written by `Dataset.save_to_disk` of the library `datasets`: one record a row of the Arrow
files that its state lists.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

import orjson

from pipeline.readers import Batch, DamagedError, Request
from pipeline.readers.formats import arrow

EXTENSIONS = (".arrow",)
MARKERS = ("state.json", "dataset_dict.json")
SEEKABLE = True

STATE = "state.json"


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """The rows of one Arrow file."""
    yield from arrow.read(stream, request)


def data_files(names: Sequence[str], load: Callable[[str], bytes]) -> list[str]:
    """The Arrow files that the states list, in order. Raises DamagedError if one of them is missing."""
    files: list[str] = []
    for name in sorted(n for n in names if n.rpartition("/")[2] == STATE):
        folder = name[: -len(STATE)]
        try:
            listed = [folder + f["filename"] for f in orjson.loads(load(name))["_data_files"]]
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise DamagedError(f"{name} does not list the files of a dataset: {error!r}") from None
        missing = [n for n in listed if n not in names]
        if missing:
            raise DamagedError(f"{name} lists {missing[0]}, which is missing")
        files += listed
    return files
