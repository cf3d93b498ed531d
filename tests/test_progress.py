"""What a run tells a person: a line for each stage, and the time left of a phase that takes long."""

import pytest

from pipeline import progress
from pipeline.progress import TerminalProgress


def test_a_stage_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    told = TerminalProgress()
    with told.stage("scrub", 2, 10):
        with told.phase("scrub", "documents", 3, 1) as bar:
            bar.advance(10, 2_000_000, 300_000_000)
            bar.advance(10, 2_000_000, 200_000_000)
        with told.phase("scrub", "marks", 3, 3):
            pass
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("[ 2/10] scrub ")
    assert "6 units, 4 kept" in line
    assert "a worker took 300 MB" in line
    assert told.is_new


def test_a_stage_that_stands_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    told = TerminalProgress()
    with told.stage("scrub", 1, 2), told.phase("scrub", "documents", 3, 3):
        pass
    assert capsys.readouterr().err.split() == ["[1/2]", "scrub", "nothing", "to", "do"]
    assert not told.is_new


def test_a_stage_that_fails_has_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="x"), TerminalProgress().stage("scrub", 1, 2):
        raise ValueError("x")
    assert capsys.readouterr().err == ""


def test_a_long_phase_tells_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PLAIN_EVERY", -1.0)
    told = TerminalProgress()
    with told.stage("dedup_fuzzy", 4, 8), told.phase("dedup_fuzzy", "clean", 9, 2) as bar:
        bar.advance(1, 1)
    assert capsys.readouterr().err.startswith("[4/8] dedup_fuzzy/clean  3/9 units  ")


def left_after(times: list[float], total: int, kept: int = 0) -> str:
    """The time left if units end at these seconds."""
    counter = progress._Counter("a/b", total, kept, None)
    counter.ends = times
    return counter.left()


def test_time_left_forgets_the_first_units() -> None:
    # two workers load their kernels for 40 s; a pair of units takes 2 s from then on
    ends = [40.0, 40.1, 42.0, 42.1, 44.0, 44.1, 46.0, 46.1, 48.0]
    assert left_after(ends, 109) == "100 s left"
    assert left_after(ends, 109, kept=50) == "50 s left"
    assert left_after(ends, 1009) == "17 min left"
    assert left_after(ends, 20_009) == "5.6 h left"


@pytest.mark.parametrize("times", [[], [1.0], [1.0, 2.0]])
def test_too_few_units_tell_no_time(times: list[float]) -> None:
    assert left_after(times, 10) == ""
