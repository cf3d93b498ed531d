"""Processes that are killed, lost, slow or late: a run ends with the bytes of an undisturbed one."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from malmoi.testing import contents
from pipeline import recipe as recipes
from pipeline.cluster.connection import OBJECT_STORE_BYTES
from pipeline.core.dataset import Dataset
from pipeline.core.errors import DamagedOutput
from pipeline.core.executor import ONE_CPU, Needs
from pipeline.core.store import TEMPORARY, Store
from pipeline.executors.local import LocalExecutor
from pipeline.executors.ray import RayExecutor
from tests.faults.chaos import LOOK, Written, workers_of
from tests.faults.processes import (
    REPOSITORY,
    below,
    first_of,
    gated,
    run,
    started,
    wait_for,
)
from tests.laws.test_laws import STAGES


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gated(tmp_path_factory.mktemp("gated"))


@pytest.fixture(scope="module")
def undisturbed(recipe: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("undisturbed") / "root"
    recipes.run(recipes.read(recipe, str(root)), executor=LocalExecutor())
    return contents(root)


def temporary(root: Path) -> list[Path]:
    return list(root.rglob(f"{TEMPORARY}*"))


def held(folder: Path, seconds: float = 300) -> dict[str, str]:
    """The environment in which the first unit of the gate is slow."""
    folder.mkdir()
    return {"GATE": str(folder), "GATE_SECONDS": str(seconds)}


def test_36_killed_worker_is_replaced_and_its_unit_made_again(
    recipe: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    root, gate = tmp_path / "root", tmp_path / "gate"
    process = started("run", recipe, "--root", root, "--executor", "ray", **held(gate))
    wait_for(lambda: first_of(gate), process)
    worker = first_of(gate)[0]
    assert worker in dict(below(process.pid))
    os.kill(worker, signal.SIGKILL)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert contents(root) == undisturbed
    assert not temporary(root)


@contextmanager
def chaos(seed: int, root: Path, most: int) -> Iterator[list[int]]:
    """Kill workers of this process's Ray, each a third of `most` to `most` files after the last; the processes
    that were killed."""
    random, ended, killed = Random(seed), threading.Event(), list[int]()
    written, due = Written(root), random.randint(0, most)

    def kill() -> None:
        nonlocal due
        while not ended.wait(LOOK):
            if written.count() >= due and (workers := workers_of(os.getpid())):
                killed.append(random.choice(workers))
                with suppress(ProcessLookupError):
                    os.kill(killed[-1], signal.SIGKILL)
                due = written.count() + random.randint(most // 3, most)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        ended.set()
        thread.join()


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(s, marks=pytest.mark.slow) for s in range(2, 21))]
)
def test_37_workers_killed_at_random(
    seed: int, recipe: Path, undisturbed: dict[str, bytes], tmp_path: Path, ray_session: None
) -> None:
    executor = RayExecutor(workers=3, retries=20, folders=(str(recipe.parent),))
    with chaos(seed, tmp_path / "r", most=12) as killed:
        recipes.run(recipes.read(recipe, str(tmp_path / "r")), executor=executor)
    assert len(killed) > 1
    assert contents(tmp_path / "r") == undisturbed
    assert not temporary(tmp_path / "r")


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(1, 4))
def test_37_workers_killed_at_random_in_every_stage(
    seed: int, sources: Path, finished: Path, tmp_path: Path, ray_session: None
) -> None:
    executor = RayExecutor(workers=3, retries=20)
    # some 400 files
    with chaos(seed, tmp_path / "r", most=60) as killed:
        recipes.run(recipes.read(sources / "recipe.yaml", str(tmp_path / "r")), executor=executor)
    assert len(killed) > 3
    assert contents(tmp_path / "r") == contents(finished)
    assert not temporary(tmp_path / "r")


def killed_in(stage: str, sources: Path, root: Path, executor: str) -> dict[str, int]:
    """Run until a stage has begun, then kill the driver; name -> time of the committed shards."""
    process = started(
        "run", sources / "recipe.yaml", "--root", root, "--executor", executor, "--workers", "2"
    )
    wait_for(
        lambda: (root / stage).is_dir() and list((root / stage).glob("*/_phase.json")), process
    )
    process.kill()
    process.communicate()
    return {
        path.relative_to(root).as_posix(): path.stat().st_mtime_ns
        for commit in root.glob("*/*/_commit.json")
        for path in commit.parent.glob("*.parquet")
        if not path.parent.name.endswith((".spill", ".merged"))
    }


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(
    ("executor", "stages"),
    [
        ("local", ["dedup_fuzzy"]),
        pytest.param("local", STAGES, marks=pytest.mark.slow),
        pytest.param("ray", STAGES, marks=pytest.mark.slow),
    ],
    ids=["local", "local-all", "ray-all"],
)
def test_38_killed_driver_goes_on_with_what_is_unfinished(
    executor: str, stages: list[str], sources: Path, finished: Path, tmp_path: Path
) -> None:
    root, kept = tmp_path / "root", dict[str, int]()
    order = recipes.read(sources / "recipe.yaml", str(root)).names()
    for stage in sorted(stages, key=order.index):
        kept |= killed_in(stage, sources, root, executor)
    done = run("run", sources / "recipe.yaml", "--root", root, "--executor", executor)
    assert done.returncode == 0, done.stderr
    assert contents(root) == contents(finished)
    assert not temporary(root)
    assert len(kept) > 10
    made_again = [n for n, at in kept.items() if (root / n).stat().st_mtime_ns != at]
    assert made_again == []


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("executor", "number"),
    [
        ("local", signal.SIGINT),
        pytest.param("local", signal.SIGTERM, marks=pytest.mark.slow),
        pytest.param("ray", signal.SIGINT, marks=pytest.mark.slow),
        pytest.param("ray", signal.SIGTERM, marks=pytest.mark.slow),
    ],
)
def test_39_signal_ends_a_run_within_seconds(
    executor: str,
    number: signal.Signals,
    recipe: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
) -> None:
    root, gate = tmp_path / "root", tmp_path / "gate"
    command = ("run", recipe, "--root", root, "--executor", executor)
    process = started(*command, **held(gate))
    wait_for(lambda: first_of(gate), process)
    processes = dict(below(process.pid))
    sent = time.monotonic()
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert time.monotonic() - sent < 10
    assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143}[number]
    assert f"malmoi: ended by {number.name}; what is finished stays" in errors
    wait_for(lambda: not any(running(n, command) for n, command in processes.items()))
    done = run(*command)
    assert done.returncode == 0, done.stderr
    assert contents(root) == undisturbed


def running(number: int, command: str) -> bool:
    """True if a process has that number and began with that program."""
    found = subprocess.run(
        ["ps", "-o", "stat=,args=", "-p", str(number)], capture_output=True, text=True, check=False
    )
    state, _, now = found.stdout.strip().partition(" ")
    program = command.split()[0]
    return bool(found.stdout) and not state.startswith("Z") and now.split()[0] == program


NODES = """
import sys
from ray.cluster_utils import Cluster
cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
for _ in range(2):
    cluster.add_node(num_cpus=1)
