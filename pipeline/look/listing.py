"""All files under the paths, by what readers take them for, and their groups: one source of a recipe each."""

import glob
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.core.errors import DataError, RecipeError
from pipeline.core.inputs import InputFile
from pipeline.core.paths import expanded
from pipeline.readers import compression
from pipeline.readers.detect import formats_by_name
from pipeline.readers.registry import installed
from pipeline.readers.skipped import Skipped, extension_of
from pipeline.readers.source import READ_ERRORS, Source, format_and_codec, sorted_out

DOCUMENTS, ARCHIVES, UNKNOWN = "documents", "archives", "unknown"
# Sources of one path: with more top folders, a source is made of each format instead.
MOST_SOURCES = 24
# Files of records in one folder that become a source each if they are called differently.
APART = 16
# Files whose names say nothing that are opened to find their format.
OPENED = 64


@dataclass(frozen=True)
class Listed:
    """The files under one path: those that may hold text, and those that are skipped."""

    path: str
    files: tuple[InputFile, ...]
    skipped: tuple[tuple[Skipped, InputFile], ...]


@dataclass(frozen=True)
class Group:
    """Files that become one source: those of a family under a folder. `pattern` is what the recipe reads;
    `endings` are those of the files, None if the pattern matches no others."""

    name: str
    pattern: str
    family: str
    files: tuple[InputFile, ...]
    endings: tuple[str, ...] | None = None

    @property
    def size(self) -> int:
        """Bytes of the files, as stored."""
        return sum(f.size for f in self.files)


def listed(path: str) -> Listed:
    """The files under a path. Raises RecipeError if nothing is there, DataError for a file that cannot be
    read."""
    path = expanded(path)
    if "://" not in path and not os.path.lexists(path) and not glob.has_magic(path):
        raise RecipeError(f"{path}: no such file or folder{_similar(Path(path))}")
    if os.path.isdir(path) and not any(os.scandir(path)):
        raise DataError(f"{path}: the folder is empty; put files into it, or give another one")
    try:
        read, skipped = sorted_out(Source(name="look", path=path, allow_empty=True))
    except DataError as error:
        raise DataError(str(error).removeprefix("source look: ")) from None
    return Listed(path, tuple(read), tuple(skipped))


def _similar(path: Path) -> str:
    """A hint at a name beside a path that is not there."""
    from difflib import get_close_matches

    folder = path.parent
    names = os.listdir(folder) if folder.is_dir() else []
    close = get_close_matches(path.name, names, 1)
    return f"; is it {folder / close[0]}?" if close else ""


def groups_of(found: Listed) -> list[Group]:
    """The groups of the files under a path, sorted by name. Files that no reader knows are in none."""
    root, families = found.path, families_of(found.files)
    if not os.path.isdir(root):
        known = tuple(f for f in found.files if families[f.name] != UNKNOWN)
        fixed = root if "://" in root or os.path.exists(root) else root.partition("*")[0] or "."
        name = Path(os.path.abspath(fixed)).name
        family = _common(families[f.name] for f in known)
        return [Group(source_name(_stem(name)), root, family, known)] if known else []
    tops: dict[str, list[InputFile]] = defaultdict(list)
    for file in found.files:
        tops[file.name.partition("/")[0] if "/" in file.name else ""].append(file)
    if len(tops) > MOST_SOURCES:
        tops = {"": list(found.files)}
    apart = _groups_by_top(root, tops, families, APART)
    return apart if len(apart) <= MOST_SOURCES else _groups_by_top(root, tops, families, 0)


def _groups_by_top(
    root: str, tops: dict[str, list[InputFile]], families: dict[str, str], most_apart: int
) -> list[Group]:
    """The groups of the files by top folder; files of records are apart if at most `most_apart`."""
    groups: list[Group] = []
    for top, files in sorted(tops.items()):
        is_deep = len(tops) == 1 or top != ""
        groups += _groups_in(root, top, files, families, is_deep, most_apart)
    return groups


