"""Documentation knows every stage, command, field and recipe; the tree speaks of itself alone."""

import re
import subprocess
from pathlib import Path

import pytest

from classifiers.estimators.fasttext import FastText
from classifiers.estimators.linear import Linear
from classifiers.recipe import Training
from pipeline.cli.table import commands
from pipeline.execution import Execution
from pipeline.kernels.heuristics import MEASURES
from pipeline.readers.listing import table
from pipeline.registry import installed
from pipeline.stages.decontaminate.testset import TestSet
from pipeline.stages.ingest import Source
from pipeline.stages.quality import presets
from pipeline.stages.quality.models import Classifier
from pipeline.stages.quality.presets import Rule
from pipeline.stages.quality.rules import Rules
from pipeline.training.examples import Examples

MODELS = [Source, Rules, Rule, Classifier, Training, FastText, Linear, Examples, TestSet, Execution]
TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text(encoding="utf-8")
RECIPES = (TOP / "docs" / "recipes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(commands()))
def test_readme_knows_every_command(command: str) -> None:
    assert f"malmoi {command}" in README


@pytest.mark.parametrize("stage", installed().names())
def test_stage_has_a_command_a_docstring_and_documented_fields(stage: str) -> None:
    model = installed().load(stage)
    assert stage.replace("_", "-") in commands()
    assert model.__doc__
    assert f"\n## {stage}\n" in RECIPES
    for name, field in model.model_fields.items():
        assert field.description, f"{stage}.{name} has no docstring"
        assert f"| `{name}` |" in RECIPES


@pytest.mark.parametrize("model", MODELS)
def test_nested_fields_are_documented_as_they_are(model: type) -> None:
    for name, field in model.model_fields.items():
        if name == "kind":
            continue
        assert f"| `{name}` |" in RECIPES
        assert " ".join(field.description.split()).replace("|", "\\|") in RECIPES


def test_quality_page_knows_every_measure_and_preset() -> None:
    page = (TOP / "docs" / "quality.md").read_text(encoding="utf-8")
    for name, told in MEASURES.items():
        assert f"| `{name}` |" in page
        assert told in page
    for name in presets.names():
        assert name in page
        if name.startswith("malmoi_"):
            assert all(rule in page for rule in presets.load(name).rules)


def test_table_of_formats_is_the_generated_one() -> None:
    page = (TOP / "docs" / "ingest.md").read_text(encoding="utf-8")
    _, _, rest = page.partition("<!-- formats -->\n")
    assert rest.partition("<!-- /formats -->")[0] == table()


def test_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (TOP / target).exists(), target


def test_every_dependency_has_its_reason() -> None:
    reasons = (TOP / "docs" / "dependencies.md").read_text(encoding="utf-8")
    project = (TOP / "pyproject.toml").read_text(encoding="utf-8").split("[project.scripts]")[0]
    for name in re.findall(r'^  "([a-z0-9-]+)>=', project, re.MULTILINE):
        assert name in reasons, name


def pinned(name: str) -> dict[str, str]:
    """Versions by package of a lock; several of one package are joined."""
    pins: dict[str, str] = {}
    for package, version in re.findall(
        r"^([a-z0-9-]+)==(\S+)", (TOP / name).read_text(), re.MULTILINE
    ):
        pins[package] = f"{pins[package]} {version}" if package in pins else version
    return pins


def test_lock_of_users_is_a_part_of_the_developers() -> None:
    small, whole = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert small.items() < whole.items()
    assert not small.keys() & {"pytest", "ruff", "pyright", "moto", "transformers", "datasets"}


def test_one_distribution_owns_the_module_fasttext() -> None:
    owners = {n for n in pinned("requirements-dev.lock") if "fasttext" in n or "langdetect" in n}
    assert owners == {"fasttext-numpy2"}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_pins_with_hashes_and_names_no_index(name: str) -> None:
    lock = (TOP / name).read_text()
    assert "--index-url" not in lock
    assert "://" not in lock
    entries = re.findall(r"^[a-z0-9][^\n]*", lock, re.MULTILINE)
    assert all("==" in entry and entry.endswith("\\") for entry in entries)


def test_only_one_file_imports_ray() -> None:
    files = subprocess.run(
        ["git", "grep", "-lE", "^ *(import|from) ray", "--", "pipeline", "classifiers"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert files.stdout.split() in (["pipeline/executors/ray.py"], [])
