"""The public face: names, aliases, recipes made in Python, stages from outside the tree."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import malmoi
from malmoi import (
    Corpus,
    DedupFuzzy,
    Filter,
    Ingest,
    Marking,
    Recipe,
    RecipeError,
    Scrub,
    Source,
    drop,
    run,
)
from pipeline.registry import installed

STAGE = '''
import polars as pl
from malmoi import Marking, drop


class TooShort(Marking):
    """Drop documents of fewer than `least` characters."""

    least: int = 5
    """Characters that a document must have."""

    def reason(self) -> pl.Expr:
        return drop("too_short", pl.col("chars") < self.least)
'''


@pytest.fixture
def texts(tmp_path: Path) -> Source:
    lines = ['{"text": "짧다"}', '{"text": "이 글은 다섯 글자보다 길다."}', '{"text": "spam 광고"}']
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return Source(name="in", path=str(tmp_path / "in.jsonl"))


def dropped(corpus: Corpus, stage: str) -> dict[str, str]:
    table = corpus.dropped(stage, ["text"])
    return dict(zip(table["text"].to_pylist(), table["drop_reason"].to_pylist(), strict=True))


class Long(Marking):
    """Drop what is longer than a bound."""

    most: int = 10

    def reason(self) -> pl.Expr:
        return drop("long", pl.col("chars") > self.most)


@pytest.mark.parametrize("name", malmoi.__all__)
def test_every_public_name_is_there_and_has_a_docstring(name: str) -> None:
    value = getattr(malmoi, name)
    assert name == "__version__" or (value.__doc__ or "").strip()


def test_every_stage_that_ships_is_public() -> None:
    classes = {installed().load(name).__name__ for name in installed().names()}
    assert classes <= set(malmoi.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Korpus'"):
        _ = malmoi.Korpus


def test_importing_malmoi_loads_no_library() -> None:
    code = "import malmoi, sys; print([m for m in ('polars', 'pyarrow', 'pydantic') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_aliases_are_the_same_modules() -> None:
    code = (
        "from malmoi.pipeline.core.corpus import Corpus as a; from pipeline.core.corpus import Corpus as b; "
        "import malmoi.classifiers.card as c, classifiers.card as d; import pipeline.core.corpus as m; "
        "print(a is b, c is d, m.__spec__.name)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "pipeline.core.corpus"]


def test_recipe_made_in_python_runs(texts: Source, tmp_path: Path) -> None:
    recipe = Recipe.of(tmp_path / "root", Ingest(sources=(texts,)), Long(most=10), executor="local")
    assert dropped(run(recipe), "long") == {"이 글은 다섯 글자보다 길다.": "long"}
    assert Corpus.open(str(tmp_path / "root")).trail == ("ingest", "long")


def test_recipe_made_in_python_is_checked_like_yaml(texts: Source) -> None:
    ingest = Ingest(sources=(texts,))
    with pytest.raises(RecipeError, match="a stage that rewrites cannot follow filter"):
        Recipe.of("root", ingest, Filter(a="chars < 5"), Scrub())
    with pytest.raises(RecipeError, match="the first stage must be ingest, not scrub"):
        Recipe.of("root", Scrub())
    with pytest.raises(RecipeError, match="stage scrub is in the recipe twice"):
        Recipe.of("root", ingest, Scrub(), Scrub())


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: Filter(x="charz <"), "Filter: x: 'charz <' is not a condition: invalid syntax"),
        (lambda: Filter(x=5), "Filter.x: expected a text, got 5"),
        (
            lambda: DedupFuzzy(treshold=0.7),  # pyright: ignore[reportCallIssue]
            "DedupFuzzy.treshold: unknown field 'treshold', did you mean 'threshold'?",
        ),
        (
            lambda: DedupFuzzy(lsh={"bands": 9, "rows": "a"}),  # pyright: ignore[reportArgumentType]
            "DedupFuzzy.lsh.rows: expected a whole number, got 'a'",
        ),
        (
            lambda: Ingest(sources=[{"name": "a", "path": "b", "fromat": "csv"}]),  # pyright: ignore[reportArgumentType]
            "Ingest.sources[0].fromat: unknown field 'fromat', did you mean 'format'?",
        ),
        (
            lambda: Source(name="a", path="b", format="cvs"),
            "Source.format: unknown format 'cvs'; expected one of ",
        ),
        (
            lambda: Recipe.of(
                "root", Ingest(sources=(Source(name="a", path="b"),)), executor="locl"
            ),
            "Execution.executor: expected one of auto, local, ray, got 'locl'",
        ),
        (lambda: Long(most="many"), "Long.most: expected a whole number"),  # pyright: ignore[reportArgumentType]
    ],
)
def test_wrong_field_in_python_is_refused_in_the_words_of_a_recipe(
    make: Callable[[], object], expected: str
) -> None:
    with pytest.raises(RecipeError) as refusal:
        make()
    assert str(refusal.value).startswith(expected)


@pytest.fixture
def recipe(texts: Source, tmp_path: Path) -> Path:
    """A recipe that uses a stage in a module beside it."""
    name = f"stages_of_{tmp_path.name}"
    (tmp_path / f"{name}.py").write_text(STAGE, encoding="utf-8")
    path = tmp_path / "r.yaml"
    path.write_text(
        f"root: {tmp_path}/root\nuse: [{name}]\nstages:\n"
        "  ingest: {sources: [{name: in, path: in.jsonl}]}\n  too_short: {least: 5}\n"
    )
    return path


@pytest.mark.parametrize("executor", ["local", "ray"])
def test_stage_beside_the_recipe_runs_by_every_executor(
    recipe: Path, executor: str, ray_session: None
) -> None:
    read = malmoi.read(recipe, settings=[f"execution.executor={executor}"])
    assert dropped(run(read), "too_short") == {"짧다": "too_short"}


def test_code_of_a_stage_beside_the_recipe_is_part_of_identity(recipe: Path) -> None:
    command = [
        *(sys.executable, "-c", "from pipeline.cli import main; main()"),
        *("run", str(recipe), "--executor", "local"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (module,) = recipe.parent.glob("stages_of_*.py")
    module.write_text(STAGE.replace("<", "<="), encoding="utf-8")
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"code of {module.stem} changed" in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ("[nothing_of_this_name]", "use: nothing_of_this_name: cannot be imported"),
        ("[json]", "use: json: this module defines no stage"),
        ("{a: 1}", "expected names of Python modules"),
    ],
)
def test_mistake_in_use_is_told(recipe: Path, use: str, expected: str) -> None:
    lines = recipe.read_text().split("\n")
    recipe.write_text("\n".join([lines[0], f"use: {use}", *lines[2:]]))
    with pytest.raises(RecipeError, match=expected):
        malmoi.read(recipe)


def test_stage_of_an_installed_package_is_found_by_entry_point(
    texts: Source, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    (site / "short_texts-1.0.dist-info").mkdir(parents=True)
    (site / "short_texts.py").write_text(STAGE, encoding="utf-8")
    (site / "short_texts-1.0.dist-info" / "METADATA").write_text(
        "Name: short-texts\nVersion: 1.0\n"
    )
    (site / "short_texts-1.0.dist-info" / "entry_points.txt").write_text(
        "[malmoi.stages]\ntoo_short = short_texts:TooShort\n"
    )
    path = tmp_path / "r.yaml"
    path.write_text(
        f"root: {tmp_path}/root\nstages:\n  ingest: {{sources: [{{name: in, path: in.jsonl}}]}}\n"
        "  too_short: {}\n"
    )
    code = (
        f"import sys; sys.path.insert(0, {str(site)!r}); import malmoi; "
        f"corpus = malmoi.run(malmoi.read({str(path)!r}, settings=['execution.executor=local'])); "
        "print(corpus.drops()['drop_reason'].to_list())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['too_short']"
