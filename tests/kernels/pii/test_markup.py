"""HTML in the view: cells and blocks become bars and line ends, and offsets lead back to the text."""

import pyarrow as pa
import pytest

from pipeline.kernels.buffers import utf8
from pipeline.kernels.pii import KINDS
from pipeline.kernels.pii.re2 import find
from pipeline.kernels.pii.view import View


def view(text: str) -> str:
    return View(*utf8(pa.array([text], pa.large_string()))).text(0).decode()[:-1]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ('<tr>\n  <th scope="row">성명</th>\n  <TD>가</TD>\n</tr>', "\n|성명|가"),
        ("<table><tr><td>1</td></tr></table>끝", "\n|1\n끝"),
        ("<dt>a</dt>\n<dd>b</dd>", "\na|b"),
        ("<p>a<br/>b</p>", "\na\nb"),
        ("<li><b>a</b> c</li>", "\na c"),
        ("a < b, <tx>, <p@x.com>, <td", "a < b, <tx>, <p@x.com>, <td"),
        ("a\n\n<x>", "a\n\n<x>"),
    ],
)
def test_tags_become_bars_and_line_ends(text: str, seen: str) -> None:
    assert view(text) == seen


def test_a_value_in_a_cell_is_found_alone() -> None:
    text = "<table>\n<tr><th>번호</th><th>계좌번호</th></tr>\n<tr><td>1</td><td>110-234-567890</td></tr>\n</table>"
    _, starts, ends, kinds = find(pa.array([text], pa.large_string()))
    data = text.encode()
    found = [(KINDS[k], data[a:b].decode()) for a, b, k in zip(starts, ends, kinds, strict=True)]
    assert found == [("ACCOUNT", "110-234-567890")]


def test_white_space_before_a_tag_costs_no_square_of_its_length() -> None:
    assert view("\n" * 100_000 + "<td>").endswith("|")
