"""One line changed in any module that a phase can reach, and the phase is refused by name."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline import extractors
from pipeline import recipe as recipes
from pipeline.core import code, modules, source, syntax
from pipeline.core import job as jobs
from pipeline.core.errors import StaleOutput
from pipeline.core.executor import Executor
from pipeline.core.identity import classes_in
from pipeline.core.kernel import kernels_in
from pipeline.readers import registry
from pipeline.recipe import fold


class Idle(Executor):
    """An executor that must not be asked for anything."""

    workers = 1

    def map(self, function: Any, items: Any, needs: Any = None) -> Iterator[Any]:
        pytest.fail(f"{function.path} was made again")

    def close(self) -> None:
        """Nothing is held."""


def again(sources: Path, root: Path) -> None:
    recipes.run(recipes.read(sources / "recipe.yaml", str(root)), executor=Idle())


@pytest.fixture(scope="module")
def reached(sources: Path, finished: Path) -> dict[str, set[str]]:
    """Module -> names of its definitions that some phase of the whole recipe reaches."""
    loaded = [f.module for f in registry.installed().formats]
    loaded.append(extractors.named("resiliparse").module)  # what the recipe's sources ask for
    symbols: set[code.Symbol] = set(code.reach(*loaded).symbols)
    described = jobs.describe_function

    def noted(function: Any, *others: Any) -> dict[str, Any]:
        inner = function.func if isinstance(function, partial) else function
        symbols.update(code.reach(inner, *others, *classes_in(function)).symbols)
        for kernel in kernels_in(function):
            symbols.update(code.reach(*kernel.meaning()).symbols)
        return described(function, *others)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "describe_function", noted)
        again(sources, finished)
    found: dict[str, set[str]] = {}
    for module, name in symbols:
        if name.isidentifier():
            found.setdefault(module, set()).add(name)
    return found


@dataclass(frozen=True)
class Changed(syntax.SourceModule):
    """A source file with one statement more in one of these definitions."""

    names: set[str] = field(default_factory=set)

    @property
    def text(self) -> bytes:
        return changed(self.path.read_bytes(), self.names)


def forget_what_is_reached() -> None:
    for cached in (code._reach, modules._digest, registry._identity_of_all):
        cached.cache_clear()


def changed(text: bytes, names: set[str]) -> bytes:
    """A source with one statement more, without effect, in one of these definitions."""
    lines = text.decode().split("\n")
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef) and statement.name in names:
            last = statement.body[-1]
            lines.insert(last.end_lineno or 0, " " * last.col_offset + "pass")
            return "\n".join(lines).encode()
    return text + f"\n{min(names)} = {min(names)}\n".encode()


def test_finished_root_is_finished_for_the_same_sources(sources: Path, finished: Path) -> None:
    again(sources, finished)


def test_one_line_changed_in_any_reached_module_is_refused(
    sources: Path, finished: Path, reached: dict[str, set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(reached) > 60
    refusals: dict[str, str] = {}
    # all sources but the changed one are parsed once: a hundred runs take one minute instead of five
    monkeypatch.setattr(fold, "forget", lambda: None)
    for name, names in sorted(reached.items()):
        module = syntax.source_of(name)
        assert module is not None, name
        other = Changed(module.name, module.path, names)
        with monkeypatch.context() as patch:
            patch.setattr(
                code,
                "source_of",
                lambda wanted, name=name, other=other: (
                    other if wanted == name else syntax.source_of(wanted)
                ),
            )
            forget_what_is_reached()
            try:
                again(sources, finished)
            except StaleOutput as refusal:
                refusals[name] = str(refusal)
    forget_what_is_reached()
    assert reached.keys() - refusals.keys() == set()
    assert [name for name, text in refusals.items() if "code of" not in text] == []


def test_a_comment_in_every_module_changes_nothing(
    sources: Path, finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syntax, "text_of", lambda path: path.read_bytes() + b"\n# a comment\n")
    again(sources, finished)
    source.forget()


def test_no_module_keeps_a_version_by_hand() -> None:
    root = Path(recipes.__file__).parents[1]
    by_hand = [
        p.relative_to(root).as_posix()
        for p in root.rglob("*.py")
        if any(line.startswith("VERSION =") for line in p.read_text(encoding="utf-8").splitlines())
    ]
    assert by_hand == []
