"""The code that a function can reach, hashed by module: the part of identity that sources make.

In the sources of Malmoi, names are followed from a function on through the syntax trees of its module
and of the modules that it imports: functions, constants, classes, data files named by a literal. A method
counts if any reached code takes an attribute of its name from anything. A law runs every phase under a
profiler and finds nothing outside.

The user's own files may be written in any way: there each file counts whole, with all local files that it
imports and all files that its texts name. Comments, docstrings and layout never count. What is loaded by a
name that is made at run time cannot be seen in a syntax tree: kernels, readers and extractors have identities
of their own.

Other people's packages are not followed; those in `libraries.py` count with their versions.
"""

import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

from pipeline.core.libraries import LIBRARIES, version_of
from pipeline.core.source import remembered
from pipeline.core.syntax import (
    Definition,
    Import,
    SourceModule,
    digest,
    hash_of,
    origin_of,
    source_of,
)

OURS = ("pipeline", "classifiers", "malmoi")  # the packages of this distribution
MOST_FOLDERS = 20  # that texts of one file may name
DATA = (".txt", ".json", ".yaml", ".csv", ".tsv", ".ftz", ".bin")
_INSTALLED = tuple({sysconfig.get_path(n) for n in ("purelib", "platlib", "stdlib", "platstdlib")})

_SITES = ("site-packages", "dist-packages")

Symbol = tuple[str, str]  # module, name of a definition or Class.method


@dataclass(frozen=True)
class Reach:
    """Reached code: module -> hash of its reached definitions, library -> version, and the names."""

    code: dict[str, str]
    libraries: dict[str, str]
    symbols: frozenset[Symbol]


def reach(*roots: Any) -> Reach:
    """What functions, classes and modules (by dotted name) can reach together."""
    return _reach(tuple(sorted({_key(root) for root in roots})))


def module_digest(*names: str) -> str:
    """One hash of everything that modules can reach, libraries and their versions included."""
    reached = reach(*names)
    return digest([*sorted(reached.code.items()), *sorted(reached.libraries.items())])


def _key(root: Any) -> Symbol:
    if isinstance(root, str):
        return root, ""
    name = root.__qualname__.partition(".<locals>")[0]
    if source_of(root.__module__) is None:  # typed into a notebook: there is no file to read
        return root.__module__, f"{name} {_compiled(root)}"
    return root.__module__, name


def _compiled(function: Callable[..., Any]) -> str:
    """A hash of the bytecode and constants of a function without a source file."""
    code = getattr(function, "__code__", None)
    return digest([code.co_code.hex(), repr(code.co_consts), repr(code.co_names)] if code else [])


@remembered
def _reach(roots: tuple[Symbol, ...]) -> Reach:
    walk = _Walk()
    for module, name in roots:
        walk.enter(module, name)
    walk.finish()
    return walk.result()


