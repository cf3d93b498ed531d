"""Raw text that is removed once it is scrubbed, and read again if scrub is made again."""

from pathlib import Path

import pytest

from malmoi.testing import contents
from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.core.retired import retire
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.recipe.forecast import forecast
from pipeline.report.explain import story
from pipeline.report.verify import verify

RAW = b"010-2345-6789"


def recipe(folder: Path, retain: str = "until_scrubbed", rest: str = "scrub: {}, dedup_exact: {}"):
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "a.jsonl").write_text(
        "".join(f'{{"text": "{i}번 글입니다. 전화 010-2345-6789 로 주세요."}}\n' for i in range(20))
    )
    (folder / "r.yaml").write_text(
        f"root: {folder}/{retain}\nstages: {{ingest: {{shard_bytes: 400, retain: {retain}, sources: "
        f"[{{name: a, path: in}}]}}, {rest}}}\n"
    )
    return recipes.read(folder / "r.yaml")


def run(read: recipes.Recipe, **options: bool) -> Corpus:
    return recipes.run(read, executor=LocalExecutor(), **options)


def shards(root: Path) -> list[str]:
    return [p.name for p in (root / "ingest" / "documents").glob("*.parquet")]


def test_texts_as_they_came_are_gone_and_everything_else_is_the_same(tmp_path: Path) -> None:
    run(recipe(tmp_path, "always"))
    corpus = run(recipe(tmp_path))
    kept, removed = contents(tmp_path / "always"), contents(tmp_path / "until_scrubbed")
    gone = {n for n in kept if n.startswith("ingest/documents/") and n.endswith(".parquet")}
    assert kept.keys() - removed.keys() == gone
    assert len(gone) > 2
    differs = {n for n in removed if removed[n] != kept[n]}
    # the fields of ingest stand in the descriptions of its phases
    assert {n for n in differs if not n.endswith("_phase.json")} == {
        "ingest/documents/_commit.json"
    }
    assert not any(p.problems for p in verify(str(tmp_path / "until_scrubbed")))
    assert "IN: it lives" in story(corpus, "a/a.jsonl#3")


def test_second_run_does_nothing(tmp_path: Path) -> None:
    run(recipe(tmp_path))
    before = contents(tmp_path / "until_scrubbed")
    assert {o.state for o in forecast(recipe(tmp_path))} == {"stands"}
    run(recipe(tmp_path))
    assert contents(tmp_path / "until_scrubbed") == before


def test_new_file_is_read_and_removed_too(tmp_path: Path) -> None:
    run(recipe(tmp_path))
    read = recipe(tmp_path)
    (tmp_path / "in" / "b.jsonl").write_text('{"text": "새 글입니다. 010-2345-6789"}\n')
    corpus = run(read)
    assert corpus.documents.num_rows == 21
    assert shards(tmp_path / "until_scrubbed") == []
    assert not any(RAW in data for data in contents(tmp_path / "until_scrubbed").values())


def test_scrub_that_is_made_again_reads_the_sources_again(tmp_path: Path) -> None:
    run(recipe(tmp_path))
    changed = recipe(tmp_path, rest="scrub: {policy: {PHONE: keep}}, dedup_exact: {}")
    corpus = run(changed, replace_stale=True)
    texts = corpus.table(["text"])["text"].to_pylist()
    assert len(texts) == 20
    assert all("010-2345-6789" in text for text in texts)
    assert shards(tmp_path / "until_scrubbed") == []


def test_interrupted_removal_is_finished(tmp_path: Path) -> None:
    run(recipe(tmp_path, "always"))
    root, other = tmp_path / "until_scrubbed", tmp_path / "always"
    run(recipe(tmp_path))
    left = next((other / "ingest" / "documents").glob("*.parquet"))
    (root / "ingest" / "documents" / left.name).write_bytes(left.read_bytes())
    run(recipe(tmp_path))
    assert shards(root) == []


def test_recipe_without_scrub_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match=r"ingest\.retain needs the stage scrub behind it"):
        run(recipe(tmp_path, rest="dedup_exact: {}"))


def test_rewrite_before_scrub_whose_output_would_stay_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shout.py").write_text(
        "from pipeline.core.schema import DOCUMENTS\nfrom pipeline.core.stage import Stage\n"
        "class Shout(Stage):\n    act = 'rewrite'\n    def run(self, corpus, job):\n"
        "        return corpus.rewritten(job.map('documents', loud, corpus, DOCUMENTS.names))\n"
        "def loud(table):\n    return table\n"
    )
    recipe(tmp_path)
    text = (tmp_path / "r.yaml").read_text().replace("scrub: {}", "shout: {}, scrub: {}")
    (tmp_path / "r.yaml").write_text("use: shout\n" + text)
    with pytest.raises(RecipeError, match="shout rewrites the texts before scrub"):
        run(recipes.read(tmp_path / "r.yaml"))


def test_phase_without_a_commit_has_nothing_to_retire(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    (tmp_path / "a.parquet").write_bytes(b"x")
    assert retire(store, ".") is False
    assert (tmp_path / "a.parquet").exists()
