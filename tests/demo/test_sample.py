"""The embedded sample: its size, its determinism, and the outcome of a whole run against the bounds."""

from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.demo import bounds, results, sample
from pipeline.demo.texts import originals
from pipeline.demo.truth import Truth
from pipeline.executors.local import LocalExecutor

CONFIG = Path(__file__).parents[2] / "configs" / "demo.yaml"


def test_forty_documents_of_each_language_in_nine_genres() -> None:
    texts = originals()
    for lang in ("ko", "en"):
        of_language = [t for t in texts if t.lang == lang]
        assert len(of_language) == 40
        assert all(len(t.body) >= 600 for t in of_language)
        assert len({t.genre for t in of_language}) == 9


def test_sample_is_the_same_every_time(tmp_path: Path, folder: Path, planted: list[Truth]) -> None:
    assert sample.write(tmp_path) == planted
    assert contents(tmp_path) == contents(folder)
    assert 2_900 <= len(planted) <= 3_300


def contents(folder: Path) -> dict[Path, bytes]:
    """The files below a folder."""
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_run_loses_no_record_and_keeps_every_bound(
    folder: Path, planted: list[Truth], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MALMOI_SAMPLE", str(folder))
    corpus = recipes.run(recipes.read(CONFIG, str(folder.parent)), executor=LocalExecutor())
    documents, rejected = results.facts(corpus), results.rejects(corpus)
    rows = results.by_kind(documents, rejected, planted)
    assert results.unaccounted(documents, rejected, planted) == []
    assert set(rows.filter("claimed")["kind"]) == bounds.BOUNDS.keys()
    assert bounds.broken(rows) == []
