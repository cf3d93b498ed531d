"""Where a table ends: at what is no row, and at a line that is longer than the rows of tables are."""

import pytest

from pipeline.kernels.pii.tables import below

HEAD, ROW = b"name,phone\n", b"\xea\xb9\x80\xeb\xaf\xbc\xec\xa7\x80,010-2345-6789\n"


@pytest.mark.parametrize("rows", [1, 40])
@pytest.mark.parametrize(
    "behind", [b"", b"prose without a separator\n", b"a," + b"b" * 9000 + b"\n"]
)
def test_table_ends_before_what_is_no_row(rows: int, behind: bytes) -> None:
    table = HEAD + ROW * rows
    assert below(table + behind, 0) == len(table)


def test_line_that_is_too_long_heads_no_table() -> None:
    long = b"name\t" + b"phone\t" * 1000 + b"\n"
    for at in (0, 3000, 5000):
        assert below(long + b"a\tb\n", at) == at
