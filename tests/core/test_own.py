"""The user's own modules run by the files of their folder, however often the process has imported them."""

from pathlib import Path

from pipeline import recipe as recipes
from pipeline.core import own
from pipeline.executors.local import LocalExecutor

STAGE = """import polars as pl
from malmoi import Marking, drop
from bound_of_own import BOUND


class Brief(Marking):
    def reason(self) -> pl.Expr:
        return drop("brief", pl.col("chars") < BOUND)
"""
RECIPE = """root: {root}
use: brief_of_own
execution: {{executor: local, workers: 1}}
stages:
  ingest: {{sources: [{{name: a, path: a.jsonl}}]}}
  brief: {{}}
"""


def folder_of(path: Path, bound: str) -> Path:
    path.mkdir(exist_ok=True)
    (path / "brief_of_own.py").write_text(STAGE, encoding="utf-8")
    (path / "bound_of_own.py").write_text(f"BOUND = {bound}\n")
    (path / "r.yaml").write_text(RECIPE.format(root=path / "out"))
    (path / "a.jsonl").write_text(
        '{"text": "four"}\n{"text": "and eight"}\n{"text": "a lot more of it"}\n'
    )
    return path


def kept(folder: Path, *settings: str) -> int:
    """Documents that a run in this process keeps."""
    recipe = recipes.read(folder / "r.yaml", settings=settings)
    corpus = recipes.run(recipe, replace_stale=True, executor=LocalExecutor())
    return corpus.table(["text"]).num_rows


def test_edited_module_runs_as_edited(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "one", "5")
    assert kept(folder) == 2
    (folder / "bound_of_own.py").write_text("BOUND = 5 + 7\n")  # what the module imports
    assert kept(folder) == 1
    text = STAGE.replace("(Marking):\n", "(Marking):\n    more: int = 0\n\n").replace(
        "< B", "< self.more + B"
    )
    (folder / "brief_of_own.py").write_text(text, encoding="utf-8")
    assert kept(folder, "brief.more=100") == 0


def test_recipe_runs_the_module_beside_it(tmp_path: Path) -> None:
    first, second = folder_of(tmp_path / "one", "5"), folder_of(tmp_path / "two", "12")
    assert [kept(f) for f in (first, second, first)] == [2, 1, 2]


def test_unchanged_module_is_imported_once(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "one", "5")
    module = own.imported("brief_of_own", folder)
    assert own.imported("brief_of_own", folder) is module
