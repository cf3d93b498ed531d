"""Entries of a training recipe that read one file by `where`, choose by `having` and clean by `remove`."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.core.errors import RecipeError
from pipeline.training import recipe as recipes
from pipeline.training.examples import Examples, read

ROWS = [
    {"text": "#광고 새 옷 팔아요", "kind": "a"},
    {"text": "바다에 갔다 #광고아님", "kind": "b"},
    {"text": "산에 갔다", "kind": "b"},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in ROWS))
    return path


def test_records_of_one_file_keep_their_group_in_every_entry(file: Path) -> None:
    entries = [
        Examples(name="x", path=str(file), label=kind, lang="ko", where={"kind": kind})
        for kind in ("a", "b")
    ]
    groups = read(entries)["group"].to_pylist()
    assert len(set(groups)) == 3
    assert (
        read([Examples(name="x", path=str(file), label="c", lang="ko")])["group"].to_pylist()
        == groups
    )


def test_having_chooses_before_remove_cleans(file: Path) -> None:
    entry = Examples(
        name="x", path=str(file), label="c", lang="ko", having="#광고", remove=r"\s*#\S+\s*"
    )
    assert read([entry])["text"].to_pylist() == ["새 옷 팔아요", "바다에 갔다"]


def test_having_chooses_among_the_pieces_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "가" * 100 + "대출" + "나" * 98 + "다" * 50}) + "\n")
    entry = Examples(name="x", path=str(path), label="c", lang="ko", pieces=100, having="대출")
    assert read([entry])["text"].to_pylist() == ["대출" + "나" * 98]


def test_shuffle_keeps_words_and_lines_and_depends_on_the_text_alone(tmp_path: Path) -> None:
    path, text = tmp_path / "a.jsonl", "하나 둘 셋 넷 다섯 여섯\n일곱 여덟\n\n아홉 열 열하나"
    path.write_text(json.dumps({"text": text}) + "\n" + json.dumps({"text": text}) + "\n")
    entry = Examples(name="x", path=str(path), label="c", lang="ko", shuffle=True)
    first, second = read([entry])["text"].to_pylist()
    assert first == second != text
    assert sorted(first.split()) == sorted(text.split())
    assert [len(line.split()) for line in first.split("\n")] == [6, 2, 0, 3]


@pytest.mark.parametrize("key", ["having", "remove"])
def test_a_bad_pattern_is_named(key: str) -> None:
    with pytest.raises(ValidationError, match=rf"{key}: '\[' is not a regular expression"):
        Examples.model_validate({"name": "x", "path": "a.jsonl", "label": "c", key: "["})


def test_term_lists_fill_the_terms_and_need_signs(file: Path, tmp_path: Path) -> None:
    text = f"training: {{task: t, languages: [ko], segment: SEG}}\nterm_lists: [spam]\nexamples: [{{name: x, path: {file}, label: a}}]\n"
    recipe = tmp_path / "r.yaml"
    recipe.write_text(text.replace("SEG", "signs"))
    assert "카지노사이트" in recipes.read(recipe).training.terms
    recipe.write_text(text.replace("SEG", "none"))
    with pytest.raises(RecipeError, match="needs `segment: signs`"):
        recipes.read(recipe)
