"""`malmoi look`: prints what is there, and writes a recipe that runs as it is."""

import json
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.cli import instead
from pipeline.core.errors import RecipeError
from tests.cli.processes import MALMOI, malmoi

TEXT = "오늘은 비가 왔다. 그래서 집에 있었다. 친구가 찾아와서 함께 밥을 먹었다."


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "내 글"
    folder.mkdir()
    for i in range(3):
        (folder / f"{i}.txt").write_text(f"{i}. {TEXT}", encoding="utf-8")
    return folder


def test_recipe_is_written_and_the_printed_command_runs(texts: Path, tmp_path: Path) -> None:
    done = malmoi("look", "내 글", "--to", "a b.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith("내 글: 3 files")
    assert done.stdout.splitlines()[-1] == "next:   malmoi run 'a b.yaml'"
    ran = malmoi("run", "a b.yaml", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "out" / "내-글" / "pack" / "train" / "state.json").exists()


def test_json_is_one_object_and_no_recipe_is_written(texts: Path, tmp_path: Path) -> None:
    done = malmoi("look", "내 글", "--json", "--no-recipe", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["formats"] == {".txt": [3, sum(p.stat().st_size for p in texts.iterdir())]}
    assert found["languages"]["ko"][0] == 3
    assert not (tmp_path / "malmoi.yaml").exists()


def test_findings_are_shown_where_the_recipe_cannot_be_written(texts: Path, tmp_path: Path) -> None:
    done = malmoi("look", "내 글", "--to", "/sys/mine.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout.startswith("내 글: 3 files")
    assert done.stderr.splitlines()[-1] == (
        "malmoi: /sys/mine.yaml: cannot be written (Permission denied); give --to FILE in a folder that "
        "you may write to, or --no-recipe"
    )


def test_nothing_is_overwritten(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "malmoi.yaml").write_text("mine")
    done = malmoi("look", "내 글", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "malmoi: malmoi.yaml exists; give another file with --to, or --no-recipe\n",
    )
    assert malmoi("look", "내 글", "--to", "x/y.yaml", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("내 그", "no such file or folder; is it 내 글?"),
        ("empty", "the folder is empty"),
        ("foo://x/y", "no file system opens this address"),
    ],
)
def test_wrong_path_is_one_line(texts: Path, tmp_path: Path, path: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    done = malmoi("look", path, cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_home_is_understood(texts: Path, tmp_path: Path) -> None:
    done = malmoi("look", "~/내 글", "--no-recipe", cwd=tmp_path, HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr


def test_interruption_leaves_nothing(texts: Path, tmp_path: Path) -> None:
    running = subprocess.Popen(
        [MALMOI, "look", str(texts)],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert running.stderr is not None
    assert "files listed" in running.stderr.readline()
    # the sample is being read
    time.sleep(2)
    running.send_signal(signal.SIGINT)
    said = running.stderr.read()
    assert running.wait(60) == 130
    assert "Traceback" not in said
    assert [p.name for p in tmp_path.iterdir()] == ["내 글"]


def test_folder_that_is_run_is_answered_with_the_commands(texts: Path, tmp_path: Path) -> None:
    done = malmoi("run", "내 글", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "malmoi: 내 글 is a folder of files; `malmoi look '내 글'` writes a recipe, `malmoi run malmoi.yaml` "
        "runs it\n"
    )


def drain(descriptor: int) -> None:
    """Read what a terminal shows, and forget it."""
    while os.read(descriptor, 1 << 16):
        pass


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 2)])
def test_terminal_is_offered_both(texts: Path, tmp_path: Path, answer: str, code: int) -> None:
    driver, terminal = pty.openpty()
    os.write(driver, f"{answer}\n".encode())
    # a bar that nobody reads would fill the terminal's buffer
    threading.Thread(target=drain, args=(driver,), daemon=True).start()
    done = subprocess.run(
        [MALMOI, "run", "내 글"],
        cwd=tmp_path,
        stdin=terminal,
        stderr=terminal,
        stdout=subprocess.PIPE,
        timeout=200,
        check=False,
    )
    assert done.returncode == code
    assert (tmp_path / "out" / "내-글").exists() == (code == 0)


def test_folder_with_recipes_is_no_folder_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("root: x")
    done = malmoi("run", tmp_path)
    assert "this is a folder; give the recipe file itself" in done.stderr


def test_offer_is_not_made_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    with pytest.raises(RecipeError, match="writes a recipe"):
        instead.of_folder(tmp_path)
