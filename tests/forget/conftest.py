"""A finished root that holds her records, made once."""

import shutil
from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.executors.local import LocalExecutor
from tests.forget import world


@pytest.fixture(scope="session")
def hers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sources; `recipe.yaml` and the finished root `root` lie in it. Read it only."""
    folder = tmp_path_factory.mktemp("hers") / "in"
    recipe = world.write(folder)
    recipes.run(recipes.read(recipe, str(folder / "root")), executor=LocalExecutor())
    return folder


@pytest.fixture
def root(hers: Path, tmp_path: Path) -> Path:
    """A copy of the finished root."""
    return Path(shutil.copytree(hers / "root", tmp_path / "root"))
