"""Damaged files of a root are made again, with the bytes that they had."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from malmoi.testing import contents
from pipeline import recipe as recipes
from pipeline.cli.app import app
from pipeline.core.errors import DamagedOutput
from pipeline.executors.local import LocalExecutor
from pipeline.recipe.fold import run
from pipeline.report.verify import verify


@pytest.fixture
def root(finished: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(finished, tmp_path / "root"))


def flip(root: Path, phase: str, every: int = 1 << 30) -> str:
    """Turn a bit in the middle of the largest file of a phase, and in each `every`th byte; its path. Of Parquet
    only pages are damaged."""
    path = max((root / phase).glob("[!_]*"), key=lambda p: (p.stat().st_size, p.name))
    data = bytearray(path.read_bytes())
    end = len(data)
    if path.suffix == ".parquet":
        end -= 8 + int.from_bytes(data[-8:-4], "little")
    for at in {end // 2, *range(every, end, every)}:
        data[at] ^= 1
    path.write_bytes(bytes(data))
    return path.relative_to(root).as_posix()


def run_again(sources: Path, root: Path, only: str | None = None) -> None:
    run(recipes.read(sources / "recipe.yaml", str(root)), only, executor=LocalExecutor())


@pytest.mark.parametrize(
    ("damaged", "unfinished"),
    [
        ("ingest/documents", "scrub/documents"),
        ("scrub/documents", "dedup_exact/marks"),
        ("dedup_fuzzy/signatures", "dedup_fuzzy/forests"),
    ],
)
def test_run_that_meets_a_damaged_file_makes_it_again(
    sources: Path, finished: Path, root: Path, damaged: str, unfinished: str
) -> None:
    flip(root, damaged, every=50)
    shutil.rmtree(root / unfinished)
    run_again(sources, root)
    assert contents(root) == contents(finished)


def test_damage_of_another_stage_is_named_with_the_mend(sources: Path, root: Path) -> None:
    flip(root, "scrub/documents", every=50)
    shutil.rmtree(root / "dedup_exact/marks")
    with pytest.raises(DamagedOutput, match=r"malmoi verify .*root --repair"):
        run_again(sources, root, only="dedup_exact")


def test_repair_removes_what_is_damaged_and_a_run_makes_it_again(
    sources: Path, finished: Path, root: Path
) -> None:
    """Nothing reads these files on a finished root, so that a run alone would not notice."""
    phases = ("dedup_fuzzy/evidence", "quality/scores", "tokenizer/model", "pack/train")
    files = {flip(root, phase) for phase in phases}
    assert {p for found in verify(str(root)) for p in found.damaged} == files
    result = CliRunner().invoke(app, ["verify", str(root), "--repair"])
    assert result.exit_code == 1
    assert "4 damaged files removed; run the recipe again" in result.output
    run_again(sources, root)
    assert not [p for found in verify(str(root)) for p in found.problems]
    assert contents(root) == contents(finished)
