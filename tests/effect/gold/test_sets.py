"""Gold sets: prompts and answers of the shapes that evaluation sets have."""

from typing import Any

import pytest

from pipeline.core.errors import RecipeError
from pipeline.effect.gold.sets import GoldSet

Item = dict[str, Any]


def gold(**fields: Any) -> GoldSet:
    return GoldSet(name="g", path="g.jsonl", **fields)


@pytest.mark.parametrize(
    ("fields", "item", "expected"),
    [
        # a question and its answer
        (
            {"prompt": "{question}\n", "answer": "{answer}"},
            {"question": "1 + 1?", "answer": 2},
            ("1 + 1?\n", "2"),
        ),
        # several right answers: the first
        (
            {"prompt": "{context}\n질문: {question}\n답:", "answer": " {answers.text}"},
            {"context": "글", "question": "무엇?", "answers": [{"text": "가"}, {"text": "나"}]},
            ("글\n질문: 무엇?\n답:", " 가"),
        ),
        # an ending by its number
        (
            {"prompt": "{ctx}", "answer": " {endings}", "choice": "label"},
            {"ctx": "그는", "endings": ["갔다", "왔다"], "label": "1"},
            ("그는", " 왔다"),
        ),
        # choices in a struct of lists, the right one by its letter
        (
            {"prompt": "{question}", "answer": " {choices.text}", "choice": "key"},
            {"question": "?", "choices": {"text": ["a", "b"], "label": ["A", "B"]}, "key": "B"},
            ("?", " b"),
        ),
        # choices with names of their own: ARC has letters in most items, and numbers from 1 in some
        (
            {"prompt": "{q}", "answer": "{c.text}", "choice": "key", "labels": "c.label"},
            {"q": "?", "c": {"text": ["a", "b"], "label": ["1", "2"]}, "key": "2"},
            ("?", "b"),
        ),
        # numbers from 1
        (
            {"prompt": "{q}", "answer": "{options}", "choice": "n", "choice_from": 1},
            {"q": "?", "options": ["a", "b"], "n": 1},
            ("?", "a"),
        ),
        # an answer for each label, a number, a word, a truth value
        (
            {"prompt": "{p}", "answer": {0: " 거짓", 1: " 참"}, "choice": "label"},
            {"p": "글", "label": 1},
            ("글", " 참"),
        ),
        (
            {"prompt": "{p}", "answer": {"entailment": " 참"}, "choice": "l"},
            {"p": "글", "l": "entailment"},
            ("글", " 참"),
        ),
        (
            {"prompt": "{p}", "answer": {True: " 예", False: " 아니요"}, "choice": "l"},
            {"p": "글", "l": False},
            ("글", " 아니요"),
        ),
        # YAML reads yes as true, CSV has a text, Parquet with a null has 1.0
        (
            {"prompt": "{p}", "answer": {True: " 예", "maybe": " 글쎄"}, "choice": "l"},
            {"p": "글", "l": "yes"},
            ("글", " 예"),
        ),
        (
            {"prompt": "{p}", "answer": {False: " 아니요"}, "choice": "l"},
            {"p": "글", "l": "False"},
            ("글", " 아니요"),
        ),
        (
            {"prompt": "{p}", "answer": {1: " 참"}, "choice": "l"},
            {"p": "글", "l": 1.0},
            ("글", " 참"),
        ),
        # options in fields of their own
        (
            {"prompt": "{q}", "answer": {"A": " {A}", "B": " {B}"}, "choice": "answer"},
            {"q": "?", "A": "하나", "B": "둘", "answer": "B"},
            ("?", " 둘"),
        ),
        # all options in the prompt, and a brace
        (
            {"prompt": "{{{o}}}", "answer": "{o}", "choice": "n"},
            {"o": ["a", "b"], "n": 0},
            ("{a, b}", "a"),
        ),
    ],
)
def test_prompt_and_answer(fields: Item, item: Item, expected: tuple[str, str]) -> None:
    assert gold(**fields).texts(item) == expected


@pytest.mark.parametrize(
    ("choice", "item"),
    [
        (None, {"q": "?"}),
        (None, {"a": "1"}),
        (None, {"q": "?", "a": None}),
        (None, {"q": "?", "a": " "}),
        (None, {"q": "?", "a": []}),
        (None, {"q": {"x": 1}, "a": "1"}),
        (None, "no object"),
        ("n", {"q": "?", "a": ["x"], "n": -1}),
        ("n", {"q": "?", "a": ["x"], "n": 1}),
        ("n", {"q": "?", "a": ["x"], "n": "none"}),
        ("n", {"q": "?", "a": "x", "n": None}),
    ],
)
def test_items_without_an_answer(choice: str | None, item: Any) -> None:
    assert gold(prompt="{q}", answer="{a}", choice=choice).texts(item) is None


def test_field_that_an_item_lacks_is_named() -> None:
    asked = gold(prompt="{q}", answer={"x": "{a}"}, choice="n")
    assert asked.lacking({"a": 1, "n": "x"}) == "q is missing"
    assert asked.lacking({"q": 1, "n": "x"}) == "a is missing"
    assert asked.lacking({"q": 1, "a": 1}) == "n is missing"
    assert asked.lacking({"q": 1, "a": 1, "n": "y"}) == "the value of n is none of: x"
    assert "is empty" in gold(prompt="{q}", answer="{a}").lacking({"q": 1, "a": " "})


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"prompt": "{q", "answer": "a"}, "a brace without its pair"),
        ({"prompt": "{}", "answer": "a"}, "expected names of fields in braces"),
        ({"prompt": "{q:>3}", "answer": "a"}, "expected names of fields in braces, not {q}"),
        ({"prompt": "{q}", "answer": {"a": "{x!r}"}, "choice": "n"}, "not {x}"),
        ({"prompt": "{q}", "answer": {"a": "x"}}, "name the field that chooses, as `choice`"),
        ({"prompt": "{q}"}, "answer: this field is missing"),
        ({"prompt": "{q}", "answer": "a", "labels": "x"}, "`labels` needs `choice`"),
    ],
)
def test_mistakes_are_told(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(RecipeError) as error:
        gold(**fields)
    assert message in str(error.value)
