"""The code that a function can reach, hashed by module: the part of identity that sources make.

From a function on, names are followed through the syntax trees of its module and of the modules
that it imports: functions, constants, classes, data files named by a literal. A method counts if
any reached code takes an attribute of its name from anything. Comments, docstrings and layout do
not count. What is loaded by name at run time cannot be seen in a syntax tree: kernels, readers and
extractors have identities of their own.

Other people's packages are not followed; those in `libraries.py` count with their versions.
"""

import ast
import importlib.util
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import xxhash

from pipeline.core.libraries import LIBRARIES, version_of

OURS = ("pipeline", "classifiers", "malmoi")  # the packages of this distribution
DATA = (".txt", ".json", ".yaml", ".csv", ".tsv", ".ftz", ".bin")
BY_NAME = ("property", "cached_property", "staticmethod", "classmethod", "cache")  # decorators
_INSTALLED = tuple({sysconfig.get_path(n) for n in ("purelib", "platlib", "stdlib", "platstdlib")})

P = ParamSpec("P")
R = TypeVar("R")
Symbol = tuple[str, str]  # module, name of a definition or Class.method


@dataclass(frozen=True)
class Reach:
    """Reached code: module -> hash of its reached definitions, library -> version, and the names."""

    code: dict[str, str]
    libraries: dict[str, str]
    symbols: frozenset[Symbol]


