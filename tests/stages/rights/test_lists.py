"""Lists of hosts, addresses, authors and ids, and what is wrong with one."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from pipeline.core.errors import DataError
from pipeline.stages.rights import addresses
from pipeline.stages.rights.lists import RightsList, find_lists, read_list
from pipeline.stages.rights.stage import Rights
from tests.stages.rights.conftest import Marked


def entries(path: Path, **fields: str) -> int:
    items = find_lists((RightsList(path=str(path), **fields),))
    return sum(len(table) for item in items for table in read_list(item))


RECORDS = [
    {
        "id": "a",
        "text": "산길을 걸었다",
        "url": "https://www.example.com/blog/1",
        "author": "Kim  Minsu",
    },
    {"id": "b", "text": "산길을 걸었다 2", "url": "http://sub.example.org:8080/x?y=1"},
    {"id": "c", "text": "산길을 걸었다 3", "url": "https://한국.example/가"},
    {"id": "d", "text": "산길을 걸었다 4", "url": "https://notexample.com/"},
    {"id": "e", "text": "산길을 걸었다 5"},
]


@pytest.mark.parametrize(
    ("of", "lines", "listed"),
    [
        ("hosts", "example.com\nexample.org", {"a", "b"}),
        ("hosts", "www.example.com\nblog.example.com", {"a"}),
        ("hosts", "https://EXAMPLE.com/\n*.example.org\n.한국.example", {"a", "b", "c"}),
        ("hosts", "com", {"a", "d"}),
        ("urls", "example.com/blog", {"a"}),
        ("urls", "https://www.example.com/blog/\n# nothing", {"a"}),
        ("urls", "example.com/bl", set()),
        ("urls", "sub.example.org:8080/x?y=1", {"b"}),
        ("ids", "c\ne", {"c", "e"}),
        ("authors", "kim minsu", {"a"}),
    ],
)
def test_list_drops_what_it_names(
    of: str, lines: str, listed: set[str], tmp_path: Path, marked: Marked
) -> None:
    (tmp_path / "list.txt").write_text(lines, encoding="utf-8")
    rows = marked(
        RECORDS, lists=[{"path": str(tmp_path / "list.txt"), "of": of, "reason": "asked"}]
    )
    assert {i for i, row in rows.items() if row["drop_reason"] == "listed"} == listed
    assert {row["listed"] for i, row in rows.items() if i in listed} <= {"asked"}
    assert all(row["reuse"] == "reserved" for i, row in rows.items() if i in listed)


def test_entry_and_list_have_reasons_of_their_own(tmp_path: Path, marked: Marked) -> None:
    (tmp_path / "hosts.txt").write_text(
        "example.com\tletter of 3 May\nexample.org", encoding="utf-8"
    )
    rows = marked(RECORDS, lists=[{"path": str(tmp_path / "hosts.txt"), "reason": "court order"}])
    assert (rows["a"]["listed"], rows["b"]["listed"]) == ("letter of 3 May", "court order")


def test_folder_of_ut1(tmp_path: Path, marked: Marked) -> None:
    folder = tmp_path / "blacklists" / "press"
    folder.mkdir(parents=True)
    (folder / "domains").write_text("example.org\n", encoding="utf-8")
    (folder / "urls").write_text("example.com/blog\n", encoding="utf-8")
    (folder / "usage").write_text("black\n", encoding="utf-8")
    rows = marked(RECORDS, lists=[{"path": str(folder)}])
    assert {i: row["listed"] for i, row in rows.items() if row["listed"]} == {
        "a": "press",
        "b": "press",
    }


def test_list_without_drop_marks_alone(tmp_path: Path, marked: Marked) -> None:
    (tmp_path / "hosts.txt").write_text("example.com", encoding="utf-8")
    rows = marked(RECORDS, drop=[], lists=[{"path": str(tmp_path / "hosts.txt")}])
    assert (rows["a"]["drop_reason"], rows["a"]["listed"]) == (None, "hosts")


@pytest.mark.parametrize(
    ("of", "data", "words"),
    [
        ("hosts", b"example.com\n\nfoo bar\n", "line 3: 'foo bar' is not a host"),
        ("hosts", b"example.com/blog\n", "line 1: 'example.com/blog' is not a host"),
        ("urls", b"example.com/a*\n", "line 1: 'example.com/a*' is not an address"),
        ("hosts", b"a.com\n\xff\xfe\n", "line 2: this is not UTF-8"),
        ("hosts", b"# only this\n", "this list has no entries"),
    ],
)
def test_bad_list_is_refused_with_its_line(
    of: str, data: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / "x.txt").write_bytes(data)
    stage = Rights(lists=(RightsList(path=str(tmp_path / "x.txt"), of=of),))  # type: ignore[arg-type]
    with pytest.raises(DataError, match=r"rights\.lists\[0\]") as error:
        stage.check()
    assert words in str(error.value)
    assert str(tmp_path / "x.txt") in str(error.value)


def test_list_that_does_not_say_what_it_lists_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("example.com")
    with pytest.raises(DataError, match="what does it list"):
        Rights(lists=(RightsList(path=str(tmp_path / "x.txt")),)).check()
    with pytest.raises(DataError, match="no such file"):
        Rights(lists=(RightsList(path=str(tmp_path / "y.txt")),)).check()


def test_compressed_list_of_many_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.stages.rights.lists.BLOCK", 100)
    path = tmp_path / "hosts.gz"
    path.write_bytes(gzip.compress("\r\n".join(f"h{i}.example" for i in range(500)).encode()))
    assert entries(path) == 500


def test_plan_names_lists_with_their_sizes(tmp_path: Path) -> None:
    (tmp_path / "hosts.txt").write_text("a.com\nb.com\n")
    stage = Rights(lists=(RightsList(path=str(tmp_path / "hosts.txt"), reason="asked"),))
    assert next(stage.plan()) == "hosts: 2 entries of hosts.txt, reason asked"


def test_addresses() -> None:
    urls = pl.Series(
        ["https://u:p@A.Example.com:80/x", "//b.example/", "ftp://c.", "no address", None]
    )
    assert addresses.hosts(urls).to_list() == ["a.example.com", "b.example", "c", None, None]
    assert addresses.prefixes("a.b/c/d?e=1&f=2") == [
        "a.b",
        "a.b/c",
        "a.b/c/d",
        "a.b/c/d?e=1",
        "a.b/c/d?e=1&f=2",
    ]
    assert addresses.path_of("https://a.b") == "/"
    assert addresses.path_of("https://a.b?x") == "/?x"
