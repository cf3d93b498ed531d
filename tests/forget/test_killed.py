"""A removal that is killed at any write is ended by the same command, with the bytes of an undisturbed one."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import malmoi
from malmoi.testing import contents
from pipeline.core.errors import JobError
from pipeline.core.store import Store
from pipeline.forget import forget as removal
from pipeline.report.verify import verify
from tests.cli.processes import malmoi as typed
from tests.forget import world


class Killed(BaseException):
    """What a kill is to the code that it ends."""


@pytest.fixture
def same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every removal has one date and one key."""
    monkeypatch.setattr(removal, "_now", lambda: "2026-01-01T00:00:00+00:00")
    monkeypatch.setattr(removal.secrets, "token_hex", lambda n: "ab" * n)


def killing(monkeypatch: pytest.MonkeyPatch, at: int, before: bool) -> Callable[[], int]:
    """Let the writes and deletions of a store end with a kill at number `at`, before it or behind it."""
    counted = 0

    def through(real: Any) -> Any:
        def call(self: Store, *args: Any) -> Any:
            nonlocal counted
            counted += 1
            if counted == at and before:
                raise Killed
            result = real(self, *args)
            if counted == at:
                raise Killed
            return result

        return call

    for name in ("_write", "delete"):
        monkeypatch.setattr(Store, name, through(getattr(Store, name)))
    return lambda: counted


def forget(root: Path) -> None:
    malmoi.forget(root, containing=world.NEEDLES, max_share=1)


@pytest.fixture
def whole(root: Path, tmp_path: Path, same_time: None) -> Path:
    """The root after an undisturbed removal."""
    whole = Path(shutil.copytree(root, tmp_path / "whole"))
    forget(whole)
    return whole


def writes_of(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """The number of writes and deletions of a removal."""
    once = Path(shutil.copytree(root, folder))
    with monkeypatch.context() as patch:
        count = killing(patch, 0, before=True)
        forget(once)
        return count()


def check_killed_at(
    numbers: range, root: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = contents(whole)
    for at in numbers:
        for before in (True, False):
            once = Path(shutil.copytree(root, tmp_path / "once"))
            with monkeypatch.context() as patch:
                killing(patch, at, before)
                with pytest.raises(Killed):
                    forget(once)
            forget(once)
            assert contents(once) == wanted, (at, before)
            shutil.rmtree(once)


def test_killed_at_many_writes(
    root: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = writes_of(root, tmp_path / "counted", monkeypatch)
    assert writes > 60
    check_killed_at(range(1, writes + 1, writes // 9), root, whole, tmp_path, monkeypatch)
    assert not [p for found in verify(str(whole)) for p in found.problems]


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_killed_at_every_write(
    root: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = writes_of(root, tmp_path / "counted", monkeypatch)
    check_killed_at(range(1, writes + 1), root, whole, tmp_path, monkeypatch)


def test_killed_again_and_again(root: Path, whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kills = 0
    for at in range(2, 200, 5):
        with monkeypatch.context() as patch:
            killing(patch, at, before=bool(at % 2))
            try:
                forget(root)
            except Killed:
                kills += 1
            else:
                break
    assert kills > 5
    assert contents(root) == contents(whole)


def half_forgotten(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        killing(patch, 12, before=True)
        with pytest.raises(Killed):
            forget(root)


def test_another_request_names_the_command_that_ends_the_first(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_forgotten(root, monkeypatch)
    with pytest.raises(JobError, match=f"malmoi forget {root}"):
        malmoi.forget(root, ids=["b1"])
    done = malmoi.forget(root)
    assert done["resumed"]
    assert done["removed"]["documents"] == len(world.HERS)
    assert world.traces(root, [*world.HERS, *world.NEEDLES]) == set()


def test_a_half_forgotten_root_is_read_by_nobody(
    root: Path, hers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline import recipe as recipes
    from pipeline.core.corpus import Corpus

    half_forgotten(root, monkeypatch)
    with pytest.raises(JobError, match=f"type: malmoi forget {root}"):
        Corpus.open(str(root))
    with pytest.raises(JobError, match=f"type: malmoi forget {root}"):
        recipes.run(recipes.read(hers / "recipe.yaml", str(root)))


@pytest.mark.parametrize(
    "line",
    [
        "show",
        "verify",
        "explain ROOT b1",
        "whatif ROOT --set quality.min_score=0.1",
        "gc",
        "report",
    ],
)
def test_commands_on_a_half_forgotten_root_say_what_to_type(
    line: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_forgotten(root, monkeypatch)
    words = line.replace("ROOT", str(root)).split()
    told = typed(*words, *([str(root)] if len(words) == 1 else []))
    assert told.returncode == 1
    assert f"type: malmoi forget {root}" in told.stderr
