"""Fixtures shared by all suites: one small Ray for the session, one finished run of the tiny corpus."""

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.executors.local import LocalExecutor
from tests import corpora

# A change is judged on the examples that the one before was judged on; `make test-all` draws new ones.
# No example has a deadline: on a busy machine the first one compiles kernels, or waits.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("new", print_blob=True, deadline=None)
settings.load_profile("same")

CORPUS = Path(
    os.environ.get("MALMOI_CORPUS", Path(__file__).parents[1] / ".." / "shared" / "corpus")
).resolve()


@pytest.fixture(scope="session")
def ray_session() -> Iterator[None]:
    """A local Ray with three slots; RayExecutor joins it instead of starting its own."""
    from pipeline.executors.ray import RayExecutor

    first = RayExecutor(workers=3)
    yield
    first.close()


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the tiny corpus and its recipe."""
    folder = tmp_path_factory.mktemp("tiny")
    corpora.write(folder / "in", folder / "unused")
    return folder / "in"


@pytest.fixture(scope="session")
def finished(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of an undisturbed run by LocalExecutor. Read it, never write it."""
    root = tmp_path_factory.mktemp("finished") / "root"
    recipes.run(recipes.read(sources / "recipe.yaml", str(root)), executor=LocalExecutor())
    return root


@pytest.fixture
def corpus(finished: Path) -> Corpus:
    return Corpus.open(str(finished))


@pytest.fixture(scope="session")
def real_corpus() -> Path:
    """The folder of real text."""
    if not CORPUS.exists():
        pytest.skip(f"no real text at {CORPUS}; set MALMOI_CORPUS to its folder")
    return CORPUS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the marker `gpu` need CuPy and a device."""
    if importlib.util.find_spec("cupy") is not None:
        return
    absent = pytest.mark.skip(reason="no CuPy here")
    for item in items:
        if "gpu" in item.keywords:
            item.add_marker(absent)
