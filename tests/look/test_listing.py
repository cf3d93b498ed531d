"""All files are listed, and grouped into sources by folder and format."""

from pathlib import Path

import pytest

from pipeline.core.errors import DataError, RecipeError
from pipeline.look import listing
from pipeline.readers.source import Source, files_of
from tests.faults.outcome import write

LINE = b'{"text": "a"}\n'


def groups(folder: Path, files: dict[str, bytes]) -> dict[str, listing.Group]:
    write(folder, files)
    return {g.name: g for g in listing.groups_of(listing.listed(str(folder)))}


def test_top_folders_and_formats_make_groups(tmp_path: Path) -> None:
    found = groups(
        tmp_path / "my 글",
        {"a/1.txt": b"x", "a/2.md": b"y", "b/1.hwp": b"z", "b/1.jsonl": LINE, "b/c/2.jsonl": LINE},
    )
    assert {n: (len(g.files), g.endings) for n, g in found.items()} == {
        "a": (2, None),
        "b-documents": (1, (".hwp",)),
        "b-jsonl": (2, (".jsonl",)),
    }


def test_files_of_records_with_names_of_their_own_are_apart(tmp_path: Path) -> None:
    data = {"law.jsonl.gz": LINE, "news.jsonl": LINE}
    assert set(groups(tmp_path / "apart", data)) == {"law", "news"}
    parts = {f"part-{i:05}.jsonl": LINE for i in range(4)}
    assert set(groups(tmp_path / "parts", parts)) == {"parts"}


@pytest.mark.parametrize("name", ["a[1]", "별 폴더", "plain"])
def test_sources_read_the_files_of_their_groups_and_each_file_once(
    tmp_path: Path, name: str
) -> None:
    files = {
        "x.txt": b"x",
        "r.csv": b"text\na\n",
        "d/y.txt": b"y",
        "d/z.jsonl": LINE,
        "e/w.xyz": b"?",
    }
    found = groups(tmp_path / name, files)
    sizes = [f.uri for g in found.values() for f in g.files]
    assert sorted(sizes) == sorted(set(sizes))
    for group in found.values():
        source = Source(name="s", path=group.pattern, endings=group.endings)
        assert [f.uri for f in files_of(source)] == [f.uri for f in group.files]
    assert len(sizes) == 4


def test_many_top_folders_make_a_source_for_each_format(tmp_path: Path) -> None:
    files = {f"{i}/a.txt": b"x" for i in range(listing.MOST_SOURCES + 1)}
    assert set(groups(tmp_path / "many", files)) == {"many"}


def test_paths_that_are_not_there_and_empty_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    with pytest.raises(RecipeError, match=r"text: no such file or folder; is it .*texts\?"):
        listing.listed(str(tmp_path / "text"))
    with pytest.raises(DataError, match="the folder is empty"):
        listing.listed(str(tmp_path / "texts"))


def test_names_of_sources_are_those_that_recipes_allow() -> None:
    assert listing.source_name("내 글 (1)!") == "내-글-1"
    assert listing.source_name("...") == "files"
