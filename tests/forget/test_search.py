"""Addresses are compared as people write them."""

import pyarrow as pa
import pytest

from pipeline.forget.search import _begins

URLS = [
    "http://pref.kr/blog/kim/1",
    "https://www.pref.kr/blog/kimchi",
    "https://rows.example.kr/%EC%BF%A0%ED%82%A4/2",
    "https://pref.kr.example.com/blog/kim",
    None,
    "no address",
]


@pytest.mark.parametrize(
    ("prefix", "rows"),
    [
        ("https://pref.kr/blog/kim", [0, 1]),
        ("https://pref.kr/blog/kim/", [0]),
        ("HTTP://WWW.Pref.KR:80/blog", [0, 1]),
        ("pref.kr/", [0, 1]),
        ("pref.kr", [0, 1]),
        ("https://rows.example.kr/쿠", [2]),
        ("https://pref.kr/Blog", []),
        ("no ", [5]),
    ],
)
def test_prefix_of_addresses(prefix: str, rows: list[int]) -> None:
    found = _begins(pa.chunked_array([pa.array(URLS)]), prefix)
    assert found.nonzero()[0].tolist() == rows