print(cluster.address, flush=True)
sys.stdin.read()
cluster.shutdown()
"""


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_40_lost_node_costs_the_units_that_it_had(
    recipe: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    root, gate = tmp_path / "root", tmp_path / "gate"
    nodes = subprocess.Popen(
        [sys.executable, "-c", NODES],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **held(gate)},
    )
    assert nodes.stdout
    try:
        address = nodes.stdout.readline().strip()
        process = started("run", recipe, "--root", root, "--address", address)
        wait_for(lambda: first_of(gate), process)
        worker, raylet = first_of(gate)
        commands = dict(below(nodes.pid))
        assert "raylet" in commands[raylet]
        os.kill(raylet, signal.SIGKILL)
        _, errors = process.communicate(timeout=300)
    finally:
        nodes.communicate("stop")
    assert process.returncode == 0, errors
    assert contents(root) == undisturbed
    assert not temporary(root)
    assert not running(worker, commands[worker])


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("victim", ["raylet", "driver"])
def test_40_driver_that_ray_or_the_system_ends_is_reported(
    victim: str, recipe: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    root, gate = tmp_path / "root", tmp_path / "gate"
    command = ("run", recipe, "--root", root, "--executor", "ray")
    process = started(*command, **held(gate))
    wait_for(lambda: first_of(gate), process)
    raylets = [number for number, line in below(process.pid) if "raylet" in line.split()[0]]
    assert raylets, list(below(process.pid))
    os.kill(process.pid if victim == "driver" else raylets[0], signal.SIGKILL)
    _, errors = process.communicate(timeout=300)
    assert process.returncode != 0
    assert errors.count("malmoi: ") == 1
    # Ray may still say that its raylet died before it ends the driver
    words = ("the driver ended without a message of its own", "its Ray node died")
    assert any(word in errors for word in words)
    done = run(*command)
    assert done.returncode == 0, done.stderr
    assert "ended without" not in done.stderr
    assert contents(root) == undisturbed


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_40_end_of_the_head_of_a_local_ray_is_told_at_once(
    recipe: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    root, gate = tmp_path / "root", tmp_path / "gate"
    command = ("run", recipe, "--root", root, "--executor", "ray")
    process = started(*command, **held(gate))
    wait_for(lambda: first_of(gate), process)
    (head,) = (number for number, line in below(process.pid) if "gcs_server" in line.split()[0])
    os.kill(head, signal.SIGKILL)
    _, errors = process.communicate(timeout=45)  # Ray itself waits for 60 s
    assert process.returncode == 1
    assert "malmoi: the head of the local Ray (gcs_server) has ended; what is finished" in errors
    assert "Traceback" not in errors
    done = run(*command)
    assert done.returncode == 0, done.stderr
    assert contents(root) == undisturbed


class Late(LocalExecutor):
    """Between two phases, `late(path of the one that ended)` is called, as a worker that was given up."""

    def __init__(self, late: Callable[[str, list[Any]], None]) -> None:
        super().__init__()
        self.late, self.ended = late, ("", list[Any]())

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs = ONE_CPU
    ) -> Iterator[Any]:
        self.late(*self.ended)
        units = list(items)
        attempts = [partial(function, unit) for unit in units]
        yield from super().map(function, units, needs)
        self.ended = getattr(function, "path", ""), attempts


def test_53_late_attempts_of_every_unit_write_what_stands(
    sources: Path, finished: Path, tmp_path: Path
) -> None:
    recipe = recipes.read(sources / "recipe.yaml", str(tmp_path / "root"))
    again = Counter[str]()

    def late(path: str, attempts: list[Any]) -> None:
        # training is slow; a part of an exchange no longer finds the rows that it read
        for attempt in attempts if path != "quality/model" else []:
            with suppress(DamagedOutput):
                attempt()
                again[path] += 1

    recipes.run(recipe, executor=Late(late))
    assert len(again) > 30
    # a late attempt brings back files between two phases: the next run removes them
    recipes.run(recipe, executor=LocalExecutor())
    assert contents(tmp_path / "root") == contents(finished)


def test_53_shard_of_an_older_run_under_a_listed_name_is_not_read(
    sources: Path, finished: Path, tmp_path: Path
) -> None:
    """A worker that outlived its run, on a node that was cut off: its recipe was another one."""
    older = recipes.read(
        sources / "recipe.yaml",
        str(tmp_path / "older"),
        ["scrub.policy={EMAIL: keep, PHONE: keep}"],
    )
    recipes.run(replace(older, stages=older.stages[:2]), executor=LocalExecutor())
    old, new = (Dataset(Store(str(r)), "scrub/documents") for r in (tmp_path / "older", finished))
    shard = next(p for i, p in enumerate(new.paths) if not new.read(i).equals(old.read(i)))
    came = list[str]()

    def late(path: str, attempts: list[Any]) -> None:
        if path == "scrub/documents" and not came:
            came.append(path)
            shutil.copyfile(tmp_path / "older" / shard, tmp_path / "root" / shard)

    recipe = recipes.read(sources / "recipe.yaml", str(tmp_path / "root"))
    recipes.run(recipe, executor=Late(late))
    assert came
    assert contents(tmp_path / "root") == contents(finished)


DRIVER = """
import os, signal, sys
from pipeline import recipe as recipes
from pipeline.executors.local import LocalExecutor

