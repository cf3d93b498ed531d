"""What a command takes, its children included: known sizes and times."""

import sys

import pytest

from benchmarks.process import Usage, last_line, measured

MB = 1 << 20
CHILD = "import time; block = bytearray({size} << 20); time.sleep(1)"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def usage(code: str) -> Usage:
    done = measured(python(code))
    assert done.code == 0, done.errors
    return done.usage


@pytest.fixture(scope="module")
def idle() -> Usage:
    return usage("import subprocess, time; time.sleep(0.5)")


def test_memory_is_that_of_a_process_and_its_children_together(idle: Usage) -> None:
    child = python(CHILD.format(size=150))
    code = f"import subprocess; block = bytearray(100 << 20); subprocess.run({child!r})"
    assert usage(code).peak - idle.peak == pytest.approx(250 * MB, rel=0.15)


def test_memory_of_a_fork_is_not_counted_twice(idle: Usage) -> None:
    code = """
import os, time
block = b"x" * (200 << 20)
if os.fork():
    os.wait()
else:
    time.sleep(1)
"""
    assert usage(code).peak - idle.peak == pytest.approx(200 * MB, rel=0.15)


def test_memory_of_a_process_too_short_for_a_sample_is_counted() -> None:
    assert usage("bytearray(60 << 20)").peak > 60 * MB


def test_cpu_time_of_children_counts_and_that_of_sleep_does_not(idle: Usage) -> None:
    busy = "import time; [None for _ in iter(lambda: time.process_time() < {}, False)]"
    child = python(busy.format(0.5))
    found = usage(f"import subprocess; subprocess.run({child!r}); {busy.format(0.5)}")
    assert 0.9 < found.cpu < 1.8
    assert idle.cpu < 0.4
    assert idle.wall > 0.5


def test_orphans_count() -> None:
    busy = python("import time; [None for _ in iter(lambda: time.process_time() < 0.3, False)]")
    assert usage(f"import subprocess; subprocess.Popen({busy!r})").cpu > 0.3


def test_bytes_written_and_read_are_counted(tmp_path, idle: Usage) -> None:
    path = str(tmp_path / "file")
    child = python(f"open({path!r}, 'wb').write(bytes(30 << 20)); open({path!r}, 'rb').read()")
    found = usage(f"import subprocess; subprocess.run({child!r})")
    assert found.written - idle.written == pytest.approx(30 * MB, rel=0.05)
    assert found.read - idle.read == pytest.approx(30 * MB, rel=0.1)


def test_exit_code_output_and_environment_are_kept(tmp_path) -> None:
    code = "import os, sys; print(os.environ['NAME'], os.getcwd()); sys.exit('no such thing')"
    done = measured(python(code), {"NAME": "value"}, tmp_path)
    assert (done.code, done.output) == (1, f"value {tmp_path}\n")
    assert last_line(done.errors) == "no such thing"


def test_command_that_does_not_exist_is_named() -> None:
    with pytest.raises(RuntimeError, match="no-such-command"):
        measured(["no-such-command"])


def test_last_line_of_errors_is_the_last_that_is_not_blank() -> None:
    assert last_line("Traceback\n  ValueError: no file \n\n") == "ValueError: no file"
    assert last_line(" \n") == "no message"
