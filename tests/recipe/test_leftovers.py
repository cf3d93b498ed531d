"""A root without leftovers answers as before, and a run makes again what it needs."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import recipe as recipes
from pipeline.cli.app import app
from pipeline.core.corpus import Corpus
from pipeline.core.errors import MalmoiError
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.recipe.forecast import forecast
from pipeline.recipe.leftovers import leftovers, remove
from pipeline.recipe.whatif import outcome
from pipeline.report.verify import verify
from tests.cli.processes import malmoi
from tests.corpora import contents

QUESTIONS = [
    ["show"],
    ["sample", "-n", "40", "--json"],
    ["sample", "--stage", "dedup_fuzzy", "-n", "20"],
    ["sample", "--stage", "quality", "-n", "20"],
    ["sample", "--living", "-n", "5", "--whole"],
    ["search", "문의는", "--json"],
]


@pytest.fixture
def root(finished: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(finished, tmp_path / "root"))


@pytest.fixture
def cleared(root: Path) -> Path:
    """A root after `malmoi gc`."""
    done = CliRunner().invoke(app, ["gc", str(root)])
    assert done.exit_code == 0, done.output
    return root


def size(root: Path) -> int:
    return sum(p.stat().st_size for p in root.rglob("*") if p.is_file())


def answer(root: Path, command: str, *arguments: str) -> str:
    done = CliRunner().invoke(app, [command, str(root), *arguments])
    assert done.exit_code == 0, done.output
    return done.output.replace(str(root), "ROOT")


def run(sources: Path, root: Path, *settings: str, replace: bool = False) -> Corpus:
    recipe = recipes.read(sources / "recipe.yaml", str(root), settings)
    return recipes.run(recipe, replace_stale=replace, executor=LocalExecutor())


def test_questions_have_the_same_answers(finished: Path, root: Path, cleared: Path) -> None:
    assert size(cleared) < size(finished) / 2
    for command, *arguments in QUESTIONS:
        assert answer(cleared, command, *arguments) == answer(finished, command, *arguments)
    for document in Corpus.open(str(finished)).ledger()["id"].gather_every(7):
        assert answer(cleared, "explain", document) == answer(finished, "explain", document)
    for name in ("living", "dropped"):
        flags = ["--living"] if name == "living" else ["--dropped", "quality"]
        for of in (finished, cleared):
            answer(of, "export", "--to", str(root.parent / f"{of.name}-{name}.jsonl"), *flags)
    answer(cleared, "report")


def test_a_cleared_root_stands(sources: Path, cleared: Path) -> None:
    assert not any(finding.problems for finding in verify(str(cleared)))
    read = recipes.read(sources / "recipe.yaml", str(cleared))
    assert {outlook.state for outlook in forecast(read)} == {"stands"}
    before = contents(cleared)
    run(sources, cleared)
    assert contents(cleared) == before
    assert answer(cleared, "gc") == "nothing to remove\n"


def test_dry_run_lists_what_goes_and_removes_nothing(finished: Path, root: Path) -> None:
    printed = answer(root, "gc", "--dry-run")
    assert "dedup_fuzzy/signatures" in printed
    assert "would be removed" in printed
    assert contents(root) == contents(finished)
    assert answer(root, "gc") == printed.replace("would be removed", "removed")


def test_texts_marks_evidence_and_rows_stay(root: Path, cleared: Path) -> None:
    gone = {leftover.path for leftover in leftovers(Store(str(cleared)))}
    assert not gone
    for phase in ("scrub/documents", "quality/marks", "dedup_fuzzy/evidence", "pack/train"):
        assert any((cleared / phase).glob("[0-9]*")), phase
    for phase in ("ingest/documents", "dedup_fuzzy/signatures", "tokenizer/words"):
        assert not any((cleared / phase).glob("[0-9]*")), phase


def test_a_changed_recipe_makes_again_what_it_needs(
    sources: Path, cleared: Path, tmp_path: Path
) -> None:
    setting = "dedup_fuzzy.threshold=0.6"
    again = run(sources, cleared, setting, replace=True)
    fresh = run(sources, tmp_path / "fresh", setting)
    assert again.ledger().equals(fresh.ledger())
    rows = [p.read_bytes() for p in sorted((cleared / "pack/train").glob("*.arrow"))]
    assert rows == [p.read_bytes() for p in sorted((tmp_path / "fresh/pack/train").glob("*.arrow"))]


@pytest.mark.parametrize(
    "setting", ["dedup_fuzzy.threshold=0.6", "dedup_paragraph.max_documents=5"]
)
def test_what_if_decides_as_before(
    setting: str, sources: Path, finished: Path, cleared: Path
) -> None:
    decided = []
    for root in (finished, cleared):
        before = contents(root)
        recipe = recipes.read(
            sources / "recipe.yaml", str(root), [setting, "execution.executor=local"]
        )
        with outcome(recipe) as found:
            decided.append(found.after.ledger())
        assert contents(root) == before
    assert decided[0].equals(decided[1])


@pytest.mark.parametrize("deleted", [0, 1, 7])
def test_an_interrupted_removal_is_finished(
    deleted: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, delete = [deleted], Store.delete

    def stop(store: Store, path: str) -> None:
        if left[0] == 0:
            raise KeyboardInterrupt
        left[0] -= 1
        delete(store, path)

    found = leftovers(Store(str(root)))
    with monkeypatch.context() as patched:
        patched.setattr(Store, "delete", stop)
        with pytest.raises(KeyboardInterrupt):
            remove(Store(str(root)), found)
    assert leftovers(Store(str(root)))
    answer(root, "gc")
    assert not leftovers(Store(str(root)))
    assert not any(finding.problems for finding in verify(str(root)))


def test_a_run_may_remove_its_own(sources: Path, cleared: Path, tmp_path: Path) -> None:
    run(sources, tmp_path / "own", "execution.keep_intermediate=false")
    expected, found = contents(cleared), contents(tmp_path / "own")
    assert found.keys() == expected.keys()
    assert size(tmp_path / "own") < size(cleared) * 1.2


def test_a_cleared_root_grows_by_one_command_of_worker_processes(
    sources: Path, cleared: Path, tmp_path: Path
) -> None:
    """Workers keep listings of commits; a phase that is made again has the same rows under other receipts."""
    folder = shutil.copytree(sources, tmp_path / "in")
    text = (folder / "recipe.yaml").read_text(encoding="utf-8").replace(str(sources), str(folder))
    (folder / "recipe.yaml").write_text(text, encoding="utf-8")
    with (folder / "chat.jsonl").open("a", encoding="utf-8") as chat:
        chat.write(json.dumps({"id": "late", "text": "나중에 온 글이다. " * 20}) + "\n")
    flags = ["--executor", "local", "--workers", "1", "--replace"]
    done = malmoi("run", folder / "recipe.yaml", "--root", cleared, *flags)
    assert done.returncode == 0, done.stderr
    assert (
        malmoi("run", folder / "recipe.yaml", "--root", tmp_path / "fresh", *flags).returncode == 0
    )
    grown, fresh = (Corpus.open(str(r)).ledger() for r in (cleared, tmp_path / "fresh"))
    assert grown.equals(fresh)


def test_a_folder_without_a_corpus_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(MalmoiError, match="no corpus here"):
        CliRunner().invoke(app, ["gc", str(tmp_path)], catch_exceptions=False)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_files_of_others_in_a_phase_stay(root: Path) -> None:
    (root / "dedup_fuzzy/signatures/notes.txt").write_text("mine", encoding="utf-8")
    answer(root, "gc")
    assert (root / "dedup_fuzzy/signatures/notes.txt").exists()
    commit = json.loads((root / "dedup_fuzzy/signatures/_commit.json").read_text())
    assert commit["retired"] is True
