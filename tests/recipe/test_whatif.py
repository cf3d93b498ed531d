"""A what-if decides as a rerun does, and leaves the root as it is."""

import shutil
import tempfile
from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.core.corpus import CORPUS_FILE, Corpus, restore
from pipeline.core.errors import MalmoiError, RecipeError
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.recipe.lock import locked
from pipeline.recipe.scratch import PREFIX
from pipeline.recipe.whatif import outcome
from pipeline.report.compare import marked
from tests.corpora import contents

SETTINGS = [
    "quality.rules={ko: {presets: [malmoi_ko], change: {too_short: {min: 200}}}}",
    "filter.tiny='chars < 200'",
    "dedup_fuzzy.threshold=0.6",
    "dedup_paragraph.max_documents=5",
    "mix.phases=[{tokens: 9k, weights: {books: 0.1, web: 0.9}}]",
]


def left_behind() -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob(f"{PREFIX}*"))


@pytest.fixture(autouse=True)
def _own_temporary_folder(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("scratch")))


def states(root: Path) -> dict[str, tuple[int, int]]:
    """What shows that a file was touched: its inode and the time of its last change."""
    return {str(p): (p.stat().st_ino, p.stat().st_ctime_ns) for p in [root, *root.rglob("*")]}


@pytest.mark.parametrize("setting", SETTINGS)
def test_it_decides_as_a_rerun_and_leaves_the_root(
    setting: str, sources: Path, finished: Path, tmp_path: Path
) -> None:
    before, untouched = contents(finished), states(finished)
    changed = recipes.read(
        sources / "recipe.yaml", str(finished), [setting, "execution.executor=local"]
    )
    with outcome(changed) as found:
        decided = found.after.ledger()
        comparison = marked(found.before, found.after, 10)
        assert left_behind()
    assert contents(finished) == before
    assert states(finished) == untouched
    assert not left_behind()

    rerun = tmp_path / "rerun"
    shutil.copytree(finished, rerun)
    again = recipes.read(sources / "recipe.yaml", str(rerun), [setting])
    recipes.run(again, replace_stale=True, executor=LocalExecutor())
    record = Store(str(rerun)).read_json(CORPUS_FILE)
    assert record is not None
    stages = {stage["stage"]: stage for stage in record["stages"]}
    expected = restore(Store(str(rerun)), stages[found.compared[-1]]).ledger()
    assert decided.equals(expected)

    ours = Corpus.open(str(finished)).ledger()
    moved = ours["dropped_by"].ne_missing(expected["dropped_by"])
    moved |= ours["drop_reason"].ne_missing(expected["drop_reason"])
    assert comparison.changes["documents"].sum() == moved.sum()
    # a mix changes how often documents are read, not which live
    assert moved.sum() > 0 or setting.startswith("mix")


def test_a_recipe_that_has_not_changed_changes_nothing(sources: Path, finished: Path) -> None:
    with outcome(recipes.read(sources / "recipe.yaml", str(finished))) as found:
        assert found.compared == tuple(recipes.read(sources / "recipe.yaml").names())
        assert found.left_out == ()
        assert not len(marked(found.before, found.after, 10).changes)


def test_a_stage_that_would_fail_is_named(sources: Path, finished: Path) -> None:
    changed = recipes.read(sources / "recipe.yaml", str(finished), ["quality.min_score=0.9999"])
    with outcome(changed) as found:
        assert found.compared[-1] == "decontaminate"
        assert found.left_out[0] == "mix"
        assert "the cap is 4; feasible at weight" in found.failure
        assert marked(found.before, found.after, 10).changes["documents"].sum() > 0


def test_what_is_built_anew_is_left_out(sources: Path, finished: Path) -> None:
    changed = recipes.read(
        sources / "recipe.yaml", str(finished), ["filter.tiny='chars < 60'", "tokenizer.seed=1"]
    )
    with outcome(changed) as found:
        assert found.compared[-1] == "mix"
        assert found.left_out == ("tokenizer", "pack")


@pytest.mark.parametrize("setting", ["ingest.shard_bytes=9000", "scrub.policy={EMAIL: keep}"])
def test_texts_are_not_read_again(setting: str, sources: Path, finished: Path) -> None:
    changed = recipes.read(sources / "recipe.yaml", str(finished), [setting])
    with (
        pytest.raises(RecipeError, match=r"would read texts again:\n(.|\n)*malmoi diff"),
        outcome(changed),
    ):
        pass
    assert not left_behind()


def test_roots_without_corpus_on_stores_or_at_work_are_refused(
    sources: Path, finished: Path, tmp_path: Path
) -> None:
    for root, reason in (
        (str(tmp_path / "none"), "no corpus here"),
        ("memory://bucket/root", "a root of this machine"),
    ):
        recipe = recipes.read(sources / "recipe.yaml", root)
        with pytest.raises(MalmoiError, match=reason), outcome(recipe):
            pass
    recipe = recipes.read(sources / "recipe.yaml", str(finished))
    with (
        locked(Store(str(finished))),
        pytest.raises(MalmoiError, match="another malmoi runs on this root"),
        outcome(recipe),
    ):
        pass
    assert not left_behind()
