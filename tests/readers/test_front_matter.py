"""Front matter of pages of a site: title, date and meta, and not text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import front_matter
from tests.readers.reading import read

BODY = "오늘은 비가 왔다. 그래서 집에 있었다."


@pytest.mark.parametrize(
    ("block", "title", "date", "meta"),
    [
        ("---\ntitle: 비 오는 날\ndate: 2024-01-02\ntags: [a, b]\n---\n", "비 오는 날", "2024-01-02", {"tags": ["a", "b"]}),
        ("+++\ntitle = '비 오는 날'\ndraft = false\n+++\n", "비 오는 날", None, {"draft": False}),
        ("---\r\ntitle: a\r\n---\r\n", "a", None, None),
        ("---\npublished: 2023\n---\n", None, "2023", None),
    ],
)  # fmt: skip
def test_fields_become_title_date_and_meta(
    block: str, title: str | None, date: str | None, meta: dict | None
) -> None:
    out = read("text", (block + BODY).encode())
    assert out.texts == [BODY]
    assert out.columns["title"] == [title]
    assert out.columns["date"] == [date]
    assert [m and json.loads(m) for m in out.columns["meta"]] == [meta]


@pytest.mark.parametrize(
    "text",
    [
        "---\n가로줄 사이의 글\n---\n" + BODY,
        "---\ntitle: a\n" + BODY,
        "---\na: &x [1]\nb: *x\n---\n" + BODY,
        "---\ntitle: [a\n---\n" + BODY,
        "+++\ntitle: a\n+++\n" + BODY,
        "---\n- a\n- b\n---\n" + BODY,
        "---\n" + "k: v\n" * front_matter.LONGEST + "---\n" + BODY,
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    assert read("text", text.encode()).texts == [text]


@given(st.text())
def test_nothing_of_a_text_without_front_matter_is_lost(text: str) -> None:
    fields, body = front_matter.split(text)
    assert text.endswith(body)
    assert fields or body == text


def test_date_field_of_the_recipe_is_taken_instead() -> None:
    from pipeline.readers import Fields

    data = b"---\ndate: 2024-01-02\nmodified: 2025-01-01\n---\nx"
    out = read("text", data, fields=Fields(date="modified"))
    assert out.columns["date"] == ["2025-01-01"]


def test_front_matter_of_html_is_no_text() -> None:
    page = f"---\nlayout: post\n---\n<html><head><title>비</title></head><body><p>{BODY}</p></body></html>"
    out = read("html", page.encode())
    assert out.texts == [BODY]
    assert json.loads(out.columns["meta"][0]) == {"layout": "post"}
