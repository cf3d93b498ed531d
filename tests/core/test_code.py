"""The reach of a function: what counts, what does not, and that nothing that runs is missed."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.core import code, source, syntax

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
    """A package on the path, of a name that no other test has; it stands for a package of ours."""
    name = f"reached_{abs(hash(request.node.name)) % 10**8}"
    folder = tmp_path / name
    folder.mkdir()
    for file, text in FILES.items():
        (folder / file).write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(code, "OURS", (*code.OURS, name))
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


# A user writes as they like: each case is a line of files, and the change of one of them that must count.
STRANGE = {
    "lambda of the module": ("shard = lambda x: x + 1", "", "x + 1", "x + 2"),
    "lambda inside a call": (
        "from {p} import helper\nshard = sorted(key=lambda x: helper.f(x))",
        "def f(x):\n    return 1",
        "return 1",
        "return 2",
    ),
    "static method as a value": (
        "class A:\n    @staticmethod\n    def s(x):\n        return 1\n\n    table = {{'a': s}}\n\ndef shard(x):\n    return A.table[x]",
        "",
        "return 1",
        "return 2",
    ),
    "registry filled by a decorator": (
        "from {p}.helper import rule, RULES\n\n@rule\ndef first(x):\n    return 1\n\ndef shard(x):\n    return RULES",
        "RULES = []\n\ndef rule(f):\n    RULES.append(f)\n    return f",
        "return 1",
        "return 2",
    ),
    "__init_subclass__": (
        "class A:\n    all = []\n\n    def __init_subclass__(cls):\n        A.all.append(cls)\n\nclass B(A):\n    size = 1\n\ndef shard(x):\n    return A.all",
        "",
        "size = 1",
        "size = 2",
    ),
    "table filled by a loop": (
        "TABLE = {{}}\nfor i in range(3):\n    TABLE[i] = i * 2\n\ndef shard(x):\n    return TABLE",
        "",
        "i * 2",
        "i * 3",
    ),
    "method called by name": (
        "import operator\nfrom {p}.helper import A\n\ndef shard(x):\n    return operator.methodcaller('m')(A())",
        "class A:\n    def m(self):\n        return 1",
        "return 1",
        "return 2",
    ),
    "module imported by name": (
        "import importlib\n\ndef shard(x):\n    return importlib.import_module('{p}.helper').f(x)",
        "def f(x):\n    return 1",
        "return 1",
        "return 2",
    ),
    "override that a library calls": (
        "from html.parser import HTMLParser\n\nclass P(HTMLParser):\n    def handle_data(self, data):\n        self.n = 1\n\ndef shard(x):\n    return P().feed(x)",
        "",
        "self.n = 1",
        "self.n = 2",
    ),
    "star import": (
        "from {p}.helper import *\n\ndef shard(x):\n    return f(x)",
        "def f(x):\n    return 1",
        "return 1",
        "return 2",
    ),
    "module beside, not named by the function": (
        "import {p}.helper\n\ndef shard(x):\n    return 0",
        "import json\njson.loads = lambda text: 1",
        "text: 1",
        "text: 2",
    ),
}


@pytest.mark.parametrize("is_package", [True, False], ids=["package", "folder without __init__"])
@pytest.mark.parametrize("case", STRANGE)
def test_file_of_a_user_counts_whole_with_all_that_it_imports(
    case: str, is_package: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main, helper, old, new = STRANGE[case]
    name = f"strange_{list(STRANGE).index(case)}_{is_package}"
    folder = tmp_path / name
    folder.mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    (folder / "main.py").write_text(main.format(p=name))
    (folder / "helper.py").write_text(helper)
    if is_package:
        (folder / "__init__.py").touch()
    before = reached(folder)
    change(folder, "main.py" if old in main else "helper.py", old, new)
    assert reached(folder).code != before.code


@pytest.mark.parametrize(
    ("spelled", "file"),
    [
        ('HERE / "words.jsonl"', "words.jsonl"),
        ('HERE / "words.dat"', "words.dat"),
        ('HERE / "data" / "w.txt"', "data/w.txt"),
        ('open("data/w.txt")', "data/w.txt"),
        ('HERE / "data" / "deep" / "w.txt"', "data/deep/w.txt"),
        ('HERE / "LIMIT"', "LIMIT"),
        ('exec(open("code.py").read())', "code.py"),
    ],
)
def test_data_beside_a_file_of_a_user_counts(
    spelled: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / f"data_of_{abs(hash(spelled)) % 10**8}"
    (folder / "data" / "deep").mkdir(parents=True)
    (folder / "main.py").write_text(f"HERE = 1\n\ndef shard(x):\n    return {spelled}")
    (folder / file).write_text("one")
    monkeypatch.syspath_prepend(str(tmp_path))
    before = reached(folder)
    change(folder, file, "one", "two")
    assert reached(folder).code != before.code


def test_comments_and_prose_in_quotes_do_not_count_in_a_file_of_a_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "quoted"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    (folder / "main.py").write_text(
        '"""Doc."""\n\ndef shard(x: "rows of a table") -> "a b":\n    return x'
    )
    before = reached(folder)
    change(folder, "main.py", '"""Doc."""', '"""Other."""  # a comment')
    assert reached(folder).code == before.code


def test_module_goes_before_a_folder_of_its_name_as_in_python() -> None:
    source = syntax.source_of("pipeline.stages.quality.presets")
    assert source is not None
    assert source.path.name == "presets.py"


def test_packages_in_a_folder_with_metadata_are_installed_wherever_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with a .pth, --user, or packages of the system: two libraries that import each other stay outside."""
    site = tmp_path / "elsewhere"
    for name, other in (("lib_one", "lib_two"), ("lib_two", "lib_one")):
        (site / name).mkdir(parents=True)
        (site / name / "__init__.py").write_text(f"import {other}")
        metadata = site / f"{name}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (metadata / "top_level.txt").write_text(name)
    (tmp_path / "mine_1").mkdir()
    (tmp_path / "mine_1" / "main.py").write_text(
        "import lib_one\n\ndef shard(x):\n    return lib_one"
    )
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.syspath_prepend(str(tmp_path))
    assert set(reached(tmp_path / "mine_1").code) == {"mine_1.main"}


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
MEASURES = "pipeline.core.cost"  # around a unit, for the log alone
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
            if not module.startswith((KERNELS, MEASURES)) and not is_reached(module, name):
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
identity.describe_function = noted  # functions that are bound to others
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