_FORGET: list[Callable[[], None]] = []


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Like functools.cache, until `forget` is called: for what follows from sources."""
    cached = cache(function)
    _FORGET.append(cached.cache_clear)
    return cast(Callable[P, R], cached)


def forget() -> None:
    """Read sources again from now on: in a notebook they change while the process runs."""
    for clear in _FORGET:
        clear()


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
    if _module(root.__module__) is None:  # typed into a notebook: there is no file to read
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
        self.attributes: set[str] = set()
        self.methods: dict[str, list[tuple[_Module, str, _Definition]]] = {}
        self.libraries: set[str] = set()
        self.waiting: list[tuple[_Module, str, _Definition]] = []

    def enter(self, module: str, name: str) -> None:
        """Reach a definition of a module, or the whole module if `name` is empty."""
        source = _module(module)
        if source is None:
            self.reached[module, name] = ""
        elif not name:
            self._whole(source)
        else:
            self._symbol(source, (name.split(".")[0],))

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

    def _add(self, module: "_Module", name: str, definition: "_Definition") -> None:
        if (module.name, name) in self.reached:
            return
        if not any(m == module.name for m, _ in self.reached):
            self.waiting += [(module, f"<effect {i}>", e) for i, e in enumerate(module.effects)]
        self.reached[module.name, name] = definition.digest
        self.waiting.append((module, name, definition))

    def _visit(self, module: "_Module", name: str, definition: "_Definition") -> None:
        self.reached[module.name, name] = definition.digest
        self.attributes |= definition.attributes
        for method, inner in definition.methods.items():
            self.methods.setdefault(method, []).append((module, f"{name}.{method}", inner))
        for chain in definition.chains:
            self._symbol(module, chain, definition.imports)
        for imported in definition.imports.values():
            if not _followed(top := imported.module.partition(".")[0]):
                self.libraries.add(top)
        for text in definition.texts:
            if text.endswith(DATA) and (path := module.path.parent / text).is_file():
                self.reached[module.name, text] = _of_bytes(path.read_bytes())

    def _symbol(
        self,
        module: "_Module",
        chain: tuple[str, ...],
        inside: "Mapping[str, _Import] | None" = None,
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

    def _import(self, target: "_Import", rest: tuple[str, ...]) -> None:
        if not _followed(target.module.partition(".")[0]):
            self.libraries.add(target.module.partition(".")[0])
            return
        module = _module(target.module)
        if module is None:
            return
        if target.name == "*":
            self._whole(module)
        elif target.name:
            self._member(module, (target.name, *rest))
        else:
            self._member(module, rest)

    def _member(self, module: "_Module", chain: tuple[str, ...]) -> None:
        """A member of a module that was imported; the module as a whole if nothing tells which."""
        if chain and module.exports(chain[0]):
            self._symbol(module, chain)
        elif chain and (inner := _module(f"{module.name}.{chain[0]}")):
            self._member(inner, chain[1:])
        else:
            self._whole(module)

    def _whole(self, module: "_Module") -> None:
        for name in (*module.definitions, *module.imports):
            self._symbol(module, (name,))


@dataclass(frozen=True)
class _Import:
    """The target of an imported name: a module, or `name` in it."""

    module: str
    name: str = ""


@dataclass(frozen=True)
class _Definition:
    """One top-level statement or method: its hash, and the names that it refers to."""

    digest: str
    chains: frozenset[tuple[str, ...]]
    attributes: frozenset[str]
    texts: frozenset[str]
    imports: dict[str, _Import]  # inside it
    methods: "dict[str, _Definition]" = field(default_factory=dict)


@dataclass(frozen=True)
class _Module:
    """A source file: its definitions by name, its imports, and the statements that run at import."""

    name: str
    path: Path

    @cached_property
    def _parts(
        self,
    ) -> tuple[dict[str, list[_Definition]], dict[str, _Import], list[_Definition]]:
        definitions: dict[str, list[_Definition]] = {}
        imports: dict[str, _Import] = {}
        effects: list[_Definition] = []
        for statement in ast.parse(_text(self.path), str(self.path)).body:
            imports.update(self._imports(statement, inner=False))
            names = list(_bound(statement))
            if names:
                definition = self._defined(statement)
                for name in names:
                    definitions.setdefault(name, []).append(definition)
            elif _has_effect(statement):
                effects.append(self._defined(statement))
        return definitions, imports, effects

    @property
    def definitions(self) -> dict[str, list[_Definition]]:
        return self._parts[0]

    @property
    def imports(self) -> dict[str, _Import]:
        return self._parts[1]

    def exports(self, name: str) -> bool:
        """True if a name is bound here; a package that imports its own submodule binds no other thing."""
        is_submodule = self.imports.get(name) == _Import(self.name, name)
        return name in self.definitions or (name in self.imports and not is_submodule)

    @property
    def effects(self) -> list[_Definition]:
        return self._parts[2]

    def _imports(self, statement: ast.stmt, inner: bool) -> dict[str, _Import]:
        """Name -> what it stands for, of the imports in a statement; of functions only if `inner`."""
        imports: dict[str, _Import] = {}
        for node in _nodes(statement, inner):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    whole = alias.name if alias.asname else alias.name.partition(".")[0]
                    imports[alias.asname or whole] = _Import(whole)
            elif isinstance(node, ast.ImportFrom):
                base = self._base(node)
                for alias in node.names:
                    imports[alias.asname or alias.name] = _Import(base, alias.name)
        return imports

    def _base(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        if self.path.name != "__init__.py":
            parts.pop()
        parts = parts[: len(parts) - node.level + 1]
        return ".".join([*parts, node.module] if node.module else parts)

    def _defined(self, node: ast.stmt) -> _Definition:
        methods: dict[str, _Definition] = {}
        if isinstance(node, ast.ClassDef):
            plain = [s for s in node.body if _is_plain_method(s)]
            methods = {m.name: self._defined(m) for m in plain}  # type: ignore[attr-defined]
            shell = ast.ClassDef(
                name=node.name,
                bases=node.bases,
                keywords=node.keywords,
                body=[s for s in node.body if s not in plain],
                decorator_list=node.decorator_list,
            )
            node = shell
        references = _References()
        references.visit(node)
        return _Definition(
            _of_bytes("\n".join(_spelled(node)).encode()),
            frozenset(references.chains),
            frozenset(references.attributes),
            frozenset(references.texts),
            self._imports(node, inner=True),
            methods,
        )


class _References(ast.NodeVisitor):
    """The names, attributes and texts that a definition refers to."""

    def __init__(self) -> None:
        self.chains: set[tuple[str, ...]] = set()
        self.attributes: set[str] = set()
        self.texts: set[str] = set()

    def visit_Name(self, node: ast.Name) -> None:
        self.chains.add((node.id,))

    def visit_Attribute(self, node: ast.Attribute) -> None:
        chain, inner = [node.attr], node.value
        while isinstance(inner, ast.Attribute):
            chain.append(inner.attr)
            inner = inner.value
        self.attributes.update(chain)
        if isinstance(inner, ast.Name):
            self.chains.add((inner.id, *reversed(chain)))
        else:
            self.visit(inner)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.texts.add(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        self._annotation(node.annotation)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._annotation(node.returns)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._annotation(node.annotation)
        self.generic_visit(node)

    def _annotation(self, node: ast.expr | None) -> None:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node = ast.parse(node.value, mode="eval").body  # an annotation in quotes
        if node is not None:
            self.visit(node)


def _text(path: Path) -> bytes:
    return path.read_bytes()


@remembered
def _module(name: str) -> _Module | None:
    """The source file of a module, found without importing it; None if it has none."""
    top, *rest = name.split(".")
    origin = _origin(top)
    if origin is None:
        return None
    path = Path(origin)
    for part in rest:
        if path.name != "__init__.py":
            return None
        folder = path.parent / part
        path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    return _Module(name, path) if path.is_file() else None


def _origin(top: str) -> str | None:
    """The file of a top-level module."""
    if top == "__main__":
        path = getattr(sys.modules.get(top), "__file__", None)
        return path if path and path.endswith(".py") else None
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return None
    return spec.origin if spec and (spec.origin or "").endswith(".py") else None


@remembered
def _followed(top: str) -> bool:
    """True for the packages of this distribution and for the user's own files, not for installed ones."""
    return top in OURS or is_local(top)


