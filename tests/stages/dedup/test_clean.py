"""`keep: [clean, ...]`: the copy that the later stages keep survives, and only copies are judged."""

from pathlib import Path

import polars as pl
import pytest

from malmoi import Marking, drop
from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.errors import StaleOutput
from pipeline.executors.local import LocalExecutor
from pipeline.readers.source import Source
from pipeline.recipe import Recipe
from pipeline.stages.dedup.exact import DedupExact
from pipeline.stages.dedup.fuzzy import DedupFuzzy
from pipeline.stages.ingest import Ingest
from tests.stages.dedup.test_stages import ESSAY, OTHER, evidence, ids, run

BANNED = """filter: {banned: "source == 'a'"}"""
# a1 has the better priority and is longer; only b1 obeys the rule of `quality` below
NEAR = [
    {"id": "a1", "source": "a", "text": ESSAY * 2 + "ㅋㅋㅋㅋㅋㅋㅋㅋ"},
    {"id": "b1", "source": "b", "text": ESSAY * 2 + "끝"},
    {"id": "b2", "source": "b", "text": OTHER * 3},
]
EQUAL = [
    {"id": "a1", "source": "a", "text": ESSAY},
    {"id": "b1", "source": "b", "text": ESSAY},
    {"id": "b2", "source": "b", "text": ESSAY},
    {"id": "b3", "source": "b", "text": OTHER},
]
NO_JAMO = "quality: {rules: {ko: {presets: [], unit: eojeol, change: {jamo: {measure: jamo_runs, max: 0.01}}}}}"


def rows_of(corpus: Corpus, phase: str) -> int:
    return Dataset(corpus.documents.store, phase).num_rows


@pytest.mark.parametrize("stage", ["dedup_exact", "dedup_fuzzy"])
def test_copy_that_a_later_filter_keeps_survives(tmp_path: Path, stage: str) -> None:
    corpus = run(tmp_path, EQUAL, f"{stage}: {{}}, {BANNED}")
    assert ids(corpus) == {"b1", "b3"}
    assert set(evidence(corpus, stage)) == {"a1", "b2"}


@pytest.mark.parametrize("stage", ["dedup_exact", "dedup_fuzzy"])
def test_without_clean_the_filter_takes_the_whole_cluster(tmp_path: Path, stage: str) -> None:
    corpus = run(tmp_path, EQUAL, f"{stage}: {{keep: [priority]}}, {BANNED}")
    assert ids(corpus) == {"b3"}


def test_copy_that_obeys_the_rules_of_quality_survives(tmp_path: Path) -> None:
    assert ids(run(tmp_path, NEAR, f"dedup_fuzzy: {{}}, {NO_JAMO}")) == {"b1", "b2"}


def test_cluster_without_a_clean_copy_keeps_one_by_the_next_rule(tmp_path: Path) -> None:
    rows = [{**row, "source": "a", "id": f"a{i}"} for i, row in enumerate(EQUAL)]
    corpus = run(tmp_path, rows, f"dedup_exact: {{}}, {BANNED}", {"a": 1})
    assert set(evidence(corpus, "dedup_exact")) == {"a1", "a2"}
    assert set(corpus.dropped("filter", ["id"]).column("id").to_pylist()) == {"a0", "a3"}


def test_condition_on_a_later_mark_leaves_the_other_conditions(tmp_path: Path) -> None:
    after = BANNED.replace("}", ', odd: "quality.value > 1000"}')
    assert ids(run(tmp_path, EQUAL, f"dedup_exact: {{}}, {NO_JAMO}, {after}")) == {"b1", "b3"}


def test_condition_on_an_earlier_mark_is_judged(tmp_path: Path) -> None:
    stages = 'dedup_exact: {}, dedup_fuzzy: {}, filter: {single: "dedup_exact.cluster_size < 2"}'
    rows = [
        {"id": "a1", "source": "a", "text": ESSAY * 2 + "끝이 났다"},
        {"id": "b1", "source": "b", "text": ESSAY * 2 + "끝"},
        {"id": "b2", "source": "b", "text": ESSAY * 2 + "끝"},
    ]
    assert ids(run(tmp_path, rows, stages)) == {"b1"}


def test_copies_alone_are_judged(tmp_path: Path) -> None:
    corpus = run(
        tmp_path,
        [*EQUAL, {"id": "b4", "source": "b", "text": OTHER + "끝"}],
        f"dedup_exact: {{}}, dedup_fuzzy: {{}}, {BANNED}",
    )
    assert rows_of(corpus, "dedup_exact/clean") == 3
    assert rows_of(corpus, "dedup_fuzzy/clean") == 2  # b3 and b4


def test_nothing_is_judged_if_no_later_stage_decides_on_documents(tmp_path: Path) -> None:
    run(tmp_path, EQUAL, "dedup_exact: {}, dedup_fuzzy: {}")
    assert not list((tmp_path / "root").glob("*/clean"))


class Short(Marking):
    """A stage of a user."""

    limit: int = 100

    def reason(self) -> pl.Expr:
        return drop("long", pl.col("chars") > self.limit)


def of_user(folder: Path, limit: int) -> Corpus:
    source = Source(name="a", path=str(folder / "a.jsonl"), id_field="id")
    short = Short(limit=limit)
    recipe = Recipe.of(folder / "out", Ingest(sources=(source,)), DedupExact(), DedupFuzzy(), short)
    return recipes.run(recipe, executor=LocalExecutor())


def test_stage_of_a_user_judges_by_its_expression(tmp_path: Path) -> None:
    rows = [{**row, "source": "a"} for row in NEAR]
    run(tmp_path, rows, "dedup_exact: {}", {"a": 1})
    shorter = len(NEAR[1]["text"])
    assert "b1" in ids(of_user(tmp_path, shorter))


def test_changed_judge_is_refused_by_its_field(tmp_path: Path) -> None:
    run(tmp_path, EQUAL, f"dedup_exact: {{}}, {BANNED}")
    with pytest.raises(StaleOutput, match=r"dedup_exact/clean(?s:.*)filter\.banned: .*'b'"):
        run(tmp_path, EQUAL, "dedup_exact: {}, " + BANNED.replace("'a'", "'b'"))


def test_judge_that_changes_no_choice_leaves_the_choice_standing(tmp_path: Path) -> None:
    run(tmp_path, EQUAL, f"dedup_exact: {{}}, {BANNED}")
    removals = tmp_path / "root/dedup_exact/removals/_commit.json"
    before = removals.stat().st_mtime_ns
    recipe = recipes.read(tmp_path / "r.yaml", None, ["filter.banned=source != 'b'"])
    corpus = recipes.run(recipe, replace_stale=True, executor=LocalExecutor())
    assert ids(corpus) == {"b1", "b3"}
    assert removals.stat().st_mtime_ns == before