def _groups_in(
    root: str,
    top: str,
    files: Sequence[InputFile],
    families: dict[str, str],
    is_deep: bool,
    most_apart: int,
) -> list[Group]:
    """The groups of the files under one top folder; those at the top itself if not `is_deep`."""
    folder = os.path.join(root, top) if top else root
    pattern = folder if is_deep else f"{glob.escape(folder)}/*"
    by_family: dict[str, list[InputFile]] = defaultdict(list)
    for file in files:
        by_family[families[file.name]].append(file)
    unknown = by_family.pop(UNKNOWN, [])
    groups = []
    for family, members in sorted(by_family.items()):
        name = top or os.path.basename(os.path.abspath(root))
        if len(by_family) > 1:
            name = f"{name}-{family.strip('.')}"
        if DOCUMENTS not in by_family and _are_apart(family, members, most_apart):
            groups += [
                Group(source_name(_stem(f.name)), os.path.join(root, f.name), family, (f,))
                for f in members
            ]
            continue
        is_all = len(by_family) == 1 and not unknown
        endings = None if is_all else tuple(sorted({ending_of(f.name) for f in members}))
        groups.append(Group(source_name(name), pattern, family, tuple(members), endings))
    return groups


def _are_apart(family: str, files: Sequence[InputFile], most: int) -> bool:
    """True if the files of records are data sets of their own: few, and of different names."""
    if family in (DOCUMENTS, ARCHIVES) or not 2 <= len(files) <= most:
        return False
    stems = {re.sub(r"[\d_.-]+", "", _stem(f.name)) for f in files}
    return len(stems) == len(files) and "" not in stems


def families_of(files: Iterable[InputFile]) -> dict[str, str]:
    """File name -> its family: documents (a document a file), archives, the ending of files of records, or
    unknown. Of files whose names say nothing the first OPENED are opened."""
    families, opened = {}, 0
    for file in files:
        formats = formats_by_name(installed(), file.name)
        name = formats[0] if formats else None
        if name is None and opened < OPENED:
            opened += 1
            name = _by_bytes(file)
        families[file.name] = _family(file.name, name)
    return families


def _by_bytes(file: InputFile) -> str | None:
    try:
        return format_and_codec(Source(name="look", path=file.uri), file)[0]
    except (*READ_ERRORS, DataError):
        return None


def _family(file: str, name: str | None) -> str:
    if name is None:
        return UNKNOWN
    facts = installed().named(name).facts
    if facts.archive:
        return ARCHIVES
    return DOCUMENTS if facts.one_record else plain_ending(file) or f".{name}"


def _common(families: Iterable[str]) -> str:
    counts = Counter(families)
    return counts.most_common(1)[0][0] if counts else UNKNOWN


def ending_of(name: str) -> str:
    """The ending of a file's name with that of its compression: `.jsonl.gz`."""
    lower = name.lower()
    packed = next((e for e in compression.EXTENSIONS if lower.endswith(e)), "")
    return extension_of(lower.removesuffix(packed)) + packed


def plain_ending(name: str) -> str:
    """The ending of a file's name without that of its compression: `.jsonl`."""
    ending = ending_of(name)
    return next(
        (ending.removesuffix(e) for e in compression.EXTENSIONS if ending.endswith(e)), ending
    )


def _stem(name: str) -> str:
    last = name.rpartition("/")[2]
    return last[: len(last) - len(ending_of(last))] or last


def source_name(text: str) -> str:
    """A name for a source: letters, digits, `_`, `.` and `-`."""
    return re.sub(r"[^\w.-]+", "-", text).strip("-.") or "files"


def distinct(groups: list[Group]) -> list[Group]:
    """The groups with names that differ."""
    counts: Counter[str] = Counter()
    named = []
    for group in groups:
        counts[group.name] += 1
        number = counts[group.name]
        named.append(group if number == 1 else replace(group, name=f"{group.name}-{number}"))
    return named
