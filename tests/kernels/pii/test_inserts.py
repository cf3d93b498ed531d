"""Columns of INSERT statements as heads of their values."""

import pytest

from pipeline.kernels.pii import inserts
from pipeline.kernels.pii.tables import below, head, heads

ROWS = b"INSERT INTO `t` (`id`, `name`, \"born\") VALUES (1, 'it''s, (x)', '1987-03-02'),\n(2, NULL, '1990');"


@pytest.mark.parametrize(
    ("value", "column"),
    [
        (b"1, 'it", b"id"),
        (b"it''s", b"name"),
        (b"(x)", b"name"),
        (b"1987", b"born"),
        (b"2, NULL", b"id"),
        (b"1990", b"born"),
    ],
)
def test_column_of_a_value_in_quotation_marks_and_rows(value: bytes, column: bytes) -> None:
    at = ROWS.index(value)
    assert inserts.head(ROWS, at) == head(ROWS, at) == column
    assert heads(ROWS, at) == b"id,name,born"


def test_nothing_outside_the_values_has_a_column() -> None:
    for part in (b"INSERT", b"`name`", b"VALUES"):
        assert inserts.head(ROWS, ROWS.index(part)) == b""
    longer = ROWS + b"\nSELECT '1987-03-02' FROM t; -- (a, b, c)"
    assert inserts.head(longer, longer.index(b"SELECT '") + 9) == b""
    assert inserts.head(longer, longer.index(b"b, c")) == b""


def test_a_value_behind_the_last_column_has_none() -> None:
    text = b"insert into t (a, b) values (1, 2, 3)"
    assert inserts.head(text, text.index(b"2")) == b"b"
    assert inserts.head(text, text.index(b"3")) == b""


def test_columns_of_statements_that_touch_a_part_of_a_text() -> None:
    text = ROWS + b"\nINSERT INTO u (phone) VALUES ('010');\n"
    assert inserts.heads_between(text, 0, len(ROWS)) == b"id,name,born"
    assert inserts.heads_between(text, 0, len(text)) == b"id,name,born\nphone"
    assert inserts.heads_between(b"no values (here)", 0, 9) == b""


def test_the_table_below_values_ends_behind_the_last_one() -> None:
    text = ROWS + b"\nSELECT 1"
    at = text.index(b" VALUES")
    assert below(text, at) == inserts.end_of(text, at) == len(ROWS) - 1
    # a function and prose
    for other in (b"d.values(x)", b"the values (see below)"):
        assert inserts.end_of(other, other.index(b"values") - 1) == other.index(b"values") - 1
