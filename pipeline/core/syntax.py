"""The syntax of source files: what each top-level statement defines, what it refers to, and a hash of it."""

import ast
import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import xxhash

from pipeline.core.kept import Kept
from pipeline.core.source import remembered

COMPOUND = (ast.For, ast.While, ast.With, ast.Try, ast.If)
CALLING = ("NodeVisitor", "NodeTransformer", "HTMLParser", "JSONEncoder", "JSONDecoder", "Thread")
BY_NAME = ("property", "cached_property", "staticmethod", "classmethod", "cache")  # decorators
_PARTS = Kept("parts", Path(__file__).read_bytes())


@dataclass(frozen=True)
class Import:
    """The target of an imported name: a module, or `name` in it."""

    module: str
    name: str = ""


@dataclass(frozen=True)
class Definition:
    """One top-level statement or method: its hash, and the names that it refers to."""

    digest: str
    chains: frozenset[tuple[str, ...]]
    attributes: frozenset[str]
    texts: frozenset[str]
    imports: dict[str, Import]  # inside it
    modules: frozenset[str] = frozenset()  # imported whole, or by a literal name
    methods: "dict[str, Definition]" = field(default_factory=dict)

    def packed(self) -> tuple[Any, ...]:
        """The fields as types that Kept keeps."""
        imports = {name: (i.module, i.name) for name, i in self.imports.items()}
        methods = {name: method.packed() for name, method in self.methods.items()}
        sets = (self.chains, self.attributes, self.texts)
        return self.digest, *sets, imports, self.modules, methods

    @staticmethod
    def unpacked(packed: tuple[Any, ...]) -> "Definition":
        """The definition whose fields `packed` are."""
        code, chains, attributes, texts, imports, modules, methods = packed
        targets = {name: Import(*target) for name, target in imports.items()}
        inner = {name: Definition.unpacked(method) for name, method in methods.items()}
        return Definition(code, chains, attributes, texts, targets, modules, inner)


Parts = tuple[dict[str, list[Definition]], dict[str, Import], list[Definition]]


