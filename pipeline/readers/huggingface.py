"""A folder written by `Dataset.save_to_disk`: its state says which Arrow files hold the rows."""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

import orjson

from pipeline.readers import Batch, DamagedError, Request, arrow

STATE, SPLITS = "state.json", "dataset_dict.json"


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """The rows of one Arrow file."""
    yield from arrow.read(stream, request)


def is_dataset(names: Sequence[str]) -> bool:
    """Whether these files, named relative to a folder, are such a folder."""
    return any(n.rpartition("/")[2] in (STATE, SPLITS) for n in names) and any(
        n.endswith(".arrow") for n in names
    )


def data_files(names: Sequence[str], load: Callable[[str], bytes]) -> list[str]:
    """The Arrow files that the states list, in order. Raises DamagedError where one is missing."""
    wanted: list[str] = []
    for name in sorted(n for n in names if n.rpartition("/")[2] == STATE):
        folder = name[: -len(STATE)]
        try:
            listed = [folder + f["filename"] for f in orjson.loads(load(name))["_data_files"]]
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise DamagedError(f"{name} is no state of a dataset: {error!r}") from None
        missing = [n for n in listed if n not in names]
        if missing:
            raise DamagedError(f"{name} lists {missing[0]}, which is not there")
        wanted += listed
    return wanted
