"""Ends of lines: those of the line if they are near, and nothing that looks further."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.kernels import pii
from pipeline.kernels.pii.lines import begins_line, ends_line, line_begin, line_end

SOURCES = sorted(Path(pii.__file__).parent.rglob("*.py"))
# a search from the first byte, or one to the last: 4 MB of names in one line took 41 s
UNBOUNDED = re.compile(r"""\brfind\(b"\\n", 0,|\bfind\(b"\\n", [^,()]*(?:\([^()]*\))?[^,()]*\)""")


@given(st.text("a\n", max_size=24), st.integers(0, 24), st.integers(1, 30))
def test_ends_are_those_of_the_line_as_far_as_they_are_looked_for(
    text: str, at: int, far: int
) -> None:
    data, at = text.encode(), min(at, len(text))
    begin, end = line_begin(data, at, far), line_end(data, at, far)
    before, behind = data[:at].rpartition(b"\n")[2], data[at:].partition(b"\n")[0]
    assert begin == at - min(len(before), far)
    assert end == at + min(len(behind), far)
    assert begins_line(data, begin) == (len(before) <= far)
    if len(behind) < far:
        assert ends_line(data, end) == (b"\n" in data[at:])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_check_looks_for_an_end_without_bound(path: Path) -> None:
    assert UNBOUNDED.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ('text.rfind(b"\\n", 0, start) + 1', True),
        ('text.find(b"\\n", end)', True),
        ('text.find(b"\\n", max(at, until))', True),
        ('text.find(b"\\n", start, start + FAR)', False),
        ('text.rfind(b"\\n", low, at)', False),
    ],
)
def test_search_without_bound_is_recognised(line: str, is_found: bool) -> None:
    assert bool(UNBOUNDED.search(line)) == is_found
