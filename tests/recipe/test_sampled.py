"""A share of a source is a source of the same format: whole records, spread, and no more than was asked for."""

import bz2
import gzip
import io
import lzma
import tarfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from pipeline.readers.source import Source, UnreadableFileError
from pipeline.recipe.sampled import head
from pipeline.recipe.sampled.spread import spread
from pipeline.recipe.sampled.take import take

CODECS = {
    "": bytes,
    ".gz": gzip.compress,
    ".zst": zstandard.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}
OPENED = {
    "": bytes,
    ".gz": gzip.decompress,
    ".zst": zstandard.decompress,
    ".bz2": bz2.decompress,
    ".xz": lzma.decompress,
}


def lines(num: int) -> list[bytes]:
    return [b'{"text": "%06d %s"}\n' % (i, b"x" * (i % 50)) for i in range(num)]


def source(path: Path, **fields: str) -> Source:
    return Source(name="s", path=str(path), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("extension", CODECS)
def test_lines_of_a_file_are_taken_whole_and_spread(tmp_path: Path, extension: str) -> None:
    whole = lines(5000)
    path = tmp_path / f"a.jsonl{extension}"
    path.write_bytes(CODECS[extension](b"".join(whole)))
    taken = take(source(path), 0.1, tmp_path / "out")
    (found,) = (tmp_path / "out").iterdir()
    assert found.name == path.name
    kept = OPENED[extension](found.read_bytes()).splitlines(keepends=True)
    assert set(kept) <= set(whole)
    places = [whole.index(line) for line in kept]
    assert places == sorted(places)
    assert places[0] < 500
    assert places[-1] > 4500
    assert taken.share == pytest.approx(0.1, rel=0.1)
    assert sum(map(len, kept)) / sum(map(len, whole)) == pytest.approx(taken.share, rel=0.1)


def test_only_the_beginning_of_a_large_compressed_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = lines(20000)
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(whole)))
    monkeypatch.setattr(head, "READ", path.stat().st_size // 4)
    taken = take(source(path), 0.05, tmp_path / "out")
    kept = gzip.decompress((tmp_path / "out" / path.name).read_bytes()).splitlines(keepends=True)
    assert taken.begun == 1
    assert max(whole.index(line) for line in kept) < 10000
    assert len(kept) / len(whole) == pytest.approx(taken.share, rel=0.15)


def test_blocks_of_a_large_plain_file_hold_whole_lines_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = lines(20000)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join(whole))
    monkeypatch.setattr(head, "READ", path.stat().st_size // 4)
    taken = take(source(path), 0.05, tmp_path / "out")
    kept = (tmp_path / "out" / path.name).read_bytes().splitlines(keepends=True)
    assert set(kept) <= set(whole)
    assert max(whole.index(line) for line in kept) > 17000
    assert taken.begun == 0
    assert len(kept) / len(whole) == pytest.approx(0.05, rel=0.15)


def test_large_and_small_records_are_taken_in_one_share(tmp_path: Path) -> None:
    small, large = [b'{"text": "a"}\n'] * 3000, [b'{"text": "%s"}\n' % (b"b" * 5000)] * 60
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join(small[:1500] + large + small[1500:]))
    take(source(path), 0.1, tmp_path / "out")
    kept = (tmp_path / "out" / "a.jsonl").read_bytes().splitlines()
    assert len([k for k in kept if len(k) < 100]) == pytest.approx(300, rel=0.02)
    assert len([k for k in kept if len(k) > 100]) == pytest.approx(6, abs=1)


def test_table_keeps_its_head_and_rows_of_several_lines(tmp_path: Path) -> None:
    rows = ["id,text\n", *(f'{i},"eins\nzwei {i}"\n' for i in range(500))]
    path = tmp_path / "a.csv"
    path.write_text("".join(rows))
    take(source(path), 0.1, tmp_path / "out")
    kept = (tmp_path / "out" / "a.csv").read_text()
    assert kept.startswith("id,text\n")
    assert kept.count('"') % 2 == 0
    assert kept.count("zwei") == pytest.approx(50, abs=5)


def test_rows_of_parquet_are_spread_over_its_groups(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"text": [f"Zeile {i}" for i in range(1000)]})
    pq.write_table(table, path, row_group_size=100, compression="zstd")
    taken = take(source(path), 0.1, tmp_path / "out")
    kept = pq.read_table(tmp_path / "out" / "a.parquet")
    assert len(kept) == pytest.approx(100, rel=0.1)
    assert taken.share == pytest.approx(len(kept) / 1000, rel=0.01)
    assert kept.slice(len(kept) - 1).to_pylist()[0]["text"] > "Zeile 88"


