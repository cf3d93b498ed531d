"""An answer is kept as long as every file it depends on is as it was."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.cli import unchanged
from pipeline.cli.unchanged import Answer
from tests.cli.processes import imported_by, malmoi

RECIPE = """\
root: {root}
stages:
  ingest:
    sources: [{{name: a, path: "${{MALMOI_TEST_TEXTS:-texts}}/**/*.txt"}}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a recipe, texts, and a root of two files; the current one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    for name, text in {"texts/in/a.txt": "가나", "out/x/0.parquet": "0", "out/log": "1"}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "r.yaml").write_text(RECIPE.format(root="out"), encoding="utf-8")
    return tmp_path


ARGUMENTS = ["run", "r.yaml"]


def answered(meanwhile: Callable[[], object] = lambda: None) -> list[str] | None:
    """What is kept of an answer, if something happens while it is found."""
    answer = Answer(ARGUMENTS, Path("r.yaml"))
    answer.depends_on(recipes.read("r.yaml"))
    meanwhile()
    answer.keep("out", ["done: out"])
    return unchanged.lines(ARGUMENTS)


def replace_in_place(path: Path, text: str) -> None:
    """Other content of the same size, with the old time of modification."""
    before = path.stat()
    path.write_text(text, encoding="utf-8")
    assert path.stat().st_size == before.st_size
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "an input": lambda f: replace_in_place(f / "texts/in/a.txt", "다라"),
    "one more input": lambda f: (f / "texts/in/b.txt").write_text("x", encoding="utf-8"),
    "one input less": lambda f: (f / "texts/in/a.txt").unlink(),
    "a folder of inputs moved": lambda f: (f / "texts/in").rename(f / "texts/on"),
    "a flipped bit in a shard": lambda f: replace_in_place(f / "out/x/0.parquet", "1"),
    "a lost shard": lambda f: (f / "out/x/0.parquet").unlink(),
    "a new file in the root": lambda f: (f / "out/x/1").write_text("x", encoding="utf-8"),
    "a lost root": lambda f: (f / "out").rename(f / "gone"),
    "the recipe": lambda f: (f / "r.yaml").write_text(RECIPE.format(root="uot"), encoding="utf-8"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_ends_an_answer(folder: Path, change: Callable[[Path], object]) -> None:
    assert answered() == ["done: out"]
    assert unchanged.lines(ARGUMENTS) == ["done: out"]
    change(folder)
    assert unchanged.lines(ARGUMENTS) is None


def test_a_variable_of_the_recipe_ends_an_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answered() == ["done: out"]
    monkeypatch.setenv("MALMOI_TEST_TEXTS", str(folder / "texts/in"))
    assert unchanged.lines(ARGUMENTS) is None


def test_other_arguments_and_another_folder_have_other_answers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answered() == ["done: out"]
    assert unchanged.lines([*ARGUMENTS, "--root", "other"]) is None
    assert unchanged.lines(["show", "r.yaml"]) is None
    monkeypatch.chdir(folder / "texts")
    assert unchanged.lines(ARGUMENTS) is None


@pytest.mark.parametrize("change", ["an input", "one more input", "the recipe"])
def test_what_changes_during_the_work_leaves_no_answer(folder: Path, change: str) -> None:
    assert answered(lambda: CHANGES[change](folder)) is None


def test_code_of_others_and_addresses_leave_no_answer(folder: Path) -> None:
    (folder / "mine.py").write_text(
        "from malmoi import Marking\nclass Short(Marking):\n    act = 'mark'\n", encoding="utf-8"
    )
    with_use = RECIPE.format(root="out").replace("stages:", "use: mine\nstages:")
    (folder / "r.yaml").write_text(with_use, encoding="utf-8")
    assert answered() is None
    at_address = RECIPE.format(root="out").replace('"$', '"s3://b/$')
    (folder / "r.yaml").write_text(at_address, encoding="utf-8")
    answer = Answer(ARGUMENTS, Path("r.yaml"))
    answer.keep("out", ["done: out"])
    assert unchanged.lines(ARGUMENTS) is None


def test_damaged_answers_are_none(folder: Path) -> None:
    assert answered() == ["done: out"]
    (kept,) = (folder / "cache/malmoi/answers").iterdir()
    for text in ("", "{", "[]", '{"places": 1, "variables": []}'):
        kept.write_text(text, encoding="utf-8")
        assert unchanged.lines(ARGUMENTS) is None


def test_old_answers_are_deleted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "MOST_ANSWERS", 2)
    for number in range(4):
        monkeypatch.setattr(f"{__name__}.ARGUMENTS", ["run", "r.yaml", "--workers", str(number)])
        assert answered() == ["done: out"]
    assert len(list((folder / "cache/malmoi/answers").iterdir())) == 2


def test_a_finished_run_and_its_plan_are_answered_without_work(folder: Path) -> None:
    (folder / "texts/in/a.txt").write_text("가나다라 마바사", encoding="utf-8")
    arguments = ["--root", str(folder / "new"), "--executor", "local", "--workers", "1"]
    first = malmoi("run", "r.yaml", *arguments)
    assert first.returncode == 0, first.stderr
    planned = malmoi("plan", "r.yaml", "--root", str(folder / "new"))
    assert "nothing is left to do" in planned.stdout or "stands" in planned.stdout
    for asked in (["run", "r.yaml", *arguments], ["plan", "r.yaml", "--root", str(folder / "new")]):
        assert unchanged.lines(asked) is not None
        assert not imported_by(*asked) & {"pyarrow", "polars", "yaml", "typer"}
    assert malmoi("run", "r.yaml", *arguments).stdout.strip() == first.stdout.splitlines()[-1]
    assert (
        malmoi("plan", "r.yaml", "--root", str(folder / "new")).stdout.rstrip()
        == planned.stdout.rstrip()
    )
    (folder / "texts/in/b.txt").write_text("아자차카 타파하", encoding="utf-8")
    again = malmoi("run", "r.yaml", *arguments)
    assert "[1/1] ingest" in again.stderr


def test_a_recipe_that_changes_while_it_is_read_leaves_no_answer(folder: Path) -> None:
    answer = Answer(ARGUMENTS, Path("r.yaml"))
    recipe = recipes.read("r.yaml")
    CHANGES["the recipe"](folder)
    answer.depends_on(recipe)
    answer.keep("out", ["done: out"])
    assert unchanged.lines(ARGUMENTS) is None
