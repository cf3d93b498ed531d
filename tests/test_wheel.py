"""The wheel holds what an installation needs, and works where no checkout is."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest

import pipeline

TOP = Path(__file__).parents[1]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
FOLDERS = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
PACKAGES = [name for name in FOLDERS if (TOP / name / "__init__.py").exists()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir"]
    _pip("wheel", *options, str(folder), str(TOP))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    text = zipfile.ZipFile(wheel).read(f"malmoi-{pipeline.__version__}.dist-info/METADATA")
    return Parser().parsestr(text.decode())


def _pip(*arguments: str) -> None:
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    command = [sys.executable, "-m", "pip", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr


def test_metadata_names_licence_authors_and_purpose(metadata: Message) -> None:
    assert (metadata["Name"], metadata["Version"]) == ("malmoi", pipeline.__version__)
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata.get_all("License-File") == ["LICENSE", "NOTICE"]
    assert metadata["Author"] == "Malmoi developers"
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])
    assert "deduplication" in metadata["Keywords"]
    assert metadata["Requires-Python"] == "<3.14,>=3.11"
    assert not [r for r in metadata.get_all("Requires-Dist", []) if "langdetect" in r]


def test_licence_and_notice_are_in_it(wheel: Path) -> None:
    read = zipfile.ZipFile(wheel).read
    folder = f"malmoi-{pipeline.__version__}.dist-info/licenses"
    assert b"Apache License\n                           Version 2.0" in read(f"{folder}/LICENSE")
    assert b"CC BY-SA 3.0" in read(f"{folder}/NOTICE")


def test_packages_are_found() -> None:
    assert {"pipeline", "classifiers"} <= set(PACKAGES)
    assert set(FOLDERS) - set(PACKAGES) == {"configs"}


@pytest.mark.parametrize("package", PACKAGES)
def test_package_declares_its_types(names: set[str], package: str) -> None:
    assert f"{package}/py.typed" in names


def test_every_tracked_file_of_the_packages_is_in_it(names: set[str]) -> None:
    listed = subprocess.run(
        ["git", "ls-files", *PACKAGES], cwd=TOP, capture_output=True, text=True, check=False
    )
    tracked = set(listed.stdout.split()) or {
        p.relative_to(TOP).as_posix() for package in PACKAGES for p in (TOP / package).rglob("*.py")
    }
    assert tracked <= names


def test_shipped_recipes_and_the_language_model_are_in_it(names: set[str]) -> None:
    recipes = {p.relative_to(TOP / "configs").as_posix() for p in (TOP / "configs").rglob("*.yaml")}
    assert recipes
    assert {f"pipeline/configs/{name}" for name in recipes} <= names
    assert "classifiers/lid.176.ftz" in names


def test_nothing_else_is_in_it(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert tops == {*PACKAGES, f"malmoi-{pipeline.__version__}.dist-info"}
    assert not [name for name in names if "__pycache__" in name]


class Installed:
    """The wheel in an environment that has the dependencies of this one, and no checkout."""

    def __init__(self, wheel: Path, folder: Path) -> None:
        self.bin = folder / "venv" / "bin"
        self.folder = folder / "elsewhere"
        self.folder.mkdir()
        venv.create(folder / "venv", symlinks=True)
        python = str(self.bin / "python")
        _pip("--python", python, "install", "--quiet", "--no-deps", "--no-index", str(wheel))
        (site,) = (folder / "venv" / "lib").glob("python*/site-packages")
        # a path from a .pth file is not searched for .pth files: the editable checkout stays unseen
        (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
        self.site = site

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
        return subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            env=environment,
            timeout=500,
        )


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(wheel, tmp_path_factory.mktemp("installed"))


def test_installed_packages_are_those_of_the_wheel(installed: Installed) -> None:
    script = (
        f"import {', '.join(PACKAGES)}; print(*({', '.join(f'{p}.__file__' for p in PACKAGES)},))"
    )
    found = installed.run("python", "-c", script)
    assert found.returncode == 0, found.stderr
    assert found.stdout.split() == [str(installed.site / p / "__init__.py") for p in PACKAGES]


def test_installed_command_knows_its_version(installed: Installed) -> None:
    done = installed.run("malmoi", "--version")
    assert done.stdout == f"malmoi {pipeline.__version__}\n", done.stderr


def test_installed_command_copies_a_recipe(installed: Installed) -> None:
    done = installed.run("malmoi", "init", "mine", "--recipe", "ko_en")
    assert done.returncode == 0, done.stderr
    copied = (installed.folder / "mine" / "ko_en.yaml").read_bytes()
    assert copied == (TOP / "configs" / "ko_en.yaml").read_bytes()


@pytest.mark.slow
def test_demo_runs_outside_the_tree(installed: Installed) -> None:
    done = installed.run("malmoi", "demo")
    assert done.returncode == 0, done.stderr
    assert "Planted against found" in done.stdout
    assert (installed.folder / "out/demo/report/index.html").exists()
    assert installed.run("malmoi", "verify", "out/demo").returncode == 0


@pytest.mark.slow
def test_installed_classifiers_train_and_find_languages(installed: Installed) -> None:
    script = (
        "from pathlib import Path\n"
        "import pyarrow as pa\n"
        "from classifiers.language import detect\n"
        "from classifiers.recipe import Training\n"
        "from classifiers.train import train\n"
        "rows = [{'text': f'{word} {i}', 'label': word, 'source': 's', 'lang': 'en'}\n"
        "        for word in ('good', 'bad') for i in range(60)]\n"
        "train(pa.Table.from_pylist(rows), Training(task='domain', languages=('en',)), Path('model'))\n"
        "print(detect(pa.array(['Der Hund schläft heute im Garten.'], pa.large_string()))[0])\n"
    )
    (installed.folder / "train.py").write_text(script)
    done = installed.run("python", "train.py")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "['de']"
