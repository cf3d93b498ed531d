"""RayExecutor on a real Ray: retries, translated errors, a named cluster."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from pipeline.core.errors import DataError, JobError
from pipeline.core.executor import Needs
from pipeline.executors.ray import RayExecutor


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


def test_killed_worker_is_tried_again(executor: RayExecutor, tmp_path: Path) -> None:
    function = partial(kill_myself, marker=str(tmp_path), times=1)
    assert sorted(executor.map(function, range(4))) == [0, 10, 20, 30]


def test_unit_that_always_kills_its_worker_ends_the_job(
    executor: RayExecutor, tmp_path: Path
) -> None:
    with pytest.raises(JobError, match="died 3 times"):
        list(executor.map(partial(kill_myself, marker=str(tmp_path), times=99), range(4)))
    assert len(list(tmp_path.iterdir())) == 3


def test_error_about_data_arrives_as_it_was_raised(executor: RayExecutor) -> None:
    with pytest.raises(DataError, match="record 3"):
        list(executor.map(refuse, range(3)))


def test_gpu_that_ray_has_not_is_refused_instead_of_waited_for(executor: RayExecutor) -> None:
    with pytest.raises(JobError, match="asks for a GPU, and Ray finds no GPU"):
        list(executor.map(refuse, range(3), Needs(gpus=0.25)))


def test_unexpected_error_names_its_kind(executor: RayExecutor) -> None:
    with pytest.raises(JobError, match="ZeroDivisionError"):
        list(executor.map(stumble, [0]))


CLUSTER = """
import sys
from ray.cluster_utils import Cluster
cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 2})
print(cluster.address, flush=True)
sys.stdin.read()
cluster.shutdown()
"""


@pytest.mark.slow
def test_recipe_runs_on_the_cluster_that_address_names(
    sources: Path, finished: Path, tmp_path: Path
) -> None:
    from tests.corpora import contents

    head = subprocess.Popen(
        [sys.executable, "-c", CLUSTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert head.stdout
        address = head.stdout.readline().strip()
        command = [str(Path(sys.executable).parent / "malmoi"), "run", str(sources / "recipe.yaml")]
        command += ["--root", str(tmp_path / "root"), "--address", address]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    finally:
        head.communicate("stop")
    assert contents(tmp_path / "root") == contents(finished)


def test_unreachable_cluster_is_said_in_one_line(sources: Path, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).parent / "malmoi"), "run", str(sources / "recipe.yaml")]
    command += ["--root", str(tmp_path / "root"), "--address", "127.0.0.1:1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "malmoi: cannot reach the Ray cluster at 127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr
