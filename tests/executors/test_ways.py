"""The ways to a cluster: its address, Ray's client, a job that is submitted. All give the bytes of a local run."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from malmoi.testing import contents

BIN = Path(sys.executable).parent
# Ray's own services take ports above 10,002 for workers; these lie below.
BELOW = range(7100, 9900)


def free(number: int) -> list[int]:
    """Ports that nothing listens to."""
    ports = []
    for port in BELOW:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                ports.append(port)
        if len(ports) == number:
            break
    return ports


@pytest.fixture(scope="module")
def head(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A head that `ray start` began: its addresses by the way to it."""
    port, client, dashboard = free(3)
    command = [str(BIN / "ray"), "start", "--head", "--block", "--num-cpus", "2"]
    command += ["--node-ip-address", "127.0.0.1", "--port", str(port)]
    command += ["--ray-client-server-port", str(client), "--dashboard-port", str(dashboard)]
    command += ["--object-store-memory", str(128 * 2**20)]
    log = tmp_path_factory.mktemp("head") / "log"
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
    waited = time.monotonic() + 90
    while time.monotonic() < waited:
        with socket.socket() as one, socket.socket() as other:
            is_up = not one.connect_ex(("127.0.0.1", client))
            if is_up and not other.connect_ex(("127.0.0.1", dashboard)):
                break
        time.sleep(0.5)
    else:
        pytest.fail(log.read_text())
    yield {
        "address": f"127.0.0.1:{port}",
        "client": f"ray://127.0.0.1:{client}",
        "job": f"http://127.0.0.1:{dashboard}",
    }
    process.terminate()  # --block: it ends what it began
    process.wait(60)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["address", "client", "job"])
def test_every_way_gives_the_bytes_of_a_local_run(
    way: str, head: dict[str, str], sources: Path, finished: Path, tmp_path: Path
) -> None:
    run = [str(BIN / "malmoi"), "run", str(sources / "recipe.yaml"), "--executor", "ray"]
    run += ["--root", str(tmp_path / "root")]
    if way == "job":
        command = [str(BIN / "ray"), "job", "submit", "--address", head["job"], "--", *run]
    else:
        command = [*run, "--address", head[way]]
    token = {"RAY_AUTH_MODE": "token"} if (Path.home() / ".ray" / "auth_token").exists() else {}
    done = subprocess.run(
        command,
        env={**os.environ, **token},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(tmp_path / "root") == contents(finished)
    if way == "job":
        assert re.search(r"Job 'raysubmit_\w+' succeeded", done.stdout)
