"""The embedded sample: its size, its determinism, and the outcome of every planted record."""

from pathlib import Path

import polars as pl
import pytest

from pipeline import recipe as recipes
from pipeline.demo import sample, truth
from pipeline.demo.texts import originals
from pipeline.executors.local import LocalExecutor

CONFIG = Path(__file__).parents[2] / "configs" / "demo.yaml"


def test_forty_documents_of_each_language_in_nine_genres() -> None:
    texts = originals()
    for lang in ("ko", "en"):
        of_language = [t for t in texts if t.lang == lang]
        assert len(of_language) == 40
        assert all(len(t.body) >= 600 for t in of_language)
        assert len({t.genre for t in of_language}) == 9


def test_sample_is_the_same_every_time(tmp_path: Path) -> None:
    first = sample.write(tmp_path / "a")
    assert sample.write(tmp_path / "b") == first
    files = {
        p.relative_to(tmp_path / "a"): p.read_bytes()
        for p in (tmp_path / "a").rglob("*")
        if p.is_file()
    }
    assert files == {
        p.relative_to(tmp_path / "b"): p.read_bytes()
        for p in (tmp_path / "b").rglob("*")
        if p.is_file()
    }
    assert 2_900 <= len(first) <= 3_300


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """Planted against found, from a whole run."""
    root = tmp_path_factory.mktemp("demo")
    patch = pytest.MonkeyPatch()
    patch.setenv("MALMOI_SAMPLE", str(root / "sample"))
    sample.write(root / "sample")
    corpus = recipes.run(recipes.read(CONFIG, str(root)), executor=LocalExecutor())
    patch.undo()
    return truth.table(corpus, root / "sample" / "truth.jsonl")


def test_whatever_was_planted_is_found(table: pl.DataFrame) -> None:
    found = dict(table.select("kind", "share").iter_rows())
    assert len(found) == 26
    assert min(found.values()) >= 0.95
    for kind in ("fresh document", "exact copy", "numbers that are no personal data"):
        assert found[kind] == 1.0
    for kind in found:
        if kind.startswith("personal data"):
            assert found[kind] == 1.0