def test_members_of_a_tar_are_a_tar(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for i in range(200):
            info = tarfile.TarInfo(f"{i}.html")
            info.size = 700
            archive.addfile(info, io.BytesIO(b"<p>" + b"y" * 697))
    path = tmp_path / "a.tar.zst"
    path.write_bytes(zstandard.compress(packed.getvalue()))
    take(source(path), 0.1, tmp_path / "out")
    data = zstandard.decompress((tmp_path / "out" / path.name).read_bytes(), 10**7)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        assert len(archive.getnames()) == pytest.approx(20, abs=2)


@pytest.mark.parametrize("codec", ["", ".gz"])
def test_pages_of_a_crawl_are_cut_between_records(tmp_path: Path, codec: str) -> None:
    records = []
    for i in range(300):
        body = b"HTTP/1.1 200 OK\r\n\r\n<p>page %d</p>" % i
        head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n" % len(body)
        records.append(head + body + b"\r\n\r\n")
    path = tmp_path / f"a.warc{codec}"
    path.write_bytes(b"".join(CODECS[codec](r) for r in records))
    take(source(path), 0.1, tmp_path / "out")
    kept = OPENED[codec]((tmp_path / "out" / path.name).read_bytes())
    assert kept.count(b"WARC/1.0") == kept.count(b"<p>page") == pytest.approx(30, abs=2)
    assert kept.endswith(b"</p>\r\n\r\n")


def test_some_of_many_files_are_taken_whole(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for i in range(200):
        folder = tmp_path / "in" / ("deep" if i % 2 else "")
        (folder / f"{i:03d}.txt").write_text(f"text {i} " * 20)
    taken = take(source(tmp_path / "in"), 0.1, tmp_path / "out")
    kept = list((tmp_path / "out").rglob("*.txt"))
    assert len(kept) == pytest.approx(20, abs=2)
    assert {p.parent.name for p in kept} == {"out", "deep"}
    assert all(p.read_text() == f"text {int(p.stem)} " * 20 for p in kept)
    assert taken.share == pytest.approx(0.1, rel=0.1)
    assert taken.uncut == 0


def test_format_that_cannot_be_cut_is_taken_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a text " * 1000)
    taken = take(source(path), 0.01, tmp_path / "out")
    assert (taken.share, taken.uncut) == (1.0, 1)
    assert (tmp_path / "out" / "a.txt").read_bytes() == path.read_bytes()


def test_damaged_file_is_named_as_a_run_names_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    whole = gzip.compress(b"".join(lines(1000)))
    path.write_bytes(whole[:500] + b"\xff" * 50 + whole[550:])
    with pytest.raises(UnreadableFileError, match=r"source s: .*a.jsonl.gz: damaged or unreadable"):
        take(source(path), 0.1, tmp_path / "out")


def test_items_of_any_share_add_up_to_it() -> None:
    sizes = [10 + i % 7 for i in range(1000)]
    for share in (0.01, 0.3, 1.0):
        chosen = spread(sizes, share)
        assert sum(sizes[i] for i in chosen) == pytest.approx(share * sum(sizes), rel=0.1)
    assert spread([100], 0.01) == [0]
    assert spread([], 0.5) == []


def test_one_picture_among_pages_does_not_make_their_share_look_small(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for i in range(101):
            info = tarfile.TarInfo(f"{i}.html" if i else "0.png")
            info.size = 700 if i else 200_000
            archive.addfile(info, io.BytesIO(b"y" * info.size))
    path = tmp_path / "a.tar"
    path.write_bytes(packed.getvalue())
    taken = take(source(path), 0.1, tmp_path / "out")
    assert taken.share == pytest.approx(0.1, rel=0.1)


def test_source_of_one_large_record_may_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "%s"}\n' % (b"x" * 5000))
    assert take(source(path), 0.01, tmp_path / "out").share == 1.0
    take(source(path), 0.01, tmp_path / "none", may_be_empty=True)
    assert (tmp_path / "none" / "a.jsonl").read_bytes() == b""


def test_less_is_read_if_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(lines(20000))))
    taken = take(source(path), 0.05, tmp_path / "out", read=path.stat().st_size // 8)
    assert taken.begun == 1


def test_rows_of_one_group_are_enough_if_less_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"text": [f"text {i}" for i in range(10_000)]})
    pq.write_table(table, path, row_group_size=1000)
    taken = take(source(path), 0.05, tmp_path / "out", read=4096)
    kept = pq.read_table(tmp_path / "out" / path.name).column("text").to_pylist()
    assert 0 < len(kept) <= 500
    assert set(kept) <= {f"text {i}" for i in range(5000, 6000)}
    assert taken.share == pytest.approx(len(kept) / 10_000, rel=0.05)
