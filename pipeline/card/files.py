"""The data files that lie beside a card, as configurations of a data set."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

from pipeline.core.corpus import CORPUS_FILE

# Ending -> the media type of the file.
MEDIA = {
    ".parquet": "application/x-parquet",
    ".arrow": "application/vnd.apache.arrow.file",
    ".jsonl": "application/jsonlines",
    ".jsonl.zst": "application/zstd",
}


@dataclass(frozen=True)
class Config:
    """Files of one folder and one ending. `pattern` and `files` are relative to the folder of the card;
    `schema` is None for lines of JSON."""

    name: str
    pattern: str
    ending: str
    files: tuple[Path, ...]
    schema: pa.Schema | None

    @property
    def media(self) -> str:
        """The media type of the files."""
        return MEDIA[self.ending]


def configs(folder: Path) -> list[Config]:
    """The configurations of the data files below a folder, in the order of their paths. In the folder of a
    root these are its packed phases."""
    found = (folder / "pack").glob("*/*.arrow") if _is_root(folder) else folder.rglob("*")
    groups: dict[tuple[Path, str], list[Path]] = {}
    for path in sorted(found):
        ending = next((e for e in MEDIA if path.name.endswith(e)), None)
        inside = path.relative_to(folder)
        if ending and path.is_file() and not any(part.startswith(".") for part in inside.parts):
            groups.setdefault((inside.parent, ending), []).append(inside)
    names = _names(list(groups))
    return [
        Config(
            name,
            (parent / f"*{ending}").as_posix(),
            ending,
            tuple(files),
            _schema(folder / files[0], ending),
        )
        for name, ((parent, ending), files) in zip(names, groups.items(), strict=True)
    ]


def sha256(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_root(folder: Path) -> bool:
    return (folder / CORPUS_FILE).is_file()


def _names(groups: list[tuple[Path, str]]) -> list[str]:
    """A name for each folder and ending: that of the folder where it is unique, else its path."""
    return list(_named(groups))


def _named(groups: list[tuple[Path, str]]) -> Iterator[str]:
    last = [parent.name for parent, _ in groups]
    for (parent, ending), name in zip(groups, last, strict=True):
        whole = "-".join(parent.parts) if last.count(name) > 1 else name
        same = [e for p, e in groups if p == parent]
        yield (whole or "default") + (ending.replace(".", "-") if len(same) > 1 else "")


def _schema(path: Path, ending: str) -> pa.Schema | None:
    if ending == ".parquet":
        return pq.read_schema(path)
    if ending == ".arrow":
        with pa.memory_map(str(path)) as source:
            try:
                return ipc.open_file(source).schema
            except pa.ArrowInvalid:
                source.seek(0)
                return ipc.open_stream(source).schema
    return None
