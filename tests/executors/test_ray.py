"""RayExecutor on a real Ray: retries, translated errors, a named cluster."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import psutil
import pytest

from malmoi.testing import contents
from pipeline.core.errors import DataError, JobError
from pipeline.core.executor import Failed, Needs
from pipeline.core.machine import look, obstacles
from pipeline.executors.ray import RayExecutor, _signals_kept


def kill_myself(item: int, marker: str, times: int) -> int:
    """Die by SIGKILL the first `times` times that item 2 is run."""
    if item == 2:
        tries = len(list(Path(marker).iterdir()))
        if tries < times:
            (Path(marker) / str(tries)).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return item * 10


def refuse(item: int) -> int:
    if item == 1:
        raise DataError("source a: file b: record 3: no")
    return item


def stumble(item: int) -> int:
    return 1 // item


@pytest.fixture
def executor(ray_session: None) -> RayExecutor:
    return RayExecutor(workers=2, retries=2)


def test_no_process_of_a_local_ray_listens_to_other_machines(executor: RayExecutor) -> None:
    assert sorted(executor.map(str, range(2))) == ["0", "1"]
    me = psutil.Process()
    found = {
        (process.name(), socket.laddr.ip.removeprefix("::ffff:"))
        for process in (me, *me.children(recursive=True))
        for socket in process.net_connections()
        if socket.status == psutil.CONN_LISTEN
    }
    assert {"gcs_server", "raylet", "ray::DashboardAgent"} <= {name for name, _ in found}
    assert {address for _, address in found} == {"127.0.0.1"}


def test_killed_worker_is_tried_again(executor: RayExecutor, tmp_path: Path) -> None:
    function = partial(kill_myself, marker=str(tmp_path), times=1)
    assert sorted(executor.map(function, range(4))) == [0, 10, 20, 30]


def test_unit_that_always_kills_its_worker_fails_and_the_others_go_on(
    executor: RayExecutor, tmp_path: Path
) -> None:
    results = list(executor.map(partial(kill_myself, marker=str(tmp_path), times=99), range(4)))
    (failed,) = (r for r in results if isinstance(r, Failed))
    assert (failed.item, failed.kind, failed.reason) == (2, "crash", "its worker died, 3 times")
    assert len(list(tmp_path.iterdir())) == 3


def test_error_about_data_arrives_as_it_was_raised(executor: RayExecutor) -> None:
    with pytest.raises(DataError, match="record 3"):
        list(executor.map(refuse, range(3)))


def test_gpu_that_ray_has_not_is_refused_instead_of_waited_for(executor: RayExecutor) -> None:
    with pytest.raises(JobError, match="asks for a GPU, and Ray finds no GPU"):
        list(executor.map(refuse, range(3), Needs(gpus=0.25)))


def test_error_that_an_item_causes_is_a_result(executor: RayExecutor) -> None:
    (failed,) = executor.map(stumble, [0])
    assert (failed.kind, failed.reason.partition(" ")[0]) == ("exception", "ZeroDivisionError")


@dataclass
class SilentHead:
    """A head of a local Ray that its thread has not heard for long; it `is_there` when asked again, or not."""

    is_there: bool
    is_ours: bool = True
    is_lost: bool = True

    def answers(self) -> bool:
        return self.is_there


@pytest.mark.parametrize("is_there", [True, False])
def test_silent_head_is_asked_once_more_before_the_run_ends(
    executor: RayExecutor, is_there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executor, "_head", SilentHead(is_there))
    if is_there:
        assert sorted(executor.map(str, range(3))) == ["0", "1", "2"]
        return
    with pytest.raises(
        JobError, match=r"the head of the local Ray .* has ended; what is finished stays"
    ):
        list(executor.map(str, range(3)))


def test_sigterm_while_ray_starts_reaches_the_handler_of_the_driver() -> None:
    """Ray's own handler, which stands meanwhile, raises SystemExit."""

    def handle(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    def start(code: int) -> None:
        with _signals_kept():
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            raise SystemExit(code)

    before = signal.signal(signal.SIGTERM, handle)
    try:
        with pytest.raises(KeyboardInterrupt):
            start(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is handle
        with pytest.raises(SystemExit):
            start(3)
    finally:
        signal.signal(signal.SIGTERM, before)


def dawdle(item: int, marker: str) -> int:
    """Take a minute the first time that item 2 is run, a moment every other time."""
    first = Path(marker) / "first"
    if item == 2 and not first.exists():
        first.touch()
        time.sleep(60)
    return item * 10


def test_straggler_is_copied_and_the_first_to_end_counts(
    executor: RayExecutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.executors.ray.STRAGGLES_FOR", 2.0)
    begun = time.monotonic()
    results = list(executor.map(partial(dawdle, marker=str(tmp_path)), range(6)))
    assert sorted(results) == [0, 10, 20, 30, 40, 50]
    assert time.monotonic() - begun < 30


CLUSTER = """
import os, sys
from ray.cluster_utils import Cluster
cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
for folder in sys.argv[1:]:
    os.chdir(folder)  # a raylet and its workers begin in a folder of their own
    cluster.add_node(num_cpus=1)
print(cluster.address, flush=True)
sys.stdin.read()
cluster.shutdown()
"""


@contextmanager
def started(*folders: Path, **environment: str) -> Iterator[str]:
    """The address of a cluster of a head and a node in each folder."""
    head = subprocess.Popen(
        [sys.executable, "-c", CLUSTER, *map(str, folders)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    assert head.stdout
    yield head.stdout.readline().strip()
    head.communicate("stop")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of three nodes, each with its own folder."""
    with started(*(tmp_path_factory.mktemp("node") for _ in range(2))) as address:
        yield address


def on_cluster(
    address: str, recipe: Path, folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A run whose root is relative to the folder that the driver stands in."""
    command = [str(Path(sys.executable).parent / "malmoi"), "run", os.path.relpath(recipe, folder)]
    command += ["--root", "root", "--address", address]
    inherited = {k: v for k, v in os.environ.items() if k != "RAY_AUTH_MODE"}
    return subprocess.run(
        command,
        cwd=folder,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_cluster_that_asks_for_the_token_of_its_user_is_reached(tmp_path: Path) -> None:
    """As `ray start` does for a user who has one. Ray itself sends none to an address."""
    (tmp_path / "a.jsonl").write_text('{"text": "비가 내리는 밤이었다."}\n')
    recipe = tmp_path / "r.yaml"
    recipe.write_text("root: x\nstages: {ingest: {sources: [{name: a, path: a.jsonl}]}}\n")
    token = {"RAY_AUTH_TOKEN": "0123456789abcdef" * 4}
    with started(RAY_AUTH_MODE="token", **token) as address:
        done = on_cluster(address, recipe, tmp_path, **token)
        assert done.returncode == 0, done.stderr


MAPS = """
import sys, time
from pipeline.executors.ray import RayExecutor
executor = RayExecutor(address=sys.argv[1])
print(list(executor.map(time.sleep, [0.3] * 8)))
"""


@pytest.mark.slow
def test_cluster_without_tokens_serves_a_user_who_has_one(tmp_path: Path) -> None:
    """A driver that sends a token asks for one too, and the workers of such a cluster have none."""
    inherited = {k: v for k, v in os.environ.items() if k != "RAY_AUTH_MODE"}
    token = {"RAY_AUTH_TOKEN": "0123456789abcdef" * 4}
    with started(tmp_path, RAY_AUTH_MODE="disabled") as address:
        done = subprocess.run(
            [sys.executable, "-c", MAPS, address],
            env={**inherited, **token},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.stdout.splitlines()[-1:] == [str([None] * 8)], done.stderr


AFTER_ANOTHER = """
import os, sys
from pipeline.core.errors import JobError
from pipeline.executors.ray import RayExecutor
before = dict(os.environ)
local = RayExecutor(workers=1)
print(list(local.map(str, [1])))
local.close()
try:
    RayExecutor(address=sys.argv[1], shared=("/nowhere/in",))
except JobError as error:
    print("does not see" in str(error))
joined = RayExecutor(address=sys.argv[1])
print(list(joined.map(str, [2])))
joined.close()
again = RayExecutor(workers=1, address="local")
print(again.started, list(again.map(str, [3])))
again.close()
names = {k for k in before.keys() | os.environ.keys() if k.startswith("RAY_")}
print({k for k in names if before.get(k) != os.environ.get(k)})
"""


@pytest.mark.slow
@pytest.mark.parametrize("token", [{}, {"RAY_AUTH_TOKEN": "0123456789abcdef" * 4}])
def test_local_ray_and_clusters_follow_each_other_in_one_process(
    token: dict[str, str], tmp_path: Path
) -> None:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("RAY_")}
    quiet = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    with started(tmp_path, RAY_AUTH_MODE="disabled") as address:
        done = subprocess.run(
            [sys.executable, "-c", AFTER_ANOTHER, address],
            env={**inherited, **quiet, **token, "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    said = [line for line in done.stdout.splitlines() if line[0] in "[TF{s"]
    assert said == ["['1']", "True", "['2']", "True ['3']", "set()"], done.stderr


@pytest.mark.slow
def test_relative_root_lies_where_the_driver_stands_on_every_node(
    cluster: str, sources: Path, finished: Path, tmp_path: Path
) -> None:
    done = on_cluster(cluster, sources / "recipe.yaml", tmp_path)
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "root") == contents(finished)


def test_machine_without_the_folders_or_with_other_libraries_is_refused(tmp_path: Path) -> None:
    here = look([str(tmp_path)])
    assert not list(obstacles(here, here))
    there = replace(here, name="node-7", versions={**here.versions, "polars": "0.1"})
    lines = list(obstacles(here, there))
    assert lines == [
        f"node-7 has polars 0.1, the driver has {here.versions['polars']}: install the same there"
    ]
    blind = replace(here, name="node-7", unseen=look([str(tmp_path / "none")]).unseen)
    (line,) = obstacles(here, blind)
    assert line.startswith(f"node-7 does not see {tmp_path / 'none'}: put it on storage")


@pytest.mark.slow
def test_cluster_that_does_not_see_a_source_is_refused_before_work(
    cluster: str, tmp_path: Path
) -> None:
    with pytest.raises(JobError, match=r"cannot run this recipe:\n.*does not see /nowhere/in"):
        RayExecutor(address=cluster, shared=("/nowhere/in",)).close()


def test_unreachable_cluster_is_said_in_one_line(sources: Path, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).parent / "malmoi"), "run", str(sources / "recipe.yaml")]
    command += ["--root", str(tmp_path / "root"), "--address", "127.0.0.1:1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "malmoi: cannot reach the Ray cluster at 127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr
