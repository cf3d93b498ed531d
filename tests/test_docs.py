"""Documentation is what the code says: generated parts, pages, links, dependencies, phases on disk."""

import hashlib
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from pipeline.cli.table import commands
from pipeline.core.described import described, models_in
from pipeline.recipe.execution import Execution
from pipeline.registry import installed
from pipeline.stages.quality import presets
from pipeline.training.recipe import ClassifierRecipe
from scripts import docs

TOP = Path(__file__).parents[1]
DOCS = TOP / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
READMES = [TOP / "README.md", TOP / "README.ko.md"]


@pytest.mark.parametrize("page", docs.PARTS)
def test_generated_parts_are_what_the_code_says(page: str) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == docs.pages()[DOCS / page], "run make docs"


def test_part_replaces_what_stood_between_its_markers() -> None:
    page = "a\n<!-- x -->\nold\n<!-- /x -->\nb\n"
    assert docs.filled(page, "x", "new\n") == "a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb\n"
    with pytest.raises(ValueError, match="<!-- y --> and <!-- /y --> are missing"):
        docs.filled(page, "y", "new\n")


def test_bars_in_code_are_readable_on_any_site() -> None:
    assert (
        docs.readable("| `a` | by `<\\|X\\|>` |")
        == "| `a` | by <code>&lt;&#124;X&#124;&gt;</code> |"
    )


@pytest.mark.parametrize("stage", installed().names())
def test_every_field_has_a_docstring_and_a_row(stage: str) -> None:
    page = (DOCS / "recipes.md").read_text(encoding="utf-8")
    waiting = [installed().load(stage), Execution, ClassifierRecipe]
    assert stage.replace("_", "-") in commands() or stage == "filter"
    while waiting:
        model = described(waiting.pop())
        assert model.__doc__
        for name, field in model.model_fields.items():
            assert field.description or name == "kind", f"{model.__name__}.{name}"
            assert f"| `{field.alias or name}` |" in page or name == "kind"
            waiting += models_in(field.annotation)


def test_quality_page_names_every_preset() -> None:
    page = (DOCS / "quality.md").read_text(encoding="utf-8")
    assert [name for name in presets.names() if name not in page] == []


def links(path: Path) -> list[str]:
    """Targets of the links of a page that are no addresses, code aside."""
    prose = re.sub(
        r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    found = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", prose))
    return [target for target in found if not re.match(r"https?:|mailto:", target)]


def anchors(path: Path) -> set[str]:
    """The anchors of the headings of a page, as GitHub and MkDocs make them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings}


@pytest.mark.parametrize("path", [*READMES, *PAGES], ids=lambda p: str(p.relative_to(TOP)))
def test_links_lead_somewhere(path: Path) -> None:
    for target in links(path):
        name, _, anchor = target.partition("#")
        page = (path.parent / name).resolve() if name else path
        assert page.exists(), target
        assert not anchor or anchor in anchors(page), target
        # the site holds docs/ alone
        assert path in READMES or page.is_relative_to(DOCS), f"{target} leads out of docs/"


def test_every_page_is_in_the_contents() -> None:
    contents = yaml.safe_load((TOP / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    listed = re.findall(r"[\w/]+\.md", str(contents))
    assert sorted(listed) == [p.relative_to(DOCS).as_posix() for p in PAGES]


def test_layout_page_names_every_phase_of_a_run(finished: Path) -> None:
    page = (DOCS / "layout.md").read_text(encoding="utf-8")
    phases = {p.parent.relative_to(finished).as_posix() for p in finished.rglob("_commit.json")}
    # a level of merging, or a phase of training, has a number or name of its own
    phases = {re.sub(r"forests_\d+", "forests_N", p) for p in phases}
    phases = {re.sub(r"(?<=pack/|umps_)train", "PHASE", p) for p in phases}
    files = {p.name for p in finished.iterdir() if p.is_file()}
    assert [p for p in sorted(phases | files) if f"`{p}`" not in page] == []


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


def test_only_the_executor_and_its_folder_import_ray() -> None:
    files = subprocess.run(
        ["git", "grep", "-lE", "^ *(import|from) ray", "--", "pipeline", "classifiers"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    of_ray = re.compile(r"pipeline/(?:executors/ray|cluster/\w+)\.py")
    assert [file for file in files.stdout.split() if not of_ray.fullmatch(file)] == []


FOLDER = re.compile(r"^\| `(\w+)` \| ([\d,]+) \| ([\d,]+) \| `([0-9a-f]{64})` \|$", re.MULTILINE)


def folders() -> dict[str, tuple[int, int, str]]:
    """Folder of the corpus -> its files, bytes and hash, as docs/corpus.md has them."""
    rows = FOLDER.findall((DOCS / "corpus.md").read_text(encoding="utf-8"))
    return {
        name: (int(files.replace(",", "")), int(size.replace(",", "")), digest)
        for name, files, size, digest in rows
    }


@pytest.mark.parametrize(
    "page", ["dedup", "decontamination", "ingest", "packing", "pii", "quality", "tokenizer"]
)
def test_page_with_figures_on_real_text_names_the_hashes_of_its_folders(page: str) -> None:
    text = " ".join((DOCS / f"{page}.md").read_text(encoding="utf-8").split())
    line = re.search(r"Real text behind the figures of this page, .*?corpus\.md#hashes-of", text)
    assert line, f"{page}.md does not name its text"
    named = dict(re.findall(r"`(\w+)` ([0-9a-f]{12})\b", line[0]))
    assert named
    assert named == {name: folders()[name][2][:12] for name in named}


@pytest.mark.parametrize("folder", folders())
def test_hash_of_a_folder_is_that_of_the_corpus(folder: str, real_corpus: Path) -> None:
    paths = sorted(
        path.relative_to(real_corpus).as_posix()
        for path in (real_corpus / folder).rglob("*")
        if path.is_file()
    )
    if len(paths) < folders()[folder][0]:
        pytest.skip(f"{real_corpus / folder} is a part of the folder")
    contents = [(real_corpus / path).read_bytes() for path in paths]
    lines = [
        f"{hashlib.sha256(content).hexdigest()}  {path}\n"
        for path, content in zip(paths, contents, strict=True)
    ]
    found = hashlib.sha256("".join(lines).encode()).hexdigest()
    assert folders()[folder] == (len(paths), sum(map(len, contents)), found)
