"""Files that no source reads. Sources may share a folder: what one of them skips another one may read, and
what two of them skip is one file."""

from typing import Any

import polars as pl

# Characters with which the pattern of a path begins.
_PATTERN = "*?["
_ARCHIVE = "!"


def unread(rows: pl.DataFrame, files: pl.DataFrame, sources: list[dict[str, Any]]) -> pl.DataFrame:
    """`rows` (source, extension, kind, files) of skipped files without those that another source reads, each
    file once: in the row of the source with the outermost folder.

    `files`: (source, file, extension) of what was read. `sources`: as the recipe spells them."""
    folders = {s["name"]: _folder(s["path"]) for s in sources if s.get("path")}
    if rows["source"].n_unique() < 2 or not set(rows["source"]) <= set(folders):
        return rows
    read = _read(files, folders)
    left = [{**row, "files": _left(row, read, folders)} for row in rows.iter_rows(named=True)]
    left = [row for row in left if row["files"] > 0]
    is_whole = {s["name"] for s in sources if not set(str(s.get("path"))) & set(_PATTERN)}
    once = [row for i, row in enumerate(left) if not _is_again(i, left, folders, is_whole)]
    return pl.DataFrame(once, schema=rows.schema)


def _folder(path: str) -> str:
    """The folder of a path or pattern, with `/` at its end."""
    first = min((path.find(c) for c in _PATTERN if c in path), default=-1)
    return (path if first < 0 else path[:first].rpartition("/")[0]).rstrip("/") + "/"


def _read(files: pl.DataFrame, folders: dict[str, str]) -> pl.DataFrame:
    """(source, path, extension) of the files that were read; an archive is one file."""
    folder = pl.col("source").replace_strict(folders, default=None, return_dtype=pl.String)
    path = folder + pl.col("file").str.split(_ARCHIVE).list.first()
    found = files.select("source", path=path).drop_nulls().unique()
    ending = pl.col("path").str.to_lowercase().str.extract(r"[^./](\.[^./]+)$")
    return found.with_columns(extension=ending)


def _left(row: dict[str, Any], read: pl.DataFrame, folders: dict[str, str]) -> int:
    """Files of a row that no other source reads."""
    of_kind = read.filter(
        (pl.col("extension") == row["extension"])
        & pl.col("path").str.starts_with(folders[row["source"]])
    )
    is_own = of_kind["source"] == row["source"]
    others = set(of_kind.filter(~is_own)["path"]) - set(of_kind.filter(is_own)["path"])
    return row["files"] - len(others)


def _is_again(
    place: int, rows: list[dict[str, Any]], folders: dict[str, str], is_whole: set[str]
) -> bool:
    """True if the files of a row are in the row of a source whose folder holds this one's."""
    row = rows[place]
    folder = folders[row["source"]]
    for other, outer in enumerate(rows):
        is_same_kind = (outer["extension"], outer["kind"]) == (row["extension"], row["kind"])
        around = folders[outer["source"]]
        is_first = around != folder or other < place
        if (
            other != place
            and is_same_kind
            and outer["source"] in is_whole
            and folder.startswith(around)
            and is_first
        ):
            return True
    return False