def is_local(top: str) -> bool:
    """True for a top-level module that lies outside the folders of installed packages."""
    origin = _origin(top)
    return origin is not None and not any(origin.startswith(f"{p}/") for p in _INSTALLED)


def _nodes(statement: ast.stmt, inner: bool) -> Iterator[ast.AST]:
    """The nodes of a statement; without those inside functions and classes unless `inner`."""
    yield statement
    for child in ast.iter_child_nodes(statement):
        if inner or not isinstance(
            child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
        ):
            yield from _nodes(child, inner)  # type: ignore[arg-type]


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a top-level statement binds, imports aside."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
        return
    for node in _nodes(statement, inner=False):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
    if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr | ast.AugAssign):
        for child in ast.walk(statement):
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                yield child.name


def _has_effect(statement: ast.stmt) -> bool:
    """True for a statement that does something when the module is imported."""
    if isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass):
        return False
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return False
    only_types = isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING"
    return not only_types


def _is_plain_method(statement: ast.stmt) -> bool:
    """True for a method that runs only where its name is taken as an attribute: neither a dunder, nor one
    that a decorator of a framework may call."""
    if not isinstance(statement, ast.FunctionDef):
        return False
    names = {ast.unparse(d).partition("(")[0].rpartition(".")[2] for d in statement.decorator_list}
    dunder = statement.name.startswith("__") and statement.name.endswith("__")
    return not dunder and names <= set(BY_NAME)


def _spelled(node: Any) -> Iterator[str]:
    """A syntax tree as words that do not depend on layout, docstrings or the version of Python."""
    if isinstance(node, ast.AST):
        yield type(node).__name__
        for name, value in ast.iter_fields(node):
            if name in ("type_comment", "kind", "ctx") or value is None or value == []:
                continue
            yield name
            yield from _spelled(value)
    elif isinstance(node, list):
        kept = [n for n in node if not _is_docstring(n)]
        yield str(len(kept))
        for inner in kept:
            yield from _spelled(inner)
    else:
        yield repr(node)


def _is_docstring(node: Any) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def digest(value: Any) -> str:
    """16 hex digits of what a value looks like."""
    return _of_bytes(repr(value).encode())


def _of_bytes(data: bytes) -> str:
    return xxhash.xxh3_64_hexdigest(data)
