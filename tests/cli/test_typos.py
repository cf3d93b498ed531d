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
        (["explain", "ROOT", "late"], "no document has the id 'late'; malmoi search ROOT late"),
        (["explain", "ROOT", "C2"], "ids that hold it: c2"),
        (["sample", "ROOT", "--lang", "kr"], "no document has the lang 'kr'"),
        (["sample", "ROOT", "--source", "boks"], "did you mean 'books'"),
        (["sample", "ROOT", "--stage", "qualty"], "stages with marks are: "),
        (["audit", "ROOT", "--stage", "quality", "--add", "x"], "not both"),
    ],
)
def test_an_argument(arguments: list[str], said: str, finished: Path) -> None:
    done = malmoi(*(str(finished) if a == "ROOT" else a for a in arguments))
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


def test_a_home_inside_quotes(tmp_path: Path) -> None:
    done = malmoi("show", "~/nothing", HOME=str(tmp_path))
    assert f"{tmp_path}/nothing: no corpus here" in done.stderr


def test_python(finished: Path) -> None:
    with pytest.raises(Exception, match="stages with marks are"):
        questions.sample(finished, "qual")
    with pytest.raises(RecipeError, match="give settings as text"):
        questions.whatif(finished, {"a": 1})  # type: ignore[arg-type]
