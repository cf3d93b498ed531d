"""The connection of a driver to Ray: a local one that it starts, or a cluster that others have started."""

import logging
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ray
from ray._private import ray_constants
from ray._raylet import AuthenticationTokenLoader, Config
from ray.exceptions import OwnerDiedError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

import classifiers
import pipeline
from pipeline.core.errors import JobError
from pipeline.core.machine import look, obstacles

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")

# One unit is one thread's work; libraries that start pools of their own would fight over the cores.
ONE_THREAD = {
    "POLARS_MAX_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "NUMBA_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
OBJECT_STORE_BYTES = 128 * 2**20  # Ray's own floor is 75 MB; only receipts pass through it
ANSWER = 60  # seconds for a node to run a first task
_MODE, _TOKEN = "RAY_AUTH_MODE", "RAY_AUTH_TOKEN"
_QUIET: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}


def start(workers: int | None, folders: tuple[str, ...]) -> None:
    """Start a Ray on this machine, for this driver alone."""
    with _bound_to_localhost(), _with_token_of_its_own():
        ray.init(
            address="local",
            num_cpus=workers or os.cpu_count(),
            include_dashboard=False,
            _node_ip_address="127.0.0.1",
            object_store_memory=OBJECT_STORE_BYTES,
            runtime_env={"env_vars": {**ONE_THREAD, **search_path(folders)}},
            **_QUIET,
        )


def join(address: str, folders: tuple[str, ...]) -> None:
    """Join the cluster at an address; our packages, and the modules in `folders`, travel with the job.

    Raises ConnectionError within seconds if nothing answers there."""
    _check_reachable(address)
    modules = [str(Path(m.__file__ or "").parent) for m in (pipeline, classifiers)]
    modules += [str(p) for folder in folders for p in Path(folder).glob("*.py")]
    environment = {"py_modules": modules, "env_vars": ONE_THREAD, "excludes": ["**/__pycache__"]}
    # `ray start` asks for the token of a user who has one, and a driver does not send it by itself (Ray 2.60)
    may_send = _MODE not in os.environ and _has_token() and not address.startswith("ray://")
    if may_send:
        _changed[:] = [os.environ.get(_MODE)]
        _set_mode("token")
    ray.init(address=address, runtime_env=environment, **_QUIET)
    if may_send and not _serves_workers():
        ray.shutdown()
        _set_mode("disabled")
        ray.init(address=address, runtime_env=environment, **_QUIET)


def stop() -> None:
    """Leave Ray, which ends if this driver started it; the process has its own setting of tokens again."""
    ray.shutdown()
    if _changed:
        _restore(_MODE, _changed.pop())
    Config.initialize("")
    AuthenticationTokenLoader.instance().reset_cache()


def search_path(folders: tuple[str, ...]) -> dict[str, str]:
    """The variable by which the workers of this machine find modules in `folders` as well."""
    inherited = os.environ.get("PYTHONPATH")
    parts = [*folders, *([inherited] if inherited else [])]
    return {"PYTHONPATH": os.pathsep.join(parts)} if folders else {}


def missing(folders: tuple[str, ...]) -> dict[str, Any] | None:
    """What the workers of a Ray that others have started lack: one thread a unit, and the path of modules."""
    found = ray.get_runtime_context().runtime_env.get("env_vars") or {}
    wanted = {**ONE_THREAD, **search_path(folders)}
    return None if wanted.items() <= found.items() else {"env_vars": wanted}


def check_machines(shared: tuple[str, ...]) -> None:
    """Raise JobError, a line for each obstacle, unless every machine sees the paths and has our libraries."""
    task = ray.remote(look)
    asked = [_on(task, node).remote(shared) for node in _nodes()]
    here = look(shared)
    found = [line for there in ray.get(asked) for line in obstacles(here, there)]
    if found:
        raise JobError(
            "the cluster cannot run this recipe:\n  " + "\n  ".join(dict.fromkeys(found))
        )


def _nodes() -> list[str]:
    return [n["NodeID"] for n in ray.nodes() if n["Alive"]]


def _on(task: Any, node: str) -> Any:
    there = NodeAffinitySchedulingStrategy(node, soft=False)
    return task.options(num_cpus=0, max_retries=0, scheduling_strategy=there)


def _serves_workers() -> bool:
    """False if a worker on another node cannot fetch an object from this driver: a driver that sends a token
    refuses calls without one, and the workers of a cluster without tokens have none."""
    here = ray.get_runtime_context().get_node_id()
    others = [node for node in _nodes() if node != here]
    if not others:
        return True
    try:
        ray.get(_on(ray.remote(_size), others[0]).remote(ray.put(b"")), timeout=ANSWER)
    except OwnerDiedError:
        return False
    return True


def _size(value: bytes) -> int:
    return len(value)


def _has_token() -> bool:
    kept = os.environ.get("RAY_AUTH_TOKEN_PATH") or Path.home() / ".ray" / "auth_token"
    return bool(os.environ.get(_TOKEN)) or Path(kept).is_file()


# the setting of tokens that a cluster changed, until this driver leaves it
_changed: list[str | None] = []


def _set_mode(mode: str) -> None:
    """Send and ask for tokens, or not. Ray keeps what it has read of both until it is asked to read again."""
    os.environ[_MODE] = mode
    Config.initialize("")
    AuthenticationTokenLoader.instance().reset_cache()


@contextmanager
def _with_token_of_its_own() -> Iterator[None]:
    """Processes of a Ray that begins here take calls only from each other: another user of the machine, who
    can reach the same ports, has no token. A mode that the user has set stays."""
    if _MODE in os.environ and (os.environ[_MODE] != "token" or _has_token()):
        yield
        return
    with _variable(_MODE, "token"), _variable(_TOKEN, secrets.token_hex(32)):
        _set_mode("token")
        yield


@contextmanager
def _bound_to_localhost() -> Iterator[None]:
    """No process of a Ray that begins here listens to other machines: whoever reaches a port can run code.

    Ray 2.60 on Linux takes 127.0.0.1 for the address of the machine and listens on all its networks. A
    setting of Ray makes it stay alone, as on other systems."""
    before = ray_constants.ENABLE_RAY_CLUSTER
    # the driver has read the variable already; the processes that it starts will
    ray_constants.ENABLE_RAY_CLUSTER = False
    try:
        with _variable(ray_constants.ENABLE_RAY_CLUSTERS_ENV_VAR, "0"):
            yield
    finally:
        ray_constants.ENABLE_RAY_CLUSTER = before


@contextmanager
def _variable(name: str, value: str) -> Iterator[None]:
    """A variable of the environment, until the block ends; processes that begin in it have it too."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        _restore(name, before)


def _restore(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value


def _check_reachable(address: str) -> None:
    """Raise ConnectionError within seconds if nothing answers; Ray itself waits for minutes."""
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if colon and port.isdigit():
        try:
            socket.create_connection((host.strip("[]"), int(port)), timeout=5).close()
        except OSError as error:
            raise ConnectionError(f"nothing answers there ({error.strerror or error})") from None
