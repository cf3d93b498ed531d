"""What a root remembers of its last run."""

import json
from pathlib import Path

import pytest
import yaml

from pipeline import recipe as recipes
from pipeline.core.errors import DataError, StaleOutput
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.recipe.history import remembered, without_secrets


def write(tmp_path: Path, threshold: float = 0.8) -> Path:
    (tmp_path / "in.jsonl").write_text('{"text": "한 편의 글"}\n', encoding="utf-8")
    path = tmp_path / "r.yaml"
    path.write_text(
        f"root: {tmp_path}/root\nstages:\n  ingest: {{sources: [{{name: in, path: in.jsonl}}]}}\n"
        f"  dedup_fuzzy: {{threshold: {threshold}}}\n"
    )
    return path


def run(path: Path, *settings: str) -> None:
    recipes.run(recipes.read(path, settings=settings), executor=LocalExecutor())


def test_root_holds_recipe_versions_start_and_end(tmp_path: Path) -> None:
    run(write(tmp_path), "dedup_fuzzy.num_perm=64")
    told = json.loads((tmp_path / "root" / "run.json").read_text())
    assert told["state"] == "done"
    assert told["started"] <= told["ended"]
    assert {"malmoi", "python", "tokenizers"} <= told["versions"].keys()
    assert told["recipe"]["stages"]["dedup_fuzzy"] == {"threshold": 0.8, "num_perm": 64}


def test_recipe_of_a_root_makes_it_again(tmp_path: Path) -> None:
    run(write(tmp_path), "dedup_fuzzy.num_perm=64")
    kept = tmp_path / "root" / "recipe.yaml"
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "root").rglob("*.parquet")}
    run(kept)
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "root").rglob("*.parquet")} == before
    assert yaml.safe_load(kept.read_text())["stages"]["dedup_fuzzy"]["num_perm"] == 64


def test_run_that_is_refused_says_so_and_keeps_the_recipe_that_made_the_root(
    tmp_path: Path,
) -> None:
    run(write(tmp_path))
    with pytest.raises(StaleOutput):
        run(write(tmp_path, 0.7))
    root = tmp_path / "root"
    assert json.loads((root / "run.json").read_text())["state"] == "StaleOutput"
    assert yaml.safe_load((root / "recipe.yaml").read_text())["stages"]["dedup_fuzzy"] == {
        "threshold": 0.8
    }


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("s3://KEY:SECRET@bucket/a?region=x", "s3://***@bucket/a?region=x"),
        (
            "s3://b/a?secret_key=abc&access_key=d&account_key=e&scheme=http",
            "s3://b/a?secret_key=***&access_key=***&account_key=***&scheme=http",
        ),
        ("https://x/y?sig=abc%3D&z=1", "https://x/y?sig=***&z=1"),
        ("a/relative/path@home", "a/relative/path@home"),
    ],
)
def test_credentials_are_not_kept(address: str, kept: str) -> None:
    assert without_secrets({"path": [address]}) == {"path": [kept]}


def test_error_of_a_failed_run_is_kept_without_credentials(tmp_path: Path) -> None:
    with (
        pytest.raises(DataError, match="secret"),
        remembered(Store(str(tmp_path)), {}, ["ingest"]),
    ):
        raise DataError("source s: s3://key:secret@bucket/a: cannot be read")
    kept = json.loads((tmp_path / "run.json").read_text())
    assert kept["error"] == "source s: s3://***@bucket/a: cannot be read"