path, root, where, allowed = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
real, writes = os.replace, 0

def replace(source, target):
    global writes
    writes += 1
    if where == "mid-write" and writes > allowed:
        with open(source, "r+b") as half:  # what a killed writer leaves: half a temporary file
            half.truncate(os.path.getsize(source) // 2)
        os.kill(os.getpid(), signal.SIGKILL)
    real(source, target)
    if where == "boundary" and writes >= allowed:
        os.kill(os.getpid(), signal.SIGKILL)

os.replace = replace
recipes.run(recipes.read(path, root), executor=LocalExecutor())
"""


def killed_until_done(sources: Path, root: Path, where: str, allowed: int) -> int:
    """Run again and again, killed after `allowed` writes each time; returns how often it was killed."""
    kills = 0
    while True:
        command = [
            sys.executable,
            "-c",
            DRIVER,
            str(sources / "recipe.yaml"),
            str(root),
            where,
            str(allowed),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return kills
        assert done.returncode == -9, done.stderr
        kills += 1
        assert kills < 1000


@pytest.mark.parametrize("where", ["boundary", "mid-write"])
def test_54_driver_killed_again_and_again_ends_with_the_same_bytes(
    where: str, sources: Path, finished: Path, tmp_path: Path
) -> None:
    kills = killed_until_done(sources, tmp_path / "root", where, 37)
    assert kills >= 3
    assert contents(tmp_path / "root") == contents(finished)


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("where", ["boundary", "mid-write"])
def test_54_driver_killed_every_few_writes_ends_with_the_same_bytes(
    where: str, sources: Path, finished: Path, tmp_path: Path
) -> None:
    # eleven: a unit is done whole or again; the largest here (two shards of a source with their rejects and
    # files) takes six writes, and the records of phases come between
    assert killed_until_done(sources, tmp_path / "root", where, 11) > 20
    assert contents(tmp_path / "root") == contents(finished)


BEFORE_COMMIT = """
import os, signal, sys
from pipeline import recipe as recipes
from pipeline.executors.local import LocalExecutor

real = os.replace

def replace(source, target):
    if target.endswith(sys.argv[3] + "/_commit.json"):
        os.kill(os.getpid(), signal.SIGKILL)
    real(source, target)

os.replace = replace
recipes.run(recipes.read(sys.argv[1], sys.argv[2]), executor=LocalExecutor())
"""


@pytest.mark.parametrize("phase", ["ingest/documents", "scrub/documents"])
def test_54_shards_without_a_commit_are_kept_and_orphans_removed(
    phase: str, sources: Path, finished: Path, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    command = [sys.executable, "-c", BEFORE_COMMIT, str(sources / "recipe.yaml"), str(root), phase]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    made = {p: p.stat().st_mtime_ns for p in (root / phase).glob("*.parquet")}
    assert len(made) > 3
    assert not (root / phase / "_commit.json").exists()
    orphan = root / phase / "99999.parquet"
    shutil.copyfile(finished / "quality" / "scores" / "00000.parquet", orphan)
    recipes.run(recipes.read(sources / "recipe.yaml", str(root)), executor=LocalExecutor())
    assert {p: p.stat().st_mtime_ns for p in made} == made
    assert not orphan.exists()
    assert not temporary(root)
    assert contents(root) == contents(finished)


BACKWARDS = """
import itertools, time
steps = itertools.count()
time.time = lambda: 2e9 - 3600 * next(steps)
time.time_ns = lambda: int(time.time() * 1e9)
from pipeline.cli.front import main
main()
"""


def test_55_clock_that_goes_back_orders_nothing(
    recipe: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    root, random = tmp_path / "root", Random(3)
    first = recipes.read(recipe, str(root))
    recipes.run(replace(first, stages=first.stages[:2]), executor=LocalExecutor())
    for path in root.rglob("*"):
        at = random.choice([0, random.randrange(1 << 30), 1 << 32])
        os.utime(path, (at, at))
    before = {p: p.stat().st_mtime_ns for p in root.glob("*/*/*.parquet")}
    command = [sys.executable, "-c", BACKWARDS, "run", str(recipe), "--root", str(root)]
    done = subprocess.run(
        [*command, "--executor", "local"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {p: p.stat().st_mtime_ns for p in before} == before
    assert contents(root) == undisturbed


@pytest.mark.parametrize("executor", ["local", pytest.param("ray", marks=pytest.mark.slow)])
def test_56_slow_unit_holds_nobody_up(
    executor: str,
    recipe: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
) -> None:
    root, gate = tmp_path / "root", tmp_path / "gate"
    options = ("--executor", executor, "--workers", "2")
    began = time.monotonic()
    done = run("run", recipe, "--root", root, *options, **held(gate, seconds=4))
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - began < 60
    assert contents(root) == undisturbed
    shards = len(list((root / "gate" / "marks").glob("*.parquet")))
    assert len(list(gate.glob("meanwhile-*"))) == shards - 1
    assert not list(gate.glob("after-*"))


def test_57_full_object_store_changes_nothing(
    recipe: Path, undisturbed: dict[str, bytes], tmp_path: Path, ray_session: None
) -> None:
    """Nine tenths of the memory that Ray has for objects hold others."""
    import ray

    kept = [
        ray.put(np.ones(10 << 20, np.uint8)) for _ in range(OBJECT_STORE_BYTES * 9 // 10 >> 20 >> 3)
    ]
    free = ray.available_resources()["object_store_memory"]
    executor = RayExecutor(workers=3, folders=(str(recipe.parent),))
    recipes.run(recipes.read(recipe, str(tmp_path / "root")), executor=executor)
    assert contents(tmp_path / "root") == undisturbed
    assert free < OBJECT_STORE_BYTES
    del kept