@dataclass(frozen=True)
class SourceModule:
    """A source file: its definitions by name, its imports, and the statements that run at import."""

    name: str
    path: Path

    @property
    def text(self) -> bytes:
        """The bytes of the file."""
        return text_of(self.path)

    @cached_property
    def _parts(self) -> Parts:
        place = f"{self.name}\n{self.path.name}\n".encode()
        definitions, imports, effects = _PARTS.value(place + self.text, self._packed_parts)
        return (
            {name: list(map(Definition.unpacked, of)) for name, of in definitions.items()},
            {name: Import(*target) for name, target in imports.items()},
            list(map(Definition.unpacked, effects)),
        )

    def _packed_parts(self) -> tuple[Any, ...]:
        definitions, imports, effects = self._read_parts()
        return (
            {name: [d.packed() for d in of] for name, of in definitions.items()},
            {name: (i.module, i.name) for name, i in imports.items()},
            [d.packed() for d in effects],
        )

    def _read_parts(self) -> Parts:
        definitions: dict[str, list[Definition]] = {}
        imports: dict[str, Import] = {}
        effects: list[Definition] = []
        for statement in ast.parse(self.text, str(self.path)).body:
            imports.update(self._imports(statement, inner=False))
            names = list(_bound(statement))
            if names:
                definition = self._defined(statement)
                for name in names:
                    definitions.setdefault(name, []).append(definition)
            # a loop or a with binds a name and may fill a table as well
            if _has_effect(statement) and (not names or isinstance(statement, COMPOUND)):
                effects.append(self._defined(statement))
        return definitions, imports, effects

    @cached_property
    def whole(self) -> Definition:
        """The whole file as one definition."""
        return self._defined(ast.parse(self.text, str(self.path)))

    @property
    def definitions(self) -> dict[str, list[Definition]]:
        """Name -> the top-level statements that bind it, imports aside."""
        return self._parts[0]

    @property
    def imports(self) -> dict[str, Import]:
        """Name -> what it stands for, of the imports at the top level."""
        return self._parts[1]

    def exports(self, name: str) -> bool:
        """True if a name is bound here; a package that imports its own submodule binds no other thing."""
        is_submodule = self.imports.get(name) == Import(self.name, name)
        return name in self.definitions or (name in self.imports and not is_submodule)

    @property
    def effects(self) -> list[Definition]:
        """The top-level statements that bind no name and do something when the module is imported."""
        return self._parts[2]

    def _imports(self, statement: ast.stmt | ast.Module, inner: bool) -> dict[str, Import]:
        """Name -> what it stands for, of the imports in a statement; of functions only if `inner`."""
        imports: dict[str, Import] = {}
        for node in _nodes(statement, inner):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    whole = alias.name if alias.asname else alias.name.partition(".")[0]
                    imports[alias.asname or whole] = Import(whole)
            elif isinstance(node, ast.ImportFrom):
                base = self._base(node)
                for alias in node.names:
                    imports[alias.asname or alias.name] = Import(base, alias.name)
        return imports

    def _base(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        if self.path.name != "__init__.py":
            parts.pop()
        parts = parts[: len(parts) - node.level + 1]
        return ".".join([*parts, node.module] if node.module else parts)

    def _defined(self, node: ast.stmt | ast.Module) -> Definition:
        methods: dict[str, Definition] = {}
        if isinstance(node, ast.ClassDef) and not self._is_called_by_libraries(node):
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
        return Definition(
            hash_of("\n".join(_spelled(node)).encode()),
            frozenset(references.chains),
            frozenset(references.attributes),
            frozenset(references.texts),
            self._imports(node, inner=True),
            frozenset(references.modules),
            methods,
        )

    def _is_called_by_libraries(self, node: ast.ClassDef) -> bool:
        """True for a class whose base comes from elsewhere and may call any of its methods."""
        bases = [ast.unparse(base).partition("[")[0] for base in node.bases]
        return any(base.rpartition(".")[2] in CALLING or "." in base for base in bases)


class _References(ast.NodeVisitor):
    """The names, attributes and texts that a definition refers to."""

    def __init__(self) -> None:
        self.chains: set[tuple[str, ...]] = set()
        self.attributes: set[str] = set()
        self.texts: set[str] = set()
        self.modules: set[str] = set()

    def visit_Import(self, node: ast.Import) -> None:
        self.modules.update(alias.name for alias in node.names)

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

    def visit_Call(self, node: ast.Call) -> None:
        function = ast.unparse(node.func).rpartition(".")[2]
        literals = [a.value for a in node.args if isinstance(a, ast.Constant)]
        names = [v for v in literals if isinstance(v, str)]
        if function in ("getattr", "methodcaller", "attrgetter"):
            self.attributes.update(names)
        elif function in ("import_module", "__import__"):
            self.modules.update(names)
        self.generic_visit(node)

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
            try:
                node = ast.parse(node.value, mode="eval").body  # an annotation in quotes
            except SyntaxError:  # prose: it names nothing
                return
        if node is not None:
            self.visit(node)


def text_of(path: Path) -> bytes:
    """The bytes of a source file."""
    return path.read_bytes()


@remembered
def source_of(name: str) -> SourceModule | None:
    """The source file of a module, found without importing it; None if it has none."""
    top, *rest = name.split(".")
    path = origin_of(top)
    if path is None:
        return None
    for part in rest:
        folder = path if path.is_dir() else path.parent
        if path.is_file() and path.name != "__init__.py":
            return None
        path = folder / part
        if (path / "__init__.py").is_file():
            path = path / "__init__.py"
        # as Python does: words.py goes before a folder `words` without `__init__.py`
        elif path.with_suffix(".py").is_file() or not path.is_dir():
            path = path.with_suffix(".py")
    return SourceModule(name, path) if path.is_file() else None


@remembered
def origin_of(top: str) -> Path | None:
    """The file of a top-level module, or the folder of a package without `__init__.py`."""
    if top == "__main__":
        file = getattr(sys.modules.get(top), "__file__", None)
        return Path(file) if file and file.endswith(".py") else None
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    if (spec.origin or "").endswith(".py"):
        return Path(spec.origin or "")
    folders = list(spec.submodule_search_locations or ())
    return Path(folders[0]) if folders and not spec.origin else None


def _nodes(statement: ast.AST, inner: bool) -> Iterator[ast.AST]:
    """The nodes of a statement; without those inside functions and classes unless `inner`."""
    yield statement
    for child in ast.iter_child_nodes(statement):
        if inner or not isinstance(
            child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
        ):
            yield from _nodes(child, inner)


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
    return hash_of(repr(value).encode())


def hash_of(data: bytes) -> str:
    """16 hex digits of bytes (xxh3_64)."""
    return xxhash.xxh3_64_hexdigest(data)
