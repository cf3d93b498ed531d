"""Workers that die, hang, swell or lose their driver."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.errors import DamagedOutput, DataError, JobError
from pipeline.core.executor import ONE_CPU, Failed, Needs
from pipeline.processes.pool import WATCHED, Pool, Worker
from pipeline.processes.worker import Surroundings


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool(2, retries=2, memory=500 << 20)
    yield pool
    pool.close()


def times_ten(item: int) -> int:
    return item * 10


def nothing(item: int) -> None:
    return None


def process_of(item: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def die(item: int, marker: str, times: int, number: int) -> int:
    """Die by a signal the first `times` times that item 2 is run."""
    tries = list(Path(marker).iterdir())
    if item == 2 and len(tries) < times:
        (Path(marker) / str(len(tries))).touch()
        os.kill(os.getpid(), number)
    return item * 10


def leave(code: int) -> None:
    os._exit(code)


def hang_or_eat(item: int) -> int:
    while item == 1:
        pass
    eaten: list[bytearray] = []
    while item == 2:
        eaten.append(bytearray(50 << 20))
    return item


def refuse(item: int) -> int:
    if item == 1:
        raise DamagedOutput("root", "a/b.parquet", "its page is gone")
    return 1 // (item - 2)


def surroundings(item: int) -> tuple[str, str | None]:
    return os.getcwd(), os.environ.get("MALMOI_TEST_KEY")


def test_results_come_in_order_from_one_worker_and_all_from_two(pool: Pool) -> None:
    assert sorted(pool.map(times_ten, range(20), ONE_CPU)) == [i * 10 for i in range(20)]
    assert list(Pool(1).map(times_ten, range(20), ONE_CPU)) == [i * 10 for i in range(20)]
    assert list(pool.map(nothing, range(3), ONE_CPU)) == [None] * 3


def test_workers_are_other_processes_and_serve_again(pool: Pool) -> None:
    first = set(pool.map(process_of, range(6), ONE_CPU))
    assert len(first) == 2
    assert os.getpid() not in first
    assert set(pool.map(process_of, range(6), ONE_CPU)) == first


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_killed_worker_is_replaced_and_its_item_tried_again(
    pool: Pool, tmp_path: Path, number: signal.Signals
) -> None:
    once = partial(die, marker=str(tmp_path), times=1, number=number)
    assert sorted(pool.map(once, range(4), ONE_CPU)) == [0, 10, 20, 30]


def test_item_that_always_kills_its_worker_fails_alone(pool: Pool, tmp_path: Path) -> None:
    always = partial(die, marker=str(tmp_path), times=99, number=signal.SIGSEGV)
    results: list[Any] = list(pool.map(always, range(4), ONE_CPU))
    (failed,) = (r for r in results if isinstance(r, Failed))
    assert (failed.item, failed.kind) == (2, "crash")
    assert failed.reason == "its worker died of SIGSEGV, 3 times"
    assert sorted(r for r in results if r is not failed) == [0, 10, 30]
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(("retries", "words"), [(0, "SIGKILL"), (1, "SIGKILL, 2 times")])
def test_crash_says_how_often_it_came(pool: Pool, tmp_path: Path, retries: int, words: str) -> None:
    always = partial(die, marker=str(tmp_path), times=99, number=signal.SIGKILL)
    (failed,) = pool.map(always, [2], Needs(retries=retries))
    assert failed.reason == f"its worker died of {words}"


@pytest.mark.parametrize("code", [0, 1, 255])
def test_worker_that_ends_itself_fails_its_item_with_the_exit_code(pool: Pool, code: int) -> None:
    """As a library that calls `exit` does, even with the code of success."""
    (failed,) = pool.map(leave, [code], Needs(retries=0))
    assert (failed.item, failed.kind) == (code, "crash")
    assert failed.reason == f"its worker ended with exit code {code}"


def test_worker_that_was_killed_between_two_maps_is_replaced(pool: Pool) -> None:
    for process in set(pool.map(process_of, range(6), ONE_CPU)):
        os.kill(process, signal.SIGKILL)
    assert sorted(pool.map(times_ten, range(6), ONE_CPU)) == [i * 10 for i in range(6)]


def beget_and_die(item: int, marker: str) -> int:
    child = subprocess.Popen(["sleep", "300"])
    Path(marker).write_text(str(child.pid))
    os.kill(os.getpid(), signal.SIGKILL)
    return item


def test_what_a_killed_worker_has_begun_ends_with_it(pool: Pool, tmp_path: Path) -> None:
    marker = tmp_path / "child"
    once = Needs(retries=0)
    (failed,) = pool.map(partial(beget_and_die, marker=str(marker)), [1], once)
    assert isinstance(failed, Failed)
    ended(int(marker.read_text()))


def test_item_that_hangs_or_takes_all_memory_fails_alone(pool: Pool) -> None:
    results = list(pool.map(hang_or_eat, [0, 1, 3], Needs(seconds=1)))
    assert [(r.item, r.kind) for r in results if isinstance(r, Failed)] == [(1, "timeout")]
    results = list(pool.map(hang_or_eat, [0, 2, 3], ONE_CPU))
    assert [(r.item, r.kind) for r in results if isinstance(r, Failed)] == [(2, "memory")]
    assert sorted(pool.map(times_ten, range(4), ONE_CPU)) == [0, 10, 20, 30]


def eat(item: int) -> int:
    eaten = bytearray(item << 20)
    time.sleep(4)
    return len(eaten) >> 20


def test_one_unit_may_take_more_than_its_share_and_the_largest_ends_if_all_take_too_much() -> None:
    """A stage that trains a model takes many times what a unit over a shard takes."""
    pool = Pool(2, memory_of_all=900 << 20)
    assert sorted(pool.map(eat, [10, 600], ONE_CPU)) == [10, 600]
    results: list[Any] = list(pool.map(eat, [350, 700], ONE_CPU))
    pool.close()
    (failed,) = (r for r in results if isinstance(r, Failed))
    assert (failed.item, failed.kind) == (700, "memory")
    assert [r for r in results if r is not failed] == [350]


def broken(item: int) -> int:
    return item


def test_worker_that_cannot_begin_is_an_error_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = Pool(1)
    gone = Surroundings(str(tmp_path / "gone"), tuple(sys.path), dict(os.environ), 1)
    monkeypatch.setattr(Surroundings, "of_this_process", lambda *_: gone)
    with pytest.raises(JobError, match="ended before its first unit"):
        list(pool.map(broken, [1], ONE_CPU))


@pytest.mark.parametrize(("cpus", "workers", "threads"), [(8, 2, 4), (2, 4, 1), (None, 1, 1)])
def test_workers_share_the_processors(
    monkeypatch: pytest.MonkeyPatch, cpus: int | None, workers: int, threads: int
) -> None:
    asked: list[int] = []

    def ask(number: int, _: Any) -> None:
        asked.append(number)
        raise InterruptedError

    monkeypatch.setattr(os, "cpu_count", lambda: cpus)
    monkeypatch.setattr(Surroundings, "of_this_process", ask)
    with pytest.raises(InterruptedError):
        list(Pool(workers).map(broken, [1], ONE_CPU))
    assert asked == [threads]


def test_memory_of_a_worker_is_its_own_in_bytes() -> None:
    worker = Worker(os.getpid(), None)  # type: ignore[arg-type]
    before = worker.memory()
    eaten = bytearray(b"x") * (200 << 20)
    assert 190 << 20 < worker.memory() - before < 220 << 20
    assert len(eaten) == 200 << 20


def test_worker_that_is_gone_has_no_memory() -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    assert Worker(gone.pid, None).memory() == 0  # type: ignore[arg-type]


class Watched(Worker):
    """A worker that began some seconds ago and says how much memory it takes."""

    def __init__(self, seconds: float, size: int) -> None:
        super().__init__(0, None, item=size, begun=time.monotonic() - seconds)  # type: ignore[arg-type]
        self.size, self.looks = size, 0

    def memory(self) -> int:
        self.looks += 1
        return self.size


def test_workers_are_looked_at_once_they_have_run_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    young, old = Watched(WATCHED, 999), Watched(WATCHED * 2, 10)
    assert list(Pool(2, memory=100)._excesses([young, old], None)) == []
    assert (young.looks, old.looks) == (0, 1)


def test_unit_may_take_as_long_as_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    worker = Watched(20, 1)
    assert list(Pool(1)._excesses([worker], 20)) == []
    assert [f.kind for f, _ in Pool(1)._excesses([worker], 19.5)] == ["timeout"]


def test_worker_may_take_as_much_as_it_may_and_no_byte_more() -> None:
    workers = [Watched(5, 100), Watched(5, 101), Watched(50, 1)]
    found = [(f.item, f.kind) for f, _ in Pool(3, memory=100)._excesses(list(workers), 20)]
    assert found == [(101, "memory"), (1, "timeout")]
    assert list(Pool(3, memory_of_all=202)._excesses(list(workers), None)) == []
    ((failed, worker),) = Pool(3, memory_of_all=201)._excesses(list(workers), None)
    assert (failed.item, failed.kind, worker) == (101, "memory", workers[1])
    assert failed.reason.endswith("it was the largest of 3")
    both = Pool(3, memory=100, memory_of_all=101)._excesses(list(workers), None)
    assert [f.item for f, _ in both] == [101]


def test_error_about_data_arrives_as_it_was_raised_and_another_one_is_a_result(pool: Pool) -> None:
    with pytest.raises(DataError, match="its page is gone"):
        list(pool.map(refuse, [1], ONE_CPU))
    (failed,) = pool.map(refuse, [2], ONE_CPU)
    assert failed.kind == "exception"
    assert failed.reason.startswith("ZeroDivisionError at test_pool.py:")


def test_workers_stand_where_their_driver_stands(
    pool: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MALMOI_TEST_KEY", "later than the nursery")
    assert list(pool.map(surroundings, [0], ONE_CPU)) == [(str(tmp_path), "later than the nursery")]


DRIVER = """
import os, sys, time
from pipeline.core.executor import ONE_CPU
from pipeline.processes import nursery
from pipeline.processes.pool import WATCHED, Pool, Worker

