"""The embedded sample: its size, its determinism, and the outcome of a whole run against the bounds."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from pipeline import demo
from pipeline.core.errors import DataError
from pipeline.demo import bounds, files
from pipeline.demo.bounds import Bound
from pipeline.demo.texts import originals
from pipeline.demo.truth import Truth

CONFIG = Path(__file__).parents[2] / "configs" / "demo.yaml"


def test_forty_documents_of_each_language_in_nine_genres() -> None:
    texts = originals()
    for lang in ("ko", "en"):
        of_language = [t for t in texts if t.lang == lang]
        assert len(of_language) == 40
        assert all(len(t.body) >= 600 for t in of_language)
        assert len({t.genre for t in of_language}) == 9


def test_sample_is_the_same_every_time(tmp_path: Path, folder: Path, planted: list[Truth]) -> None:
    assert files.write(tmp_path) == planted
    assert contents(tmp_path) == contents(folder)
    assert 2_900 <= len(planted) <= 3_300


def contents(folder: Path) -> dict[Path, bytes]:
    """The files below a folder."""
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_claimed_kind_has_a_bound(planted: list[Truth]) -> None:
    assert {t.kind for t in planted if t.claimed and t.expect != "any"} == bounds.BOUNDS.keys()


def test_the_demo_keeps_its_bounds_and_fails_below_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the demo sets this variable; it is restored after the test
    monkeypatch.setenv("MALMOI_SAMPLE", "")
    root = str(tmp_path / "demo")
    page = StringIO()
    console = Console(file=page, width=120)
    demo.main(CONFIG, root, "local", console, bounded=True)
    lines = page.getvalue().splitlines()
    sums = [line for line in lines if line.startswith(("│ claimed", "│ not claimed"))]
    assert len(sums) == 3

    monkeypatch.setitem(bounds.BOUNDS, "chatter", Bound(1.1, "more than all of it"))
    demo.main(CONFIG, root, "local", console, bounded=False)
    with pytest.raises(DataError, match=r"chatter: .* promised 1\.1 \(more than all of it\)"):
        demo.main(CONFIG, root, "local", console, bounded=True)