class _Walk:
    """A breadth-first walk over definitions, to the fixed point of the attributes that are taken."""

    def __init__(self) -> None:
        self.reached: dict[Symbol, str] = {}
        # Modules with a reached definition: what runs at their import counts.
        self.entered: set[str] = set()
        self.attributes: set[str] = set()
        self.methods: dict[str, list[tuple[SourceModule, str, Definition]]] = {}
        self.libraries: set[str] = set()
        # Modules that count whole, and top-level modules of an installed package that offers a root.
        self.whole: set[str] = set()
        self.offered: set[str] = set()
        self.waiting: list[tuple[SourceModule, str, Definition]] = []

    def enter(self, module: str, name: str) -> None:
        """Reach a definition of a module, or the whole module if `name` is empty."""
        source, top = source_of(module), module.partition(".")[0]
        if source is None:
            self.reached[module, name] = ""
            return
        if not self._follows(top):
            self.offered |= _tops_beside(top)
        outer, _, method = name.partition(".")
        if outer in source.definitions and top in OURS:
            self._symbol(source, (outer,))
            self.attributes.add(method)
        else:  # a lambda, or what the caller asks for
            self._whole(source)

    def finish(self) -> None:
        while self.waiting:
            while self.waiting:
                self._visit(*self.waiting.pop())
            for name in [n for n in self.methods if n in self.attributes]:
                self.waiting += self.methods.pop(name)

    def result(self) -> Reach:
        by_module: dict[str, list[tuple[str, str]]] = {}
        for (module, name), code in sorted(self.reached.items()):
            by_module.setdefault(module, []).append((name, code))
        versions = {LIBRARIES[n].package: version_of(n) for n in self.libraries if n in LIBRARIES}
        code = {module: digest(hashes) for module, hashes in by_module.items()}
        return Reach(code, dict(sorted(versions.items())), frozenset(self.reached))

    def _add(self, module: "SourceModule", name: str, definition: "Definition") -> None:
        if (module.name, name) in self.reached:
            return
        if module.name not in self.entered:
            self.entered.add(module.name)
            self.waiting += [(module, f"<effect {i}>", e) for i, e in enumerate(module.effects)]
        self.reached[module.name, name] = definition.digest
        self.waiting.append((module, name, definition))

    def _visit(self, module: "SourceModule", name: str, definition: "Definition") -> None:
        self.reached[module.name, name] = definition.digest
        self.attributes |= definition.attributes
        for method, inner in definition.methods.items():
            self.methods.setdefault(method, []).append((module, f"{name}.{method}", inner))
        for chain in definition.chains:
            self._symbol(module, chain, definition.imports)
        for imported in definition.imports.values():
            if imported.module.partition(".")[0] not in OURS:
                self._import(imported, ())
        for imported in definition.modules:
            self._import(Import(imported), ())
        for path in _files_named(module, definition.texts):
            self.reached[module.name, str(path)] = hash_of((module.path.parent / path).read_bytes())

    def _symbol(
        self,
        module: "SourceModule",
        chain: tuple[str, ...],
        inside: "Mapping[str, Import] | None" = None,
    ) -> None:
        """Follow a chain of names such as hashing.text_hashes from where it stands in a module."""
        name = chain[0]
        if inside and name in inside:
            self._import(inside[name], chain[1:])
        elif name in module.definitions:
            for i, definition in enumerate(module.definitions[name]):
                self._add(module, name if not i else f"{name} {i}", definition)
        elif name in module.imports:
            self._import(module.imports[name], chain[1:])

    def _import(self, target: "Import", rest: tuple[str, ...]) -> None:
        top = target.module.partition(".")[0]
        if not self._follows(top):
            self.libraries.add(top)
            return
        if top not in OURS:
            for module in _modules_of(target):
                self._whole(module)
            return
        module = source_of(target.module)
        if module is None:
            return
        if target.name == "*":
            self._whole(module)
        elif target.name:
            self._member(module, (target.name, *rest))
        else:
            self._member(module, rest)

    def _member(self, module: "SourceModule", chain: tuple[str, ...]) -> None:
        """A member of a module that was imported; the module as a whole if nothing tells which."""
        if chain and module.exports(chain[0]):
            self._symbol(module, chain)
        elif chain and (inner := source_of(f"{module.name}.{chain[0]}")):
            self._member(inner, chain[1:])
        else:
            self._whole(module)

    def _whole(self, module: "SourceModule") -> None:
        """All of a module: each definition of ours, the file of a user as one."""
        if module.name in self.whole:
            return
        self.whole.add(module.name)
        if module.name.partition(".")[0] not in OURS:
            self._add(module, "<file>", module.whole)
            return
        for name in (*module.definitions, *module.imports):
            self._symbol(module, (name,))

    def _follows(self, top: str) -> bool:
        """True for the packages of this distribution, for the user's files, and for what offers a root."""
        return top in OURS or top in self.offered or is_local(top)


def _modules_of(target: "Import") -> Iterator[SourceModule]:
    """The files that an import of a user's module runs: the packages above it, itself, and a submodule."""
    parts = target.module.split(".")
    names = [".".join(parts[: n + 1]) for n in range(len(parts))]
    found = (source_of(n) for n in [*names, f"{target.module}.{target.name}"])
    return (module for module in found if module is not None)


def _files_named(module: SourceModule, texts: Iterable[str]) -> list[str]:
    """The data files that the texts of a definition name, relative to its file: data/words.txt, or "data" and
    "words.txt" apart. Any suffix in a user's file, DATA in ours."""
    folder, texts = module.path.parent, [t for t in texts if t and len(t) < 200 and "\0" not in t]
    ours = module.name.partition(".")[0] in OURS
    names = [t for t in texts if t.isprintable() and (not ours or t.endswith(DATA))]
    folders = [""] if ours else _folders_named(folder, names)
    found = (f"{inner}{name}" for inner in folders for name in names)
    return sorted({path for path in found if _is_data(folder / path)})


def _folders_named(folder: Path, texts: Sequence[str]) -> list[str]:
    """The folders below `folder` that texts name, apart (`"a" / "b"`) or together, at most MOST_FOLDERS."""
    named = [""]
    for outer in named:
        if len(named) < MOST_FOLDERS:
            inner = (f"{outer}{t}/" for t in texts if _is_folder(folder / outer / t))
            named += [path for path in inner if path not in named]
    return named[:MOST_FOLDERS]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_data(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


@remembered
def _tops_beside(top: str) -> set[str]:
    """The top-level modules of the distribution that a top-level module belongs to, itself among them."""
    owners = packages_distributions()
    mine = set(owners.get(top, ()))
    return {top, *(name for name, others in owners.items() if mine & set(others))}


@remembered
def is_local(top: str) -> bool:
    """True for a top-level module of the user: outside the standard library and every folder of installed
    packages, which is known by the metadata that lies in it."""
    origin = origin_of(top)
    if origin is None or top in sys.stdlib_module_names:
        return False
    if any(str(origin).startswith(f"{p}/") for p in _INSTALLED):
        return False
    folder = (origin.parent if origin.name == "__init__.py" else origin).parent
    if next(folder.glob("*.dist-info"), None) is None:
        return True
    # a folder of the user's may hold the metadata of one package of theirs beside other modules
    return folder.name not in _SITES and top not in packages_distributions()
