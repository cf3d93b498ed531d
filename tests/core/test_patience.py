"""Requests that fail now and then are made again; other errors arrive at once."""

import io
import random
from pathlib import Path
from typing import Any

import pyarrow.fs as pafs
import pytest

from pipeline.core import patience
from pipeline.core.patience import TRIES, PatientFile, patient, patiently

BUSY = (
    "When reading 'k' in bucket 'b': AWS Error SLOW_DOWN during GetObject operation: Please reduce"
)
GONE = "AWS Error NO_SUCH_KEY during GetObject operation: The specified key does not exist"
LOST = "AWS Error NETWORK_CONNECTION during HeadObject operation: curlCode: 7, Couldn't connect to server"


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits, which take no time here."""
    waited: list[float] = []
    monkeypatch.setattr(patience.time, "sleep", waited.append)
    return waited


class Failing:
    """A call that fails the first `times` times."""

    def __init__(self, message: str, times: int) -> None:
        self.message, self.left, self.calls = message, times, 0

    def __call__(self) -> str:
        self.calls += 1
        if self.left:
            self.left -= 1
            raise OSError(self.message)
        return "done"


@pytest.mark.parametrize("message", [BUSY, LOST, "HTTP status 503", "InternalError: later"])
def test_busy_store_is_asked_again_after_longer_and_longer_waits(
    message: str, waits: list[float]
) -> None:
    call = Failing(message, TRIES - 1)
    assert patiently(call) == "done"
    assert call.calls == TRIES
    assert all(later > sooner / 2 for sooner, later in zip(waits, waits[1:], strict=False))
    assert 10 < sum(waits) < 30


def test_store_that_stays_busy_is_an_error_and_was_named_before(
    caplog: pytest.LogCaptureFixture,
) -> None:
    call = Failing(BUSY, 99)
    with pytest.raises(OSError, match="SLOW_DOWN"):
        patiently(call)
    assert call.calls == TRIES
    assert "does not answer well (" in caplog.text
    assert "reduce); asked again" in caplog.text


@pytest.mark.parametrize("message", [GONE, "ACCESS_DENIED", "No space left on device"])
def test_other_error_arrives_at_once(message: str, waits: list[float]) -> None:
    call = Failing(message, 1)
    with pytest.raises(OSError, match=message[:12]):
        patiently(call)
    assert (call.calls, waits) == (1, [])


class FlakyFile:
    """A file whose every third read fails, in the middle of it."""

    reads = 0

    def __init__(self, data: bytes) -> None:
        self.data, self.is_broken = data, False

    def size(self) -> int:
        return len(self.data)

    def read_at(self, size: int, place: int) -> bytes:
        assert not self.is_broken, "a file that failed once is not used again"
        FlakyFile.reads += 1
        if FlakyFile.reads % 3 == 0:
            self.is_broken = True
            raise OSError(BUSY)
        return self.data[place : place + size]

    def close(self) -> None:
        self.is_closed = True


class FlakySystem:
    def __init__(self, data: bytes) -> None:
        self.data = data

    def open_input_file(self, path: str) -> Any:
        self.opened = FlakyFile(self.data)
        return self.opened


def test_reading_goes_on_where_it_was_cut() -> None:
    data = random.Random(3).randbytes(10_000)
    file, plain = PatientFile(FlakySystem(data), "k"), io.BytesIO(data)  # type: ignore[arg-type]
    dice = random.Random(5)
    for _ in range(500):
        if dice.random() < 0.3:
            place = dice.randrange(11_000)
            assert file.seek(place) == plain.seek(place)
        size = dice.choice([0, 1, 7, 400, 9_999, -1])
        assert file.read(size) == plain.read(size)
        assert file.tell() == plain.tell()
    assert FlakyFile.reads > 300


def test_patient_file_system_is_the_one_below(tmp_path: Path) -> None:
    inner = pafs.SubTreeFileSystem(str(tmp_path), pafs.LocalFileSystem())
    fs = patient(inner)
    fs.create_dir("a/b")
    with fs.open_output_stream("a/b/c") as out:
        out.write(b"0123456789")
    with fs.open_input_file("a/b/c") as file:
        assert file.size() == 10
        assert file.read_at(3, 4) == b"456"
        file.seek(0)
        assert file.read() == b"0123456789"
    with fs.open_input_stream("a/b/c") as stream:
        assert stream.read(4) + stream.read() == b"0123456789"
    selector = pafs.FileSelector("a", recursive=True)
    facts = [[(i.path, i.type, i.size) for i in s.get_file_info(selector)] for s in (fs, inner)]
    assert facts[0] == facts[1]
    with pytest.raises(FileNotFoundError):
        fs.open_input_file("a/none")
    fs.delete_file("a/b/c")
    fs.delete_dir("a")
    assert fs.get_file_info("a").type == pafs.FileType.NotFound


def test_closing_closes_the_file_below_once(tmp_path: Path) -> None:
    system = FlakySystem(b"0123")
    with PatientFile(system, "k") as file:  # type: ignore[arg-type]
        assert not hasattr(system.opened, "is_closed")
    assert system.opened.is_closed
    assert file.closed
    file.close()


def test_place_is_counted_from_the_beginning_the_place_or_the_end(tmp_path: Path) -> None:
    file = PatientFile(FlakySystem(b"0123456789"), "k")  # type: ignore[arg-type]
    assert (file.readable(), file.seekable(), file.size()) == (True, True, 10)
    assert (file.seek(4), file.seek(2, io.SEEK_CUR), file.seek(-1, io.SEEK_END)) == (4, 6, 9)
    buffer = bytearray(b"....")
    assert (file.readinto(buffer), buffer) == (1, b"9...")


def test_store_that_takes_long_to_refuse_is_given_up(
    monkeypatch: pytest.MonkeyPatch, waits: list[float]
) -> None:
    clock = iter([100.0, 101.0, 100.0 + patience.SECONDS, 100.1 + patience.SECONDS])
    monkeypatch.setattr(patience.time, "monotonic", lambda: next(clock))
    call = Failing(BUSY, 99)
    with pytest.raises(OSError, match="SLOW_DOWN"):
        patiently(call)
    assert (call.calls, len(waits)) == (3, 2)


def test_patient_systems_are_equal_if_they_wrap_equal_ones(tmp_path: Path) -> None:
    there, other = (pafs.SubTreeFileSystem(str(tmp_path / n), pafs.LocalFileSystem()) for n in "ab")
    one, two = patience.PatientHandler(there), patience.PatientHandler(other)
    assert one == patience.PatientHandler(there)
    assert hash(one) == hash(patience.PatientHandler(there))
    assert one != two
    assert one != there
    assert not one != patience.PatientHandler(there)  # noqa: SIM202 - the operator is what is tested


def test_message_is_named_by_its_end() -> None:
    assert patience._short("a  b\nc") == "a b c"
    assert patience._short("x" * 120) == "x" * 120
    assert patience._short("y" + "x" * 120) == "... " + "x" * 120
