"""A lean process imports nothing unasked, and loses nothing that somebody asks for."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.processes import imported_by, modules_of

UNASKED = {"pandas", "awkward", "scipy.linalg"}
BEGIN = "from pipeline.processes import lean\nlean.begin()\n"
WORK = """\
import sys
import numba, numpy as np, pyarrow as pa
pa.array([1, None]), pa.array(np.arange(3)), pa.table({"a": ["x"]})
@numba.njit
def total(x):
    return x.sum()
assert total(np.arange(4.0)) == 6
print(*sys.modules)
"""
ASKED = {
    "a table": "print(pa.table({'a': [1]}).to_pandas().a.tolist())",
    "an array": "print(pa.array([1]).to_pandas().tolist())",
    "a frame of polars": "import polars as pl\nprint(pl.DataFrame({'a': [1]}).to_pandas().a.tolist())",
    "a series": "import pandas as pd\nprint(pa.array(pd.Series([1])).to_pylist())",
    "a frame of pandas": (
        "import pandas as pd\n"
        "frame = pd.DataFrame({'a': [1]})\n"
        "print(pa.Table.from_pandas(frame).column('a').to_pylist())"
    ),
    "linear algebra": (
        "@numba.njit\n"
        "def product(x):\n"
        "    return x @ x\n"
        "print(product(np.eye(1)).astype(int)[0].tolist())"
    ),
}
RECIPE = """\
root: {folder}/out
{use}stages:
  ingest:
    sources: [{{name: a, path: {folder}/a.txt}}]
  scrub: {{}}
execution: {{executor: local, workers: 1}}
"""


def printed_by(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout


def test_work_imports_nothing_unasked() -> None:
    assert not UNASKED & set(printed_by(BEGIN + WORK).split())
    assert set(printed_by(WORK).split()) >= {"pandas"}, "the test sees what it forbids"


@pytest.mark.parametrize("name", ASKED)
def test_who_asks_gets_it(name: str) -> None:
    assert printed_by(BEGIN + WORK + ASKED[name]).splitlines()[-1] == "[1]"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "a.txt").write_text("전화는 010-2345-6789 입니다.", encoding="utf-8")
    return tmp_path


def test_a_run_and_a_plan_are_lean(folder: Path) -> None:
    (folder / "r.yaml").write_text(RECIPE.format(folder=folder, use=""), encoding="utf-8")
    for command in ("plan", "run"):
        imported = imported_by(command, f"{folder}/r.yaml")
        assert "pyarrow" in imported
        assert not UNASKED & imported


def test_a_plan_begins_nothing_compiled_and_mends_nothing(folder: Path) -> None:
    (folder / "a.txt").write_text('{"text": "전화는 010-2345-6789 입니다."}\n', encoding="utf-8")
    (folder / "a.txt").rename(folder / "a.jsonl")
    text = RECIPE.format(folder=folder, use="").replace("a.txt", "a.jsonl")
    (folder / "r.yaml").write_text(text, encoding="utf-8")
    assert not {"numba.np.arrayobj", "ftfy"} & modules_of("plan", f"{folder}/r.yaml")
    assert "numba.np.arrayobj" in modules_of("run", f"{folder}/r.yaml")


def test_stages_of_others_have_pandas_as_ever(folder: Path) -> None:
    (folder / "mine.py").write_text(
        "import polars as pl\nfrom malmoi import Marking, drop\n"
        "class Short(Marking):\n"
        "    '''Drop.'''\n"
        "    def reason(self) -> pl.Expr:\n"
        "        return drop('short', pl.col('chars') < 1)\n",
        encoding="utf-8",
    )
    text = RECIPE.format(folder=folder, use="use: [mine]\n").replace("scrub: {}", "short: {}")
    (folder / "r.yaml").write_text(text, encoding="utf-8")
    assert "pandas" in imported_by("plan", f"{folder}/r.yaml")
