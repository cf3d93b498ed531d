"""The files that lawyers, newcomers and machines look for agree with the project."""

import hashlib
import re
import sys
from pathlib import Path

import pytest
import yaml

import pipeline
from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.executors.local import LocalExecutor

TOP = Path(__file__).parents[1]
PAGES = ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
APACHE = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"


def read(name: str) -> str:
    return (TOP / name).read_text(encoding="utf-8")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))


def test_licence_is_the_unchanged_text_of_apache() -> None:
    assert hashlib.sha256((TOP / "LICENSE").read_bytes()).hexdigest() == APACHE


def test_notice_names_every_file_that_is_not_ours() -> None:
    notice = read("NOTICE")
    packages = [TOP / "pipeline", TOP / "classifiers"]
    models = [p for package in packages for p in package.rglob("*.ftz")]
    presets = [
        p for p in TOP.glob("pipeline/**/presets/*.yaml") if not p.name.startswith("malmoi_")
    ]
    assert models
    assert presets
    for file in (*models, *presets):
        assert file.name in notice, file


def test_citation_and_changelog_are_of_this_version() -> None:
    citation = yaml.safe_load(read("CITATION.cff"))
    assert citation["version"] == pipeline.__version__
    assert citation["license"] == "Apache-2.0"
    releases = re.findall(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)
    assert releases == [pipeline.__version__, "0.1.0"]


def test_changelog_says_under_each_heading_what_kind_of_change() -> None:
    for section in re.split(r"^##+ ", read("CHANGELOG.md"), flags=re.MULTILINE)[1:]:
        kinds = re.findall(r"^(\w+)\n-", section, re.MULTILINE)
        first = section.partition("\n")[0]
        assert set(kinds) <= {"Added", "Changed", "Fixed"}
        assert kinds or first == pipeline.__version__, first


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", read(page)):
        assert (TOP / target).exists(), target


def test_make_targets_that_are_named_exist() -> None:
    named = set()
    for page in ("README.md", "docs/dependencies.md", *PAGES, ".github/workflows/ci.yml"):
        named |= set(re.findall(r"make ([a-z]+(?:-[a-z]+)*)\b(?! sure)", read(page)))
    assert {"install", "setup", "check", "test", "test-all", "lock", "demo"} <= targets()
    assert {n for n in named if n.startswith(("bench", "test", "install", "setup"))} <= targets()


def test_workflow_checks_and_tests_on_every_python() -> None:
    workflow = yaml.safe_load(read(".github/workflows/ci.yml"))
    job = workflow["jobs"]["test"]
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands == ["make check", "make test"]
    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    by_name = [s["run"].split()[-1] for s in workflow["jobs"]["weekly"]["steps"] if "run" in s]
    assert (TOP / by_name[-1]).exists()


def test_hooks_check_the_code() -> None:
    (repo,) = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    entries = {hook["id"]: hook["entry"] for hook in repo["hooks"]}
    assert entries == {"check": "make check"}


def test_example_of_a_stage_outside_the_tree_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    page = read("CONTRIBUTING.md")
    for name, kind in (("keep_long.py", "python"), ("r.yaml", "yaml")):
        (block,) = re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)
        (tmp_path / name).write_text(block)
    (tmp_path / "texts.jsonl").write_text(
        '{"text": "short"}\n{"text": "a text that is long"}\n' * 3
    )
    path, root = tmp_path / "r.yaml", tmp_path / "out"
    recipe = recipes.read(path, str(root), ["keep_long.chars=10"])
    recipes.run(recipe, executor=LocalExecutor())
    gone = Corpus.open(str(root)).dropped("keep_long", ["text"]).to_pylist()
    assert gone == [{"text": "short", "drop_reason": "too_short"}] * 3
