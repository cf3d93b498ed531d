"""The laws that every stage obeys, checked over the stages that there are: a new one gets them free."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pyarrow.compute as pc
import pytest

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.errors import StaleOutput
from pipeline.core.job import Job
from pipeline.core.progress import Silent
from pipeline.executors.local import LocalExecutor
from pipeline.registry import KERNELS, installed
from tests import corpora

STAGES = installed().names()
MARKING = [name for name in STAGES if installed().load(name).act == "mark"]
CHANGED = {
    "ingest": "ingest.shard_bytes=30000",
    "scrub": "scrub.policy={EMAIL: keep}",
    "rights": "rights.drop=[reserved]",
    "dedup_exact": "dedup_exact.normalized=true",
    "dedup_paragraph": "dedup_paragraph.min_chars=5",
    "dedup_fuzzy": "dedup_fuzzy.threshold=0.7",
    "import": "import.files.0.columns={rank: edu}",
    "filter": "filter.tiny=chars < 4",
    "quality": "quality.min_score=0.1",
    "decontaminate": "decontaminate.min_share=0.9",
    "mix": "mix.seed=3",
    "tokenizer": "tokenizer.vocab_size=900",
    "pack": "pack.seq_len=32",
}


@pytest.fixture(scope="module", params=[1, 3], ids=["ray-1", "ray-3"])
def by_ray(
    request: pytest.FixtureRequest,
    sources: Path,
    tmp_path_factory: pytest.TempPathFactory,
    ray_session: None,
) -> Path:
    """The root of the same run by Ray with one and with three workers."""
    from pipeline.executors.ray import RayExecutor

    root = tmp_path_factory.mktemp("ray") / "root"
    executor = RayExecutor(workers=request.param)
    recipes.run(recipes.read(sources / "recipe.yaml", str(root)), executor=executor)
    return root


@pytest.mark.parametrize("stage", STAGES)
def test_stage_by_ray_writes_the_bytes_of_local(stage: str, by_ray: Path, finished: Path) -> None:
    expected, found = corpora.contents(finished / stage), corpora.contents(by_ray / stage)
    assert found.keys() == expected.keys()
    assert [name for name in expected if expected[name] != found[name]] == []


@pytest.mark.parametrize("stage", MARKING)
def test_dead_rows_stay_dead_and_get_no_mark(stage: str, corpus: Corpus) -> None:
    before, marks = corpus.before(stage), corpus.marks_of(stage)
    for shard in range(corpus.num_shards):
        alive = set(before.living_rows(shard).tolist())
        table = marks.read(shard)
        for row in set(range(len(table))) - alive:
            values = table.drop_columns(["id"]).slice(row, 1).to_pylist()[0]
            assert set(values.values()) == {None}


@pytest.mark.parametrize("stage", MARKING)
def test_marks_hold_one_row_per_document_in_order(stage: str, corpus: Corpus) -> None:
    for shard in range(corpus.num_shards):
        marked = corpus.marks_of(stage).read(shard, ["id"])
        assert (
            marked.column("id").to_pylist()
            == corpus.columns(shard, ["id"]).column("id").to_pylist()
        )


@pytest.mark.parametrize("stage", MARKING)
def test_documents_in_equal_living_plus_dropped(stage: str, corpus: Corpus) -> None:
    facts = corpus.marks_of(stage).commit["facts"]
    before = sum(len(corpus.before(stage).living_rows(s)) for s in range(corpus.num_shards))
    after = [
        len(t)
        for t in corpus.before(stage).with_marks(stage, corpus.marks_of(stage)).living(["id"])
    ]
    assert facts["in"] == before == facts["living"] + sum(facts["dropped"].values())
    assert facts["living"] == sum(after)


@pytest.fixture(scope="module")
def in_larger_shards(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The corpus after all marking stages, with its documents in fewer and larger shards."""
    root = tmp_path_factory.mktemp("larger") / "root"
    recipe = recipes.read(sources / "recipe.yaml", str(root), ["ingest.shard_bytes=47000"])
    marking = recipe.names().index(MARKING[-1]) + 1
    return recipes.run(replace(recipe, stages=recipe.stages[:marking]), executor=LocalExecutor())


@pytest.mark.parametrize("stage", MARKING)
def test_marks_do_not_depend_on_how_documents_are_cut_into_shards(
    stage: str, corpus: Corpus, in_larger_shards: Corpus
) -> None:
    assert in_larger_shards.num_shards < corpus.num_shards
    expected = pl.DataFrame(corpus.marks_of(stage).table()).sort("id")
    assert pl.DataFrame(in_larger_shards.marks_of(stage).table()).sort("id").equals(expected)


def test_judges_drop_nothing_that_their_stage_keeps(sources: Path, corpus: Corpus) -> None:
    dropped: dict[str, int] = {}
    for stage in recipes.read(sources / "recipe.yaml", "unused").stages:
        job = Job(corpus.documents.store, stage.name(), LocalExecutor(), Silent(), kernels=KERNELS)
        for name, judge in stage.judges(job).items():
            before, marks = corpus.before(stage.name()), corpus.marks_of(stage.name())
            dropped[name] = 0
            for shard in range(corpus.num_shards):
                rows = before.living_rows(shard)
                verdicts = judge.decide(before.read(shard, judge.columns)).column("drop_reason")
                reasons = marks.read(shard, ["drop_reason"]).take(rows).column("drop_reason")
                judged = pc.is_valid(verdicts)
                assert pc.all(pc.is_valid(reasons.filter(judged)), min_count=0).as_py()
                dropped[name] += pc.sum(judged).as_py() or 0
    assert dropped.keys() == {"filter.tiny", "filter.foreign", "quality"}
    assert dropped["filter.tiny"] > 0
    assert dropped["quality"] > 0


def test_records_in_equal_documents_plus_rejects(
    corpus: Corpus, sources: Path, finished: Path
) -> None:
    from pipeline.core.dataset import Dataset

    rejects = Dataset(corpus.documents.store, "ingest/rejects")
    lines = sum(
        len((sources / f"{n}.jsonl").read_text().splitlines()) for n in ("books", "web", "chat")
    )
    assert Dataset(corpus.documents.store, "ingest/documents").num_rows + rejects.num_rows == lines
    assert set(rejects.table().column("reason").to_pylist()) == {
        "empty_text",
        "json",
        "no_text",
        "text_not_a_string",
    }


@pytest.mark.parametrize("stage", CHANGED)
def test_changed_field_is_refused_with_the_difference(
    stage: str, sources: Path, finished: Path
) -> None:
    recipe = recipes.read(sources / "recipe.yaml", str(finished), [CHANGED[stage]])
    before = corpora.contents(finished)
    with pytest.raises(StaleOutput, match=r"(?s)was made differently.*->.*--replace"):
        recipes.run(recipe, executor=LocalExecutor())
    assert corpora.contents(finished) == before


def test_second_run_does_nothing(sources: Path, finished: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in finished.rglob("*.parquet")}
    recipes.run(recipes.read(sources / "recipe.yaml", str(finished)), executor=LocalExecutor())
    assert {p: p.stat().st_mtime_ns for p in finished.rglob("*.parquet")} == before


def test_every_stage_has_a_changed_field_above() -> None:
    assert set(CHANGED) == set(STAGES)


def test_no_text_of_a_rejected_or_masked_value_is_in_the_log(finished: Path) -> None:
    assert "mail.example" not in (finished / "log.jsonl").read_text()


def test_living_documents_hold_no_planted_address(corpus: Corpus) -> None:
    for table in corpus.living(["text"]):
        assert not pc.any(pc.match_substring(table.column("text"), "@mail.example")).as_py()
