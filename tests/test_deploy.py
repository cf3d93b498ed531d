"""The files of deploy/: valid by their schemas, of one version with the lock, and run where that can be done."""

import json
import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import ray
import yaml

from malmoi.testing import contents
from pipeline.cli.table import SHIPPED

DEPLOY = Path(__file__).parents[1] / "deploy"
LOCK = (DEPLOY / "requirements.lock").read_text()


def read(name: str) -> Any:
    return yaml.safe_load((DEPLOY / name).read_text())


def check_command(line: str) -> None:
    """A command of ours with options that it has, and what a cluster needs."""
    words = shlex.split(line)
    assert words[:2] == ["malmoi", "run"]
    assert words[1] in {command.name for command in SHIPPED}
    assert {"--root", "--executor", "--address"} <= set(words)


def test_ray_cluster_fits_the_schema_of_the_installed_ray() -> None:
    schema = json.loads((Path(ray.__path__[0]) / "autoscaler" / "ray-schema.json").read_text())
    cluster = read("ray-cluster.yaml")
    jsonschema.validate(cluster, schema)
    assert cluster["head_node_type"] in cluster["available_node_types"]
    (example,) = re.findall(r'"(malmoi run [^"]+)"', (DEPLOY / "ray-cluster.yaml").read_text())
    check_command(example)


def test_ray_job_has_one_image_and_the_version_of_the_lock() -> None:
    job = read("rayjob.yaml")
    assert (job["apiVersion"], job["kind"]) == ("ray.io/v1", "RayJob")
    check_command(job["spec"]["entrypoint"])
    cluster = job["spec"]["rayClusterSpec"]
    assert f"ray=={cluster['rayVersion']} " in LOCK
    pods = [cluster["headGroupSpec"], *cluster["workerGroupSpecs"]]
    specs = [pod["template"]["spec"] for pod in pods]
    images = {c["image"] for spec in specs for c in spec["containers"]}
    assert images == {read("ray-cluster.yaml")["docker"]["image"]}
    for spec in specs:
        mounted = {m["name"] for c in spec["containers"] for m in c["volumeMounts"]}
        assert mounted == {v["name"] for v in spec["volumes"]}
    for group in cluster["workerGroupSpecs"]:
        assert group["minReplicas"] <= group["replicas"] <= group["maxReplicas"]


def test_image_has_a_python_that_is_supported_and_copies_what_exists() -> None:
    text = (DEPLOY / "Dockerfile").read_text()
    for major, minor in re.findall(r"^FROM python:(\d+)\.(\d+)", text, re.M):
        assert (3, 11) <= (int(major), int(minor)) < (3, 14)
    for source in re.findall(r"^COPY (?!--from)(\S+)", text, re.M):
        assert (DEPLOY.parent / source).exists(), source


def test_script_of_slurm_is_a_script_and_says_how_it_is_used() -> None:
    subprocess.run(["bash", "-n", str(DEPLOY / "slurm.sh")], check=True)
    told = subprocess.run(
        ["bash", str(DEPLOY / "slurm.sh")], capture_output=True, text=True, check=False
    )
    assert told.returncode != 0
    assert "usage: sbatch slurm.sh RECIPE ROOT" in told.stderr


STUBS = {
    "srun": '#!/bin/bash\nexec "$@"\n',
    "scontrol": "#!/bin/bash\nprintf 'node-1\\nnode-2\\n'\n",
    # `ray symmetric-run` ends every Ray of the machine; this one notes what it is given, and runs the command
    "ray": """#!/bin/bash
echo "$@" > "$NOTED"
while [ "$1" != "--" ]; do shift; done
shift
command=()
while [ $# -gt 0 ]; do
    if [ "$1" = "--address" ]; then shift 2; else command+=("$1"); shift; fi
done
exec "${command[@]}"
""",
}


@pytest.mark.slow
def test_script_of_slurm_gives_its_recipe_to_a_ray_of_all_nodes(
    sources: Path, finished: Path, tmp_path: Path
) -> None:
    for name, text in STUBS.items():
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    path = os.pathsep.join([str(tmp_path), str(Path(sys.executable).parent), os.environ["PATH"]])
    job = {"SLURM_JOB_NODELIST": "node-[1-2]", "SLURM_JOB_ID": "77", "SLURM_JOB_NUM_NODES": "2"}
    arguments = [str(sources / "recipe.yaml"), str(tmp_path / "root"), "execution.workers=1"]
    done = subprocess.run(
        ["bash", str(DEPLOY / "slurm.sh"), *arguments],
        env={**os.environ, **job, "PATH": path, "NOTED": str(tmp_path / "noted")},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    noted = (tmp_path / "noted").read_text().split(" -- ")
    assert noted[0] == "symmetric-run --address node-1:6456 --min-nodes 2"
    check_command(noted[1].strip())
    assert contents(tmp_path / "root") == contents(finished)


def test_ray_of_the_lock_is_the_one_that_was_tested() -> None:
    assert f"ray=={version('ray')} " in LOCK
