"""Zip archives: names, archives inside, members that cannot be read, bombs; nothing is unaccounted."""

import gzip
import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.core.errors import DataError
from pipeline.readers import compression, containers
from pipeline.readers.formats.zip import _count
from tests.faults.outcome import ingest
from tests.readers.samples import PAGE, parquet_bytes, tar


def packed(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return sink.getvalue()


def renamed(archive: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with other bytes in the place of a name of the same length, and without the mark of UTF-8."""
    assert len(old) == len(new)
    data = bytearray(archive.replace(old, new))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            struct.pack_into("<H", data, at + flags, 0)
            at = data.find(sign, at + 4)
    return bytes(data)


def test_members_are_named_by_archive_and_path(tmp_path: Path) -> None:
    inner = packed({"d.txt": "속".encode()})
    data = packed(
        {
            "b/c.html": PAGE.encode(),
            "b/inner.zip": inner,
            "t.tar.gz": gzip.compress(tar({"e.txt": b"deep"})),
            "p.parquet": parquet_bytes(__import__("pyarrow").table({"text": ["row"]})),
            "l.jsonl.gz": gzip.compress(b'{"text": "line"}\n'),
        }
    )
    out = ingest(tmp_path, {"x/a.zip": data})
    assert [d["id"] for d in out.documents] == [
        "s/x/a.zip!b/c.html#1",
        "s/x/a.zip!b/inner.zip!d.txt#1",
        "s/x/a.zip!t.tar.gz!e.txt#1",
        "s/x/a.zip!p.parquet#1",
        "s/x/a.zip!l.jsonl.gz#1",
    ]
    assert {d["file"] for d in out.documents} == {
        d["id"][2:].rpartition("#")[0] for d in out.documents
    }
    assert sum(f["records"] for f in out.files) == len(out.documents)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("한글.txt".encode("cp949"), "한글.txt"),
        ("한글.txt".encode(), "한글.txt"),
        (b"\xe9\xff.txt", None),
    ],
)
def test_names_without_a_mark_are_utf8_or_cp949(
    tmp_path: Path, written: bytes, name: str | None
) -> None:
    plain = ("x" * (len(written) - 4) + ".txt").encode()
    data = renamed(packed({plain.decode(): b"text"}, zipfile.ZIP_STORED), plain, written)
    out = ingest(tmp_path, {"a.zip": data})
    expected = name or written.decode("cp437")
    assert [d["file"] for d in out.documents] == [f"a.zip!{expected}"]


def test_members_that_hold_no_text_are_skipped_and_counted(tmp_path: Path) -> None:
    members = {"a.txt": b"a", "1.png": b"x", "2.PNG": b"x", "__MACOSX/._a": b"x", ".DS_Store": b"x"}
    out = ingest(tmp_path, {"a.zip": packed(members)}, max_reject_share=0)
    assert (out.texts, out.rejects) == (["a"], [])
    assert out.files[-1]["skipped"] == '{".DS_Store":1,".png":2,"__MACOSX":1}'


def test_member_with_a_password_is_a_reject_of_its_own(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": b"a", "b.txt": b"b"}))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(sign) + flags] |= 1
    out = ingest(tmp_path, {"a.zip": bytes(data)})
    assert (out.texts, [(r["file"], r["reason"]) for r in out.rejects]) == (
        ["b"],
        [("a.zip!a.txt", "encrypted")],
    )


def test_damaged_member_is_one_reject_and_the_others_are_read(tmp_path: Path) -> None:
    text = b"".join(b"line %d of this text\n" % n for n in range(200))
    data = bytearray(packed({"a.txt": text, "b.txt": b"b", "c.jsonl.gz": gzip.compress(text)[:50]}))
    data[60] ^= 0xFF
    out = ingest(tmp_path, {"a.zip": bytes(data)})
    assert out.texts == ["b"]
    assert [(r["file"], r["reason"]) for r in out.rejects] == [
        ("a.zip!a.txt", "damaged_file"),
        ("a.zip!c.jsonl.gz", "damaged_file"),
    ]
    assert all(w.startswith("damaged: ") for w in out.warnings)


def test_cut_archive_stops_the_run_or_goes_as_a_whole(tmp_path: Path) -> None:
    whole = packed({"a.txt": b"a" * 1000})
    with pytest.raises(
        DataError, match=r"source s: .*a\.zip: damaged or unreadable: not a whole zip"
    ):
        ingest(tmp_path, {"a.zip": whole[:-30], "b.txt": b"b"})
    out = ingest(tmp_path, {}, on_bad_file="reject")
    assert (out.texts, [r["reason"] for r in out.rejects]) == (["b"], ["damaged_file"])


def test_archives_deeper_than_the_limit_are_rejects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = packed({"a.txt": b"deep"})
    for depth in range(containers.MAX_DEPTH):
        data = packed({f"{depth}.zip": data, f"{depth}.txt": b"near"})
    out = ingest(tmp_path, {"a.zip": data})
    assert out.texts == ["near"] * containers.MAX_DEPTH
    assert [(r["file"].count("!"), r["reason"]) for r in out.rejects] == [(5, "too_deep")]


def test_bomb_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (compression, containers):
        monkeypatch.setattr(module, "FREE", 1 << 20)
    bomb = packed({f"{n}.txt": bytes(1 << 20) for n in range(4)})
    with pytest.raises(DataError, match=r"a\.zip: .*members expand more than 200 times"):
        ingest(tmp_path, {"a.zip": bomb})
    nested = packed({"b.zip": bomb, "c.txt": b"c"})
    with pytest.raises(DataError, match=r"b\.zip: .*members expand more than 200 times"):
        ingest(tmp_path, {"b.zip": nested}, {"path": str(tmp_path / "in/b.zip")})


def test_number_of_members_is_known_before_they_are_listed(tmp_path: Path) -> None:
    assert _count(io.BytesIO(packed({f"{n}": b"" for n in range(7)}))) == 7
    assert _count(io.BytesIO(b"")) is None


def test_too_many_members_stop_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.readers.formats.zip.MAX_MEMBERS", 2)
    with pytest.raises(DataError, match="an archive of 3 members; the limit is 2"):
        ingest(tmp_path, {"a.zip": packed({f"{n}.txt": b"a" for n in range(3)})})


def test_stated_format_is_that_of_the_members(tmp_path: Path) -> None:
    out = ingest(tmp_path, {"a.zip": packed({"a.log": b'{"text": "a"}\n'})}, {"format": "jsonl"})
    assert out.texts == ["a"]


def test_limit_of_documents_ends_inside_an_archive(tmp_path: Path) -> None:
    inner = packed({"b.jsonl": b'{"text": "b"}\n' * 3})
    data = packed({"a.txt": b"a", "i.zip": inner, "z.txt": b"z"})
    out = ingest(tmp_path, {"a.zip": data}, {"max_documents": 2})
    assert out.texts == ["a", "b"]
    assert [(f["file"], f["whole"]) for f in out.files] == [
        ("a.zip!a.txt", True),
        ("a.zip!i.zip!b.jsonl", False),
        ("a.zip!i.zip", False),
        ("a.zip", False),
    ]


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_mutated_archive_is_documents_rejects_or_an_error(
    tmp_path: Path, data: st.DataObject
) -> None:
    whole = bytearray(packed({"a.txt": b"first text", "b.jsonl": b'{"text": "line"}\n' * 20}))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.integers(0, len(whole)))
    changed = bytes(whole[:cut] if data.draw(st.booleans()) else whole)
    from pipeline.core.inputs import InputFile
    from pipeline.readers.account import Account
    from pipeline.readers.opening import Limits, events
    from pipeline.readers.plan import Piece
    from pipeline.readers.source import Source

    (tmp_path / "a.zip").write_bytes(changed)
    status = (tmp_path / "a.zip").stat()
    file = InputFile(str(tmp_path / "a.zip"), "a.zip", status.st_size, status.st_mtime_ns)
    source = Source(name="s", path=str(tmp_path / "a.zip"))
    try:
        batches = [b for _, b in events(Account(source, Piece(file)), Limits()) if b is not None]
    except DataError:
        return
    assert all(len(b.number) == len(b.text) for b in batches)
