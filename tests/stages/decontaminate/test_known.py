"""Sets that a recipe names alone: found in a folder, with their fields, and refused with the mend."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import recipe as recipes
from pipeline.core.dataset import Dataset
from pipeline.core.errors import MalmoiError, RecipeError
from pipeline.executors.local import LocalExecutor
from pipeline.recipe.schema import recipe_schema
from pipeline.stages.decontaminate.known import KNOWN
from pipeline.stages.decontaminate.stage import Decontaminate
from pipeline.stages.decontaminate.testset import find_items, texts

QUESTION = "다음 중 조선 후기 실학자 정약용이 유배지에서 저술한 책으로 알맞은 것을 고르시오."
OPTIONS = {"A": "목민심서", "B": "열하일기", "C": "성호사설", "D": "북학의"}
SHORT = "거중기를 만든 사람은?"
LONG = "수원 화성을 쌓을 때 거중기를 고안하여 공사 기간을 크게 줄인 실학자 정약용"
WEB = "어느 블로그에서 옮긴 글입니다. {} 정답은 댓글로 알려 주세요."


def stage(folder: Path, **fields: Any) -> Decontaminate:
    return Decontaminate.model_validate({"from": str(folder), **fields}, context={})


def as_csv(path: Path, rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """A folder of sets as the hub lays them out."""
    folder = tmp_path / "sets"
    items = [
        {"question": QUESTION, **OPTIONS},
        {"question": SHORT, "A": LONG, "B": "홍대용", "C": "박지원", "D": "이익"},
    ]
    as_csv(folder / "kmmlu/data/Korean-History-test.csv", items)
    as_csv(folder / "kmmlu/data/Korean-History-train.csv", [{"question": "배우는 문제", **OPTIONS}])
    (folder / "kmmlu/README.md").write_text("# KMMLU", encoding="utf-8")
    rows = pa.table({"question": ["How many apples are left?"], "answer": ["There are 3 left."]})
    (folder / "gsm8k/main").mkdir(parents=True)
    pq.write_table(rows, folder / "gsm8k/main/test-00000-of-00001.parquet")
    (folder / "bbh").mkdir()
    examples = {"examples": [{"input": "not ( True ) and", "target": "False"}]}
    (folder / "bbh/boolean_expressions.json").write_text(json.dumps(examples), encoding="utf-8")
    return folder


def test_a_name_stands_for_its_files_and_fields(sets: Path) -> None:
    found = find_items(stage(sets, sets=["kmmlu", "gsm8k", "bbh"]).sets)
    names = [items.file.name for items in found]
    assert names == [
        "data/Korean-History-test.csv",
        "main/test-00000-of-00001.parquet",
        "boolean_expressions.json",
    ]
    first, last = list(texts(found[0])), list(texts(found[2]))
    assert first[0] == ([QUESTION], [*OPTIONS.values()])
    assert last == [(["not ( True ) and"], ["False"])]


def fate_of(folder: Path, sets: Path, *documents: str) -> list[str | None]:
    """What `decontaminate` says of documents that hold these texts."""
    folder.mkdir()
    lines = [json.dumps({"text": WEB.format(d)}, ensure_ascii=False) for d in documents]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "r.yaml").write_text(
        "root: root\nstages:\n  ingest: {sources: [{name: a, path: a.jsonl}]}\n"
        f"  decontaminate: {{sets: [kmmlu], from: {sets}}}\n",
        encoding="utf-8",
    )
    read = recipes.read(folder / "r.yaml", str(folder / "root"))
    corpus = recipes.run(read, executor=LocalExecutor())
    # the recipe that is kept beside the run reads the same
    again = recipes.read(folder / "root" / "recipe.yaml")
    assert again.stages == read.stages
    marks = Dataset(corpus.documents.store, "decontaminate/marks").table()
    return marks.column("drop_reason").to_pylist()


def test_question_and_answers_are_weighed_apart(sets: Path, tmp_path: Path) -> None:
    hit = "evaluation_item"
    options = " ".join(OPTIONS.values())
    found = fate_of(
        tmp_path / "run", sets, QUESTION, options, f"{SHORT} {LONG}", SHORT, "배우는 문제"
    )
    # a question alone is the item, options alone are not; a short question needs its answers
    assert found == [hit, None, hit, None, None]


def test_what_is_missing_is_said_with_the_mend(sets: Path) -> None:
    with pytest.raises(RecipeError, match=r"hf download cais/mmlu --repo-type dataset --local-dir"):
        Decontaminate(**{"from": str(sets), "sets": ["mmlu"]})
    with pytest.raises(RecipeError, match=r"did you mean 'kmmlu'"):
        Decontaminate(**{"from": str(sets), "sets": ["kmmlus"]})
    with pytest.raises(RecipeError, match=r"give the folder of the sets as `from`"):
        Decontaminate(sets=["kmmlu"])


def test_a_folder_without_items_is_named(sets: Path) -> None:
    (sets / "mbpp").mkdir()
    (sets / "mbpp" / "README.md").write_text("x", encoding="utf-8")
    with pytest.raises(MalmoiError, match=r"test set mbpp: .*no file in this folder ends in"):
        find_items(stage(sets, sets=["mbpp"]).sets)


def test_a_pattern_names_every_file(tmp_path: Path) -> None:
    for name in ("quiz1", "test2"):
        (tmp_path / f"{name}.jsonl").write_text('{"q": "a b c"}\n', encoding="utf-8")
    for pattern in ("*.jsonl", "[qt]???[12].jsonl"):
        asked = {"name": "s", "path": str(tmp_path / pattern), "fields": ["q"]}
        found = find_items(Decontaminate.model_validate({"sets": [asked]}).sets)
        assert {items.file.name for items in found} == {"quiz1.jsonl", "test2.jsonl"}
    whole = {"name": "s", "path": str(tmp_path), "fields": ["q"]}
    (only,) = find_items(Decontaminate.model_validate({"sets": [whole]}).sets)
    assert only.file.name == "test2.jsonl"


def test_an_empty_folder_is_named(sets: Path) -> None:
    (sets / "arc").mkdir()
    with pytest.raises(MalmoiError, match=r"test set arc: .*: this folder is empty"):
        find_items(stage(sets, sets=["arc"]).sets)


def test_a_broken_table_is_named(sets: Path) -> None:
    path = sets / "kmmlu/data/Korean-History-test.csv"
    path.write_text('question,A\n"open', encoding="utf-8")
    (items,) = find_items(stage(sets, sets=["kmmlu"]).sets)
    with pytest.raises(
        MalmoiError, match=r"test set kmmlu: .*Korean-History-test.csv: cannot be read"
    ):
        list(texts(items))


def test_editors_know_the_names() -> None:
    assert all(f'"{name}"' in json.dumps(recipe_schema()) for name in KNOWN)