def work(item):
    print(os.getpid(), flush=True)
    while True:
        pass

if sys.argv[1] == "forked":
    nursery.fork()
list(Pool(2).map(work, range(2), ONE_CPU))
"""


@pytest.mark.parametrize("nursery", ["forked", "started"])
def test_workers_end_with_their_driver(nursery: str) -> None:
    driver = subprocess.Popen(
        [sys.executable, "-c", DRIVER, nursery], stdout=subprocess.PIPE, text=True
    )
    assert driver.stdout
    workers = [int(driver.stdout.readline()) for _ in range(2)]
    driver.kill()
    driver.wait()
    ended(*workers)


KILLED = """
import os, signal
from pipeline.core.errors import JobError
from pipeline.core.executor import ONE_CPU
from pipeline.processes import nursery
from pipeline.processes.pool import Pool

nursery.fork()
pool = Pool(1)
(parent,) = pool.map(lambda item: os.getppid(), [0], ONE_CPU)
os.kill(parent, signal.SIGKILL)
try:
    while True:  # its worker ends with it, a moment later
        list(pool.map(lambda item: item, [0], ONE_CPU))
except JobError as error:
    print(error)
"""


def test_killed_nursery_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert "the process that starts workers has ended" in done.stdout


def ended(*processes: int) -> None:
    """Wait for the end of processes; fails after 20 s."""
    deadline = time.monotonic() + 20
    while any(is_running(p) for p in processes):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(process: int) -> bool:
    """True for a process that runs; one that has ended and waits to be asked for its status does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
