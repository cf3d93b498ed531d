"""Plans: the same documents whatever the sizes, parts numbered as the whole, sampling by id alone."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.core.errors import DataError
from pipeline.core.inputs import InputFile
from pipeline.readers.plan import Piece, pieces_of
from pipeline.readers.source import Source, files_of
from tests.faults.outcome import Outcome, ingest, write
from tests.readers.samples import RECORDS

TEXTS = [f"글 {i} " + "가" * (i * 7 % 50) for i in range(200)]


def corpus(folder: Path) -> None:
    """The same texts as lines, as compressed lines, as row groups; a crawl of many members."""
    data = "".join(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in TEXTS).encode()
    write(folder / "in", {"a.jsonl": data, "b.jsonl.gz": gzip.compress(data)})
    pq.write_table(pa.table({"text": TEXTS}), folder / "in/c.parquet", row_group_size=9)
    crawl = b"".join(gzip.compress(r) for r in RECORDS * 20)
    write(folder / "in", {"d.warc.gz": crawl, "e/f.txt": b"one", "e/g.txt": b"two"})


def facts(out: Outcome) -> list[tuple[object, ...]]:
    names = ("id", "text", "file", "record", "url", "encoding")
    return [tuple(d[n] for n in names) for d in out.documents]


def test_documents_do_not_depend_on_how_the_work_is_cut(tmp_path: Path) -> None:
    corpus(tmp_path)
    outs = [ingest(tmp_path, {}, root=f"r{size}", shard_bytes=size) for size in (500, 4_000, 10**8)]
    for other in outs[1:]:
        assert facts(other) == facts(outs[0])
        assert sorted(map(str, other.rejects)) == sorted(map(str, outs[0].rejects))
    pieces = [len([f for f in out.files if f["file"] == "a.jsonl"]) for out in outs]
    assert pieces[0] > pieces[1] > pieces[2] == 1
    assert [d["record"] for d in outs[0].documents if d["file"] == "c.parquet"] == list(
        range(1, 201)
    )


@pytest.mark.parametrize("limit", [1, 37, 200, 500])
def test_first_documents_of_a_source_are_taken_in_file_order(tmp_path: Path, limit: int) -> None:
    corpus(tmp_path)
    whole = ingest(tmp_path, {}, root="whole")
    some = ingest(tmp_path, {}, {"max_documents": limit}, root="some", shard_bytes=700)
    assert facts(some) == facts(whole)[:limit]
    for file in some.files:
        assert file["records"] == file["documents"] + file["rejects"]
    assert [f["whole"] for f in some.files[:-1]] == [True] * (len(some.files) - 1)


def test_sample_is_decided_by_ids_alone(tmp_path: Path) -> None:
    corpus(tmp_path)
    whole = ingest(tmp_path, {}, root="whole")
    half = ingest(tmp_path, {}, {"sample": 0.5}, root="half", shard_bytes=700)
    tenth = ingest(tmp_path, {}, {"sample": 0.1}, root="tenth")
    assert set(facts(tenth)) < set(facts(half)) < set(facts(whole))
    assert 0.4 < len(half.documents) / len(whole.documents) < 0.6
    left_out = sum(f["left_out"] for f in half.files)
    assert left_out + len(half.documents) == len(whole.documents)
    assert len(half.rejects) == len(whole.rejects)


def test_globs_stay_inside_a_folder_unless_doubled(tmp_path: Path) -> None:
    write(tmp_path, dict.fromkeys(("1.txt", "b/2.txt", "b/c/3.txt", "b/.h/4.txt", "b/5.md"), b"x"))

    def names(pattern: str) -> list[str]:
        return [f.name for f in files_of(Source(name="s", path=str(tmp_path / pattern)))]

    assert names("*.txt") == ["1.txt"]
    assert names("*/*.txt") == ["b/2.txt"]
    assert names("**/*.txt") == ["1.txt", "b/2.txt", "b/c/3.txt"]
    assert names("b/[0-9].*") == ["2.txt", "5.md"]
    assert names(".") == ["1.txt", "b/2.txt", "b/5.md", "b/c/3.txt"]


def test_file_without_extension_is_known_by_its_bytes(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["가"]}), tmp_path / "part-0")
    write(tmp_path / "in", {"x": (tmp_path / "part-0").read_bytes(), "y": RECORDS[6]})
    assert ingest(tmp_path, {}).texts == ["가", "plain"]


def test_address_that_only_fsspec_opens_is_read(tmp_path: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/corpus/a.jsonl", b'{"text": "one"}\n')
    memory.pipe("/corpus/d/b.txt", b"two")
    out = ingest(tmp_path, {}, {"path": "memory:///corpus"})
    assert (out.texts, [d["id"] for d in out.documents]) == (
        ["one", "two"],
        ["s/a.jsonl#1", "s/d/b.txt#1"],
    )
    with pytest.raises(DataError, match="nosuch://x: no file system opens this address"):
        ingest(tmp_path, {}, {"path": "nosuch://x"})


def test_files_are_split_unless_they_must_be_read_from_their_beginning(tmp_path: Path) -> None:
    corpus(tmp_path)
    source = Source(name="s", path=str(tmp_path / "in"))
    files = files_of(source)
    limited = source.model_copy(update={"max_documents": 9})

    def names(source: Source, target: int, whole: bool = False) -> list[str]:
        return [p.file.name for p in pieces_of(source, files, target, whole)]

    every = [f.name for f in files]
    for whole in (names(limited, 700), names(source, 700, True), names(source, 10**8)):
        assert whole == every
    split = names(source, 700)
    assert list(dict.fromkeys(split)) == every
    assert {n for n in split if split.count(n) > 1} == {"a.jsonl", "c.parquet", "d.warc.gz"}


def test_files_up_to_the_target_are_not_opened(tmp_path: Path) -> None:
    """A million small files cost no request each."""
    gone = InputFile(str(tmp_path / "gone.jsonl"), "gone.jsonl", 700)
    source = Source(name="s", path=str(tmp_path))
    assert pieces_of(source, [gone], 700, False) == [Piece(gone)]
    with pytest.raises(DataError, match=r"gone\.jsonl: vanished"):
        pieces_of(source, [gone], 699, False)
