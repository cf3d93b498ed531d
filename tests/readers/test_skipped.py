"""Files that hold no text: skipped by name or first bytes, listed, and no rejects; nothing is unaccounted."""

import json
from pathlib import Path

import pytest

from pipeline.core.corpus import Corpus
from pipeline.core.errors import DataError
from pipeline.readers import skipped
from pipeline.report.queries import Findings
from tests.faults.outcome import ingest, write


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a/b.PNG", (".png", "picture")),
        (".git/objects/ab", (".git", "hidden")),
        ("x/.DS_Store", (".DS_Store", "hidden")),
        ("node_modules/a/readme.md", ("node_modules", "beside")),
        ("__MACOSX/a.txt", ("__MACOSX", "beside")),
        ("x/Thumbs.db", ("Thumbs.db", "beside")),
        ("x/~$보고서.docx", ("~$*", "beside")),
        ("lib.so", (".so", "program")),
        ("소리.wav", (".wav", "sound")),
        ("a.txt", None),
        ("a.hwp", None),
        ("png", None),
        ("a/../b.txt", None),
    ],
)
def test_names_say_what_holds_no_text(name: str, found: tuple[str, str] | None) -> None:
    what = skipped.by_name(name)
    assert (what and (what.extension, what.kind)) == found


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b"\x89PNG\r\n\x1a\n", "picture"), (b"\x7fELF\x02", "program"), (b"RIFF1234WAVE", "sound")],
)
def test_first_bytes_say_it_where_names_do_not(tmp_path: Path, head: bytes, kind: str) -> None:
    what = skipped.by_bytes("a.xyz", head)
    assert what is not None
    assert what.kind == kind
    out = ingest(tmp_path, {"a.xyz": head, "b.txt": b"b"}, max_reject_share=0)
    assert (out.texts, out.rejects) == (["b"], [])
    assert [f["skipped"] for f in out.files] == ['{".xyz":1}', None]


def test_folder_of_pictures_and_texts_has_no_rejects_and_lists_all(tmp_path: Path) -> None:
    write(tmp_path / "in", {f"사진/{n}.jpg": b"\xff\xd8\xff" for n in range(50)})
    files = {".git/HEAD": b"ref", "a.ttf": b"x", "글.txt": "글".encode(), "b.xyz": b"?"}
    out = ingest(tmp_path, files)
    assert (out.texts, out.reasons) == (["글"], [(0, "unknown_format")])
    findings = Findings(Corpus.open(str(tmp_path / "root"))).inflow
    assert findings.skipped.rows() == [
        ("s", ".git", "hidden", 1),
        ("s", ".jpg", "picture", 50),
        ("s", ".ttf", "font", 1),
    ]
    assert findings.extensions.drop("bytes").rows() == [
        ("s", ".txt", 1, 1, 1, 0),
        ("s", ".xyz", 1, 1, 0, 1),
    ]
    assert findings.rejects.rows() == [("s", ".xyz", "unknown_format", 1, 1, "b.xyz")]
    seen = sum(findings.skipped["files"]) + sum(findings.extensions["files"])
    assert seen == sum(1 for p in (tmp_path / "in").rglob("*") if p.is_file())


def test_file_that_the_recipe_names_is_read_whatever_its_name(tmp_path: Path) -> None:
    out = ingest(
        tmp_path,
        {"a.dat": b'{"text": "a"}'},
        {"path": str(tmp_path / "in/a.dat"), "format": "jsonl"},
    )
    assert out.texts == ["a"]
    named = ingest(tmp_path, {"b.dat": b'{"text": "b"}'}, {"format": "jsonl"}, root="two")
    assert named.texts == ["a", "b"]


def test_hidden_file_that_comes_or_goes_changes_nothing(tmp_path: Path) -> None:
    ingest(tmp_path, {"a.txt": b"a", ".DS_Store": b"1"})
    commit = (tmp_path / "root/ingest/documents/_commit.json").read_bytes()
    (tmp_path / "in/.DS_Store").unlink()
    out = ingest(tmp_path, {".idea/x.xml": b"1", "logo.png": b"1"})
    assert out.texts == ["a"]
    assert (tmp_path / "root/ingest/documents/_commit.json").read_bytes() == commit
    listed = json.loads((tmp_path / "root/ingest/skipped.json").read_text())
    assert [row["extension"] for row in listed] == [".idea", ".png"]


def test_source_of_pictures_alone_is_refused_before_the_run(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none of its files can hold text: 2 \.png \(picture\)"):
        ingest(tmp_path, {"a.png": b"1", "b.png": b"1"})
    assert ingest(tmp_path, {}, {"allow_empty": True}).documents == []


@pytest.mark.parametrize(
    ("name", "extension"),
    [("a/b.PNG", ".png"), ("a.tar.gz", ".gz"), (".profile", ""), ("a.b/c", ""), ("readme", "")],
)
def test_extension_is_the_ending_from_the_last_dot(name: str, extension: str) -> None:
    assert skipped.extension_of(name) == extension


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("LICENSE", "notice"),
        ("a/licence.txt", "notice"),
        ("LICENSE-APACHE-2.0", "notice"),
        ("CHANGELOG.md", "notice"),
        ("COPYING", "notice"),
        ("package-lock.json", "lock"),
        ("history.md", None),
        ("changes.txt", None),
        ("notice.txt", None),
        ("licensed_works.jsonl", None),
        ("LICENSE.pdf", None),
        ("면허.txt", None),
    ],
)
def test_notices_are_known_by_name(name: str, kind: str | None) -> None:
    what = skipped.notice(name)
    assert (what and what.kind) == kind


def test_notices_are_counted_and_read_if_asked_for(tmp_path: Path) -> None:
    files = {"LICENSE": b"licence", "CHANGELOG.md": b"log", "a.txt": b"a"}
    out = ingest(tmp_path, files)
    assert out.texts == ["a"]
    findings = Findings(Corpus.open(str(tmp_path / "root"))).inflow
    assert {row[1:3] for row in findings.skipped.rows()} == {
        ("LICENSE", "notice"),
        ("CHANGELOG.md", "notice"),
    }


def test_source_of_endings_reads_these_alone(tmp_path: Path) -> None:
    from pipeline.readers.source import Source, sorted_out

    write(tmp_path / "in", {"a.TXT": b"a", "b.jsonl.gz": b"b", "c.md": b"c", "CHANGELOG.md": b"d"})
    source = Source(name="s", path=str(tmp_path / "in"), endings=(".txt", ".JSONL.gz"))
    read, passed = sorted_out(source)
    assert [f.name for f in read] == ["a.TXT", "b.jsonl.gz"]
    assert {(f.name, s.kind) for s, f in passed} == {
        ("c.md", "other ending"),
        ("CHANGELOG.md", "notice"),
    }
    whole = Source(name="s", path=str(tmp_path / "in"), notices=True)
    assert len(sorted_out(whole)[0]) == 4
    assert len(sorted_out(whole.model_copy(update={"notices": False}))[0]) == 3
