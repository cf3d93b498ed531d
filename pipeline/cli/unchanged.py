"""The answer to a command line that was answered before, if every file that it depends on is as it was then.

A command that finds nothing to do spends its time on imports and on reading the recipe. Its answer is kept in
the user's cache, with a hash over names, sizes and times of change: of the code, of the folder of
installed packages, of the recipe, of the files it names, and of every file of the root. Such a hash takes a
tenth of a second. Only the standard library is imported here.
"""

import hashlib
import json
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.recipe.recipe import Recipe

COMMANDS = ("run", "plan")
MOST_FILES = 100_000  # beyond it, comparing takes as long as asking again
MOST_ANSWERS = 64

_OURS = ("pipeline", "classifiers", "malmoi")
_HOME = Path(__file__).parents[2]
_VARIABLE = re.compile(r"\$\{(\w+)")
_COUNT = ("MALMOI", "PYTHON", "LANG", "LC_")  # variables that a command may depend on begin so


class Answer:
    """The answer to a command line, while the command works.

    `recipe` is the recipe's file. The answer is kept only if the files are the same before the work and after
    it: one that changes meanwhile may have been read before or after its change."""

    def __init__(self, arguments: Sequence[str], recipe: Path) -> None:
        self._arguments = arguments
        self._inputs: list[str] | None = [*_installation(), str(recipe.absolute())]
        self._variables: list[str] = []
        try:
            text = recipe.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            text = "://"
        # what lies behind an address shows no change here
        if "://" in text or any("://" in a for a in arguments):
            self._inputs = None
        else:
            self._variables = sorted(set(_VARIABLE.findall(text)))
        self._before = self._digest()

    def depends_on(self, recipe: "Recipe") -> None:
        """State what the recipe reads, before the work begins. With code of others, or files that every run
        writes, no answer is kept."""
        from pipeline.core.inputs import anchor
        from pipeline.core.paths import paths_of

        execution = recipe.execution
        if execution.events or execution.metrics or is_extended(recipe):
            self._inputs = None
        # the recipe was read since
        if self._digest() != self._before:
            self._inputs = None
        if self._inputs is not None:
            self._inputs += sorted({anchor(p) for stage in recipe.stages for p in paths_of(stage)})
        self._before = self._digest()

    def keep(self, root: str, lines: Sequence[str]) -> None:
        """Keep the lines of the answer, if no file has changed meanwhile."""
        if not self._before or self._digest() != self._before:
            return
        places = [*(self._inputs or ()), str(Path(root).absolute())]
        entry = {
            "variables": self._variables,
            "places": places,
            "digest": _digest(places, self._variables),
            "lines": list(lines),
        }
        with suppress(OSError):
            _write(_file(self._arguments), entry)

    def _digest(self) -> str:
        return "" if self._inputs is None else _digest(self._inputs, self._variables)


def lines(arguments: Sequence[str]) -> list[str] | None:
    """What was printed for a command line, if asking again would print the same; else None."""
    if arguments[0] not in COMMANDS:
        return None
    try:
        entry = json.loads(_file(arguments).read_text(encoding="utf-8"))
        found = _digest(entry["places"], entry["variables"])
        return entry["lines"] if found and found == entry["digest"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_extended(recipe: "Recipe") -> bool:
    """True if a recipe names stages of the user's, or an installed package offers stages, kernels or readers:
    their code may change in place and may import what it likes."""
    return bool(recipe.use or recipe.folders) or _is_offered()


@cache
def _is_offered() -> bool:
    """True if an installed package offers stages, kernels or readers."""
    # a name is read from a file of its own, of two hundred packages in .1 s
    return any(
        any(e.group.startswith("malmoi.") for e in found.entry_points) and found.name != "malmoi"
        for found in distributions()
    )


def _installation() -> list[str]:
    """Our code, and the folders that packages are imported from: another version changes their time."""
    folders = sorted({p for p in sys.path if p})
    return [*(str(_HOME / name) for name in _OURS), *(f"{p}/." for p in folders)]


def _digest(places: Sequence[str], variables: Sequence[str]) -> str:
    """A hash of the states of all files at the places; "" if they cannot be compared."""
    state = hashlib.blake2b(digest_size=16)
    for name in sorted(n for n in os.environ if n.startswith(_COUNT) or n in variables):
        state.update(f"{name}={os.environ[name]}\0".encode(errors="surrogateescape"))
    try:
        for number, line in enumerate(line for place in places for line in _states(place)):
            if number > MOST_FILES:
                return ""
            state.update(line.encode(errors="surrogateescape"))
    except OSError:
        return ""
    return state.hexdigest()


def _states(place: str) -> Iterator[str]:
    """A line for each file and folder at a place, with size and time. `folder/.` is the folder alone.

    The time is that of the last change of the inode (ctime): rsync and tar set back that of modification.

    Raises OSError if one inside cannot be read."""
    if not os.path.exists(place):
        yield f"{place}\0absent\n"
        return
    pending = [place]
    while pending:
        path = pending.pop()
        found = os.stat(path)
        yield f"{path}\0{found.st_ino}\0{found.st_size}\0{found.st_ctime_ns}\n"
        if stat.S_ISDIR(found.st_mode) and not path.endswith("/."):
            with os.scandir(path) as entries:
                inside = sorted(e.path for e in entries if e.name != "__pycache__")
            pending += inside


def _file(arguments: Sequence[str]) -> Path:
    """Where the answer to a command line is kept."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    asked = "\0".join([*arguments, "", os.getcwd(), sys.prefix, sys.version, str(_HOME)])
    name = hashlib.blake2b(asked.encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return cache / "malmoi" / "answers" / f"{name}.json"


def _write(path: Path, entry: object) -> None:
    """Write an entry, and delete the oldest beyond MOST_ANSWERS."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        json.dump(entry, file)
    os.replace(name, path)
    newest = sorted(path.parent.glob("*"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
    for old in newest[MOST_ANSWERS:]:
        old.unlink()
