"""Labelled examples from files of every format and from a corpus; errors name the file and the record."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.core.errors import DataError, MalmoiError, RecipeError
from pipeline.training.examples import Examples, read


def table(**fields: object) -> list[tuple[str, str, str, str]]:
    found = read([Examples.model_validate(fields)])
    columns = (found[c].to_pylist() for c in ("text", "label", "source", "lang"))
    return list(zip(*columns, strict=True))


@pytest.mark.parametrize("ending", [".jsonl", ".json", ".jsonl.gz", ".parquet", ".csv", ".tsv"])
def test_same_examples_from_every_format(tmp_path: Path, ending: str) -> None:
    rows = [{"t": "좋은 글, 하나", "y": 1}, {"t": "poor one", "y": 0}]
    path = tmp_path / f"a{ending}"
    lines = "".join(json.dumps(r) + "\n" for r in rows)
    if ending == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif ending == ".json":
        path.write_text(json.dumps(rows))
    elif ending == ".csv":
        path.write_text('t,y\n"좋은 글, 하나",1\npoor one,0\n', encoding="utf-8")
    elif ending == ".tsv":
        path.write_text("t\ty\n좋은 글, 하나\t1\npoor one\t0\n", encoding="utf-8")
    else:
        path.write_bytes(
            gzip.compress(lines.encode()) if ending.endswith(".gz") else lines.encode()
        )
    found = table(
        name="s",
        path=str(path),
        text_field="t",
        label_field="y",
        labels={"1": "good", "0": "poor"},
        lang="ko",
    )
    assert found == [("좋은 글, 하나", "good", "s", "ko"), ("poor one", "poor", "s", "ko")]


def written(path: Path, rows: list[dict[str, str]]) -> str:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return str(path)


SPLIT = [
    {"text": "가", "y": "good", "part": "train", "site": "a.kr"},
    {"text": "나", "y": "poor", "part": "test", "site": "a.kr"},
    {"text": "다", "y": "good", "part": "train", "site": "b.kr"},
    {"text": "라", "y": "odd", "part": "train", "site": "b.kr"},
]


def test_where_keeps_the_records_that_have_all_of_its_values(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", SPLIT)
    both = {"part": "train", "site": "a.kr"}
    assert table(name="s", path=path, label_field="y", where=both) == [("가", "good", "s", None)]
    train = table(name="s", path=path, label_field="y", where={"part": "train"})
    assert [text for text, *_ in train] == ["가", "다", "라"]


def test_source_field_names_the_source_of_each_example(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", SPLIT)
    found = table(name="s", path=path, label_field="y", source_field="site", where={"y": "good"})
    assert [(text, source) for text, _, source, _ in found] == [("가", "a.kr"), ("다", "b.kr")]
    with pytest.raises(DataError, match=r"a\.jsonl: no field 'host'"):
        table(name="s", path=path, label_field="y", source_field="host")


def test_record_of_an_unknown_label_is_that_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", SPLIT)
    labels = {"good": "good", "poor": "poor"}
    with pytest.raises(DataError, match="record 4: the label 'odd'"):
        table(name="s", path=path, label_field="y", labels=labels, where={"part": "train"})


def test_lines_of_text_and_whole_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("하나\n\n둘\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# 제목\n글\n", encoding="utf-8")
    assert [r[0] for r in table(name="s", path=str(tmp_path / "*.txt"), label="x")] == [
        "하나",
        "둘",
    ]
    assert [r[0] for r in table(name="s", path=str(tmp_path / "*.md"), label="x")] == [
        "# 제목\n글\n"
    ]


def test_other_encodings_and_null_labels(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("v1,v2\nham,caf\xe9\nspam,win\nodd,x\n".encode("latin-1"))
    labels = {"ham": "ham", "spam": "spam", "odd": None}
    found = table(
        name="s",
        path=str(tmp_path / "a.csv"),
        text_field="v2",
        label_field="v1",
        labels=labels,
        encoding="latin-1",
    )
    assert [r[:2] for r in found] == [("café", "ham"), ("win", "spam")]


def test_pieces_of_a_text_are_one_group(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": "가" * 250}) + "\n" + json.dumps({"text": "나" * 50})
    )
    found = read([Examples(name="s", path=str(tmp_path / "a.jsonl"), label="x", pieces=100)])
    assert [len(t) for t in found["text"].to_pylist()] == [100, 100, 50, 50]
    groups = found["group"].to_pylist()
    assert groups[0] == groups[1] == groups[2] != groups[3]


def test_documents_of_a_run_by_their_source(finished: Path) -> None:
    found = table(name="books", root=str(finished), label="good")
    assert len(found) > 20
    assert {r[1:3] for r in found} == {("good", "books")}
    assert len(table(name="books", root=str(finished), label="good", max_examples=7)) == 7
    with pytest.raises(DataError, match="no living document of this source"):
        table(name="boks", root=str(finished), label="good")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"text": "a", "y": "1"}\n{broken\n', "record 2"),
        (
            '{"text": "a", "y": "7"}\n',
            "record 1: the label '7' is not a key of `labels`, whose keys are: 1",
        ),
        ('{"body": "a", "y": "1"}\n', "no field 'text'; fields are: y"),
        ('["a"]\n', "record 1: expected an object"),
    ],
)
def test_error_names_file_and_record(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(text)
    with pytest.raises(DataError, match=message) as error:
        table(name="s", path=str(path), label_field="y", labels={"1": "x"})
    assert "a.jsonl" in str(error.value)


def test_fields_that_contradict_each_other_are_refused() -> None:
    for fields in ({"path": "a", "root": "b", "label": "x"}, {"path": "a"}, {"path": "a", "label": "x", "label_field": "y"},
                   {"root": "a", "label_field": "y"}, {"path": "a", "label": "x", "encoding": "utf-9"}):  # fmt: skip
        with pytest.raises(ValidationError):
            Examples.model_validate({"name": "s", **fields})


def write_recipe(folder: Path) -> Path:
    good = [
        f"정부는 {i}번째 법률을 국회에서 제정하고 이를 {i * 3}일에 공포하였다." for i in range(60)
    ]
    poor = [f"ㅋㅋㅋ 대박 {i} 진짜 웃겨 ㅠㅠ {i * 7} 헐" for i in range(60)]
    rows = [{"text": t, "y": y} for y, texts in (("good", good), ("poor", poor)) for t in texts]
    (folder / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    recipe = folder / "c.yaml"
    recipe.write_text(
        "training: {task: quality, languages: [ko], positive: good, estimators: [{kind: linear, features: 4096}]}\n"
        "examples: [{name: a, path: a.jsonl, label_field: y, lang: ko}]\n"
    )
    return recipe


def test_train_evaluate_and_inspect_from_the_command_line(tmp_path: Path) -> None:
    recipe, model = str(write_recipe(tmp_path)), str(tmp_path / "model")
    runner = CliRunner()
    made = runner.invoke(app, ["classifier", "train", recipe, "--to", model])
    assert made.exception is None, made.exception
    assert "AUC" in made.output
    assert "법률" not in made.output  # the card holds no text of an example
    again = runner.invoke(app, ["classifier", "train", recipe, "--to", model])
    assert isinstance(again.exception, RecipeError)
    assert (
        runner.invoke(app, ["classifier", "train", recipe, "--to", model, "--replace"]).exception
        is None
    )
    metrics = runner.invoke(app, ["classifier", "evaluate", model, recipe])
    assert "Confounds" in metrics.output
    inspected = runner.invoke(app, ["classifier", "inspect", model, recipe, "--num", "5"])
    assert "linear: good:" in inspected.output
    assert "ㅋ" in inspected.output


def test_errors_in_a_training_recipe_are_explained(tmp_path: Path) -> None:
    recipe = write_recipe(tmp_path)
    runner = CliRunner()
    absent = runner.invoke(app, ["classifier", "evaluate", str(tmp_path / "none"), str(recipe)])
    assert isinstance(absent.exception, RecipeError)
    assert "no model" in str(absent.exception)
    recipe.write_text(recipe.read_text().replace("task:", "tasks:"))
    typo = runner.invoke(app, ["classifier", "train", str(recipe), "--to", str(tmp_path / "m")])
    assert "training.tasks: unknown field 'tasks', did you mean 'task'?" in str(typo.exception)
    recipe.write_text(
        recipe.read_text().replace("tasks:", "task:").replace("kind: linear", "kind: tree")
    )
    kind = runner.invoke(app, ["classifier", "train", str(recipe), "--to", str(tmp_path / "m")])
    assert isinstance(kind.exception, MalmoiError)


@pytest.mark.parametrize(
    "path",
    sorted((Path(__file__).parents[2] / "configs" / "classifiers").glob("*.yaml")),
    ids=lambda p: p.stem,
)
def test_shipped_training_recipe_is_valid(path: Path) -> None:
    from pipeline.training import recipe

    assert recipe.read(path).examples
