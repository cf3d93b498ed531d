"""The reach of a function: what counts, what does not, and that nothing that runs is missed."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.core import code, source

MAIN = '''
"""A module."""
import json
import tokenizers
from .helper import double, LIMIT as MOST
from . import other
from .shapes import Shape

WORDS = load("words.txt")


def load(name):
    return name


def shard(table: "Shape", times=2):
    """What it does."""
    return [double(x) for x in table.area() if x < MOST] + other.names() + getattr(table, "side")()


def beside():
    return 1
'''
FILES = {
    "__init__.py": "",
    "main.py": MAIN,
    "helper.py": "LIMIT = 3\n\n\ndef double(x):\n    return x * TWO\n\n\nTWO = 2\n\n\ndef unused():\n    return 0\n",
    "other.py": "def names():\n    import ftfy\n\n    return WORDS\n\n\nfrom .main import WORDS\n",
    "shapes.py": "class Base:\n    def area(self):\n        return [1]\n\n    def never(self):\n        return 2\n\n    def side(self):\n        return [7]\n\n\nclass Shape(Base):\n    pass\n",
    "words.txt": "a\nb\n",
}


@pytest.fixture
def package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Path:
    """A package on the path, of a name that no other test has."""
    name = f"reached_{abs(hash(request.node.name)) % 10**8}"
    folder = tmp_path / name
    folder.mkdir()
    for file, text in FILES.items():
        (folder / file).write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    return folder


def reached(package: Path) -> code.Reach:
    source.forget()
    root = type("Root", (), {"__module__": f"{package.name}.main", "__qualname__": "shard"})
    return code.reach(root)


def change(package: Path, file: str, old: str, new: str) -> None:
    text = (package / file).read_text()
    assert old in text
    (package / file).write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("main.py", "x < MOST", "x <= MOST"),
        ("main.py", "times=2", "times=3"),
        ("helper.py", "x * TWO", "x + TWO"),
        ("helper.py", "TWO = 2", "TWO = 4"),
        ("helper.py", "LIMIT = 3", "LIMIT = 5"),
        ("other.py", "return WORDS", "return list(WORDS)"),
        ("main.py", 'load("words.txt")', 'load(  "words.txt") or 1'),
        ("main.py", "return name\n", "return name + name\n"),
        ("shapes.py", "return [1]", "return [2]"),
        ("shapes.py", "return [7]", "return [8]"),
        ("words.txt", "b", "c"),
    ],
)
def test_whatever_the_function_can_reach_counts(
    package: Path, file: str, old: str, new: str
) -> None:
    before = reached(package)
    change(package, file, old, new)
    assert reached(package).code != before.code


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("main.py", '"""What it does."""', '"""What it really does."""  # a comment'),
        ("main.py", "    return 1", "    return 2"),
        ("main.py", '"""A module."""', ""),
        ("helper.py", "return 0", "return 1"),
        ("shapes.py", "return 2", "return 3"),
        ("main.py", "[double(x) for x in", "[\n        double(x)  # twice\n        for x in"),
    ],
)
def test_comments_layout_and_what_is_out_of_reach_do_not_count(
    package: Path, file: str, old: str, new: str
) -> None:
    before = reached(package)
    change(package, file, old, new)
    assert reached(package).code == before.code


def test_libraries_that_decide_bytes_count_with_their_versions(package: Path) -> None:
    assert set(reached(package).libraries) == {"ftfy"}
    change(package, "helper.py", "return x * TWO", "return x * TWO * tokenizers.Tokenizer(x)")
    change(package, "helper.py", "LIMIT = 3", "import tokenizers\nLIMIT = 3")
    assert set(reached(package).libraries) == {"ftfy", "tokenizers"}


def test_function_without_a_source_file_is_known_by_its_bytecode() -> None:
    def made(body: str) -> code.Reach:
        space: dict = {"__name__": "typed_into_a_notebook"}
        exec(f"def shard(x):\n    return {body}", space)
        return code.reach(space["shard"])

    assert made("x + 1").symbols == made("x + 1").symbols
    assert made("x + 1").symbols != made("x + 2").symbols


def test_every_library_with_a_reason_has_a_version() -> None:
    from pipeline.core.libraries import LIBRARIES, version_of

    for name, library in LIBRARIES.items():
        assert len(library.reason) > 10, name
        assert version_of(name), name


# In a process of its own: notes every function of ours that runs in a unit, and tells those that the identity
# of its phase does not reach. Backends of kernels are left out: a kernel is known by its reference.
WATCHED = """
import sys
import threading
from functools import partial
from pathlib import Path

from pipeline import extractors
from pipeline import recipe as recipes
from pipeline.core import code, identity, syntax
from pipeline.core import job as jobs
from pipeline.executors.local import LocalExecutor
from pipeline.readers import registry

FOLDERS = tuple(f"{Path(recipes.__file__).parents[2]}/{name}/" for name in code.OURS)
KERNELS = "pipeline.kernels."
symbols, ran, verbs = set(), set(), []


def called(frame, event, argument):
    if event == "call" and frame.f_code.co_filename.startswith(FOLDERS):
        ran.add((frame.f_globals.get("__name__", KERNELS), frame.f_code.co_qualname))


class Watching(LocalExecutor):
    def map(self, function, items, needs=None):
        for item in items:
            threading.setprofile(called)
            sys.setprofile(called)
            try:
                result = function(item)
            finally:
                sys.setprofile(None)
                threading.setprofile(None)
            yield result
        for module, name in sorted(ran):
            if not module.startswith(KERNELS) and not is_reached(module, name):
                print(verbs[-1], module, name)
        ran.clear()


def is_reached(module, name):
    outer, _, inner = name.split(".<locals>")[0].partition(".")
    (definition, *_) = syntax.source_of(module).definitions.get(outer, [None])
    names = {outer, name.split(".<locals>")[0]} if inner in getattr(definition, "methods", ()) else {outer}
    return outer.startswith("<") or all((module, n) in symbols for n in names)


def noted(function, *others):
    inner = function.func if isinstance(function, partial) else function
    symbols.update(code.reach(inner, *others, *identity.classes_in(function)).symbols)
    # items of ingest name the code that is loaded for them
    symbols.update(code.reach(*(f.module for f in registry.installed().formats)).symbols)
    return described(function, *others)


def begun(verb):
    def call(self, *arguments, **named):
        symbols.clear()
        verbs.append(verb.__name__)
        return verb(self, *arguments, **named)

    return call


described, jobs.describe_function = jobs.describe_function, noted
for verb in ("make", "map", "mark", "exchange", "build"):
    setattr(jobs.Job, verb, begun(getattr(jobs.Job, verb)))
recipes.run(recipes.read(sys.argv[1], sys.argv[2]), executor=Watching())
print(len(verbs), "verbs", file=sys.stderr)
"""


def test_nothing_runs_in_a_unit_that_its_identity_does_not_reach(
    sources: Path, tmp_path: Path
) -> None:
    driver = tmp_path / "driver.py"
    driver.write_text(WATCHED)
    done = subprocess.run(
        [sys.executable, str(driver), str(sources / "recipe.yaml"), str(tmp_path / "root")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == ""
    assert int(done.stderr.split()[-2]) > 25
