"""A typo is answered with what was perhaps meant, or with what there is."""

from pathlib import Path

import pytest

from malmoi import RecipeError, questions
from tests.cli.processes import malmoi


def test_a_command(tmp_path: Path) -> None:
    done = malmoi("shw", tmp_path)
    assert done.returncode == 2
    assert (
        done.stderr == "malmoi: no command 'shw', did you mean 'show'?; malmoi --help lists them\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["explain", "ROOT", "late"], "no document has the id 'late'; malmoi search /"),
        (["show", "ROOT/recipe.yaml"], "recipe.yaml is a file, not a root"),
        (["report", "ROOT/run.json"], "run.json is a file, not a root"),
        (["explain", "ROOT", "C2"], "ids that hold it: c2"),
        (["sample", "ROOT", "--lang", "kr"], "no document has the lang 'kr'"),
        (["sample", "ROOT", "--source", "boks"], "did you mean 'books'"),
        (["sample", "ROOT", "--stage", "qualty"], "stages with marks are: "),
        (["audit", "ROOT", "--stage", "quality", "--add", "x"], "not both"),
    ],
)
def test_an_argument(arguments: list[str], said: str, finished: Path) -> None:
    done = malmoi(*(a.replace("ROOT", str(finished)) for a in arguments))
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("sets: kmmlu", "expected a list, such as [a, b], got 'kmmlu'"),
        ("sets: [KMMLU], from: .", "unknown test set 'KMMLU', did you mean 'kmmlu'?"),
        ("sets: [kmmlu], from: empty", "no such folder; get the set: hf download"),
    ],
)
def test_a_field(field: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(
        "root: out\nstages:\n  ingest: {sources: [{name: a, path: a.txt}]}\n"
        f"  decontaminate: {{{field}}}\n"
    )
    done = malmoi("plan", tmp_path / "r.yaml")
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ("[]", "ingest.sources: expected 1 or more of them, got []"),
        (
            "[{name: a/b, path: x}]",
            r"name: expected a text that matches the pattern ^[\w.-]+$, got",
        ),
    ],
)
def test_sources(sources: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(f"root: out\nstages:\n  ingest: {{sources: {sources}}}\n")
    done = malmoi("plan", tmp_path / "r.yaml")
    assert done.returncode == 2
    assert said in done.stderr


def test_a_home_inside_quotes(tmp_path: Path) -> None:
    done = malmoi("show", "~/nothing", HOME=str(tmp_path))
    assert f"{tmp_path}/nothing: no corpus here" in done.stderr


def test_python(finished: Path) -> None:
    with pytest.raises(Exception, match="stages with marks are"):
        questions.sample(finished, "qual")
    with pytest.raises(RecipeError, match="give settings as text"):
        questions.whatif(finished, {"a": 1})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--executor", "loca"], "--executor loca: expected one of auto, local, ray, got 'loca'"),
        (["--workers", "0"], "--workers 0: expected 1 or more, got 0"),
        (["--set", "x.y=z"], "--set x.y=z: the recipe has no stage 'x'"),
        (["--set", "qualty.min_score=1"], "no stage 'qualty', did you mean 'quality'?"),
        (["--set", "quality.minn=3"], "--set quality.minn=3: unknown field 'minn'"),
        (
            ["--set", "quality.rules.ko.too_short.min=a"],
            "--set quality.rules.ko.too_short.min=a: expected a number, got 'a'",
        ),
        (["--set", "ingest.sources.0.pth=a"], "unknown field 'pth', did you mean 'path'?"),
    ],
)
def test_an_option_is_named_as_it_was_typed(options: list[str], said: str, tmp_path: Path) -> None:
    recipe = tmp_path / "r.yaml"
    recipe.write_text(
        "root: out\nstages:\n  ingest: {sources: [{name: a, path: a}]}\n  quality: {}\n",
        encoding="utf-8",
    )
    done = malmoi("run", recipe, *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert "r.yaml" not in done.stderr
