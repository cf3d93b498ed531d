"""Conditions as recipes write them."""

import polars as pl
import pytest

from pipeline.core.condition import expression, names

FRAME = pl.DataFrame(
    {
        "quality": [0.9, 0.7, None, 0.95],
        "domain": ["law", "math", "law", "web"],
        "tokens": [10.0, 9000.0, 8192.0, 1.0],
    }
)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("quality >= 0.8 and domain in ['law', 'math']", [0]),
        ("tokens >= 8192", [1, 2]),
        ("not (quality >= 0.8)", [1]),
        ("1 < tokens <= 9000 and domain != 'web'", [0, 1, 2]),
        ("domain not in ('law',) or quality > 0.8", [0, 1, 3]),
        ("'a' in domain", [0, 1, 2]),
        ("'a' not in domain and tokens < 5", [3]),
    ],
)
def test_condition_chooses_its_rows(text: str, rows: list[int]) -> None:
    found = FRAME.with_row_index().filter(expression(text))["index"].to_list()
    assert found == rows


def test_what_a_classifier_said_is_a_column() -> None:
    frame = pl.DataFrame({"quality.domain": ["law", "web", None]})
    condition = "quality.domain in ['law']"
    assert names(condition) == ["quality.domain"]
    assert frame.with_row_index().filter(expression(condition))["index"].to_list() == [0]


def test_columns_of_a_condition_are_known() -> None:
    assert names("quality >= 0.8 and domain in ['law']") == ["domain", "quality"]


@pytest.mark.parametrize(
    "text",
    [
        "tokens",
        "open('x')",
        "tokens + 1 > 2",
        "quality >=",
        "[t for t in x]",
        "1 is 1",
        "3 in domain",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a condition|expected|compare by"):
        names(text)
