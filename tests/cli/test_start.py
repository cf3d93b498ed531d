"""What starting the command line costs: modules that are not imported take no time."""

from importlib.metadata import PackageNotFoundError, version

import pytest

import pipeline
from pipeline.cli.table import SHIPPED
from tests.cli.processes import imported_by, malmoi

WORK = {"numpy", "pyarrow", "polars", "numba", "yaml", "ray", "sklearn", "fasttext"}
# pipeline/training/commands.py imports its work at the top
WITH_WORK = {"classifier"}


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"], []])
def test_front_imports_neither_work_nor_typer(arguments: list[str]) -> None:
    imported = imported_by(*arguments)
    assert "pipeline" in imported
    assert not imported & {*WORK, "pydantic", "typer", "click", "rich"}


@pytest.mark.parametrize("name", [c.name for c in SHIPPED if c.name not in WITH_WORK])
def test_help_of_a_command_imports_no_work(name: str) -> None:
    imported = imported_by(name, "--help")
    assert "typer" in imported
    assert not imported & WORK


def test_package_gives_corpus_at_its_first_use() -> None:
    from pipeline.core.corpus import Corpus

    assert pipeline.Corpus is Corpus
    with pytest.raises(AttributeError, match="has no attribute 'Corpsu'"):
        _ = pipeline.Corpsu


def test_version_is_that_of_the_installed_package() -> None:
    try:
        expected = version("malmoi")
    except PackageNotFoundError:
        expected = pipeline.__version__
    assert malmoi("--version").stdout == f"malmoi {expected}\n"


def test_version_of_a_tree_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.metadata

    from pipeline.cli.help import version_text

    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    assert version_text() == f"malmoi {pipeline.__version__}"
