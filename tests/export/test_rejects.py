"""`malmoi export --rejects`: the files that another program has to read, also of a run that failed."""

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from pipeline.core.errors import DataError, RecipeError
from pipeline.export.rejects import export
from tests.cli.processes import malmoi
from tests.faults.outcome import ingest
from tests.readers import office

SCAN = office.pdf([[]])


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_lines_name_file_member_and_reason(tmp_path: Path) -> None:
    inner = zipped({"깊이/b.pdf": SCAN})
    files = {
        "하나/a.pdf": SCAN,
        "z.zip": zipped({"in.zip": inner, "c.txt": b"c"}),
        "odd!name.pdf": SCAN,
        "e.hwp": b"",
        "t.txt": b"a text",
    }
    ingest(tmp_path, files)
    folder = tmp_path / "in"
    num = export(str(tmp_path / "root"), tmp_path / "list/scans.txt", ["no_text_layer"])
    lines = (tmp_path / "list/scans.txt").read_text().splitlines()
    assert num == len(lines) == 3
    assert sorted(lines) == [
        f"{folder}/odd!name.pdf\t\tno_text_layer",
        f"{folder}/z.zip\tin.zip!깊이/b.pdf\tno_text_layer",
        f"{folder}/하나/a.pdf\t\tno_text_layer",
    ]
    assert (
        export(str(tmp_path / "root"), tmp_path / "l.jsonl", ["no_text_layer", "empty_file"]) == 4
    )
    rows = [json.loads(line) for line in (tmp_path / "l.jsonl").read_bytes().splitlines()]
    assert rows[0] == {
        "path": f"{folder}/e.hwp", "member": "", "reason": "empty_file", "source": "s", "records": 1,
    }  # fmt: skip


def test_records_of_one_file_are_one_line(tmp_path: Path) -> None:
    ingest(tmp_path, {"a.jsonl": b'{"text": "a"}\n{"text": 1}\n{"text": 2}\n'})
    assert export(str(tmp_path / "root"), tmp_path / "l.jsonl", ["text_not_a_string"]) == 1
    assert json.loads((tmp_path / "l.jsonl").read_bytes())["records"] == 2


def test_files_of_a_source_that_has_moved_keep_their_names(tmp_path: Path) -> None:
    ingest(tmp_path, {"a.pdf": SCAN, "b.txt": b"b"})
    (tmp_path / "in").rename(tmp_path / "gone")
    export(str(tmp_path / "root"), tmp_path / "l.txt", ["no_text_layer"])
    assert (tmp_path / "l.txt").read_text() == "a.pdf\t\tno_text_layer\n"


def test_unknown_reason_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="nothing was read here"):
        export(str(tmp_path), tmp_path / "l.txt", ["no_text_layer"])
    ingest(tmp_path, {"a.pdf": SCAN, "b.txt": b"b"})
    with pytest.raises(RecipeError, match=r"--rejects scans: .* reasons are: no_text_layer"):
        export(str(tmp_path / "root"), tmp_path / "l.txt", ["scans"])
    assert not (tmp_path / "l.txt").exists()


def test_folder_of_scans_alone_fails_and_still_hands_them_on(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no document came out"):
        ingest(tmp_path, {"a.pdf": SCAN, "b.pdf": SCAN})
    root, to = tmp_path / "root", tmp_path / "l.txt"
    shown = malmoi("show", root)
    assert shown.returncode == 0
    assert "No stage has finished. What ingest read:" in shown.stdout
    assert f"malmoi export {root} --rejects no_text_layer --to files.txt" in shown.stdout
    assert "failed: source s: no document came out of 2 files with 2 records" in shown.stdout
    assert "Next: malmoi run RECIPE" in shown.stdout
    done = malmoi("export", root, "--rejects", "no_text_layer", "--to", to)
    assert (done.returncode, done.stdout) == (0, f"2 files: {to}\n")
    both = malmoi("export", root, "--rejects", "no_text_layer", "--living", "--to", to)
    assert both.returncode == 2


def test_failure_after_a_finished_run_is_named_below_the_tables(tmp_path: Path) -> None:
    ingest(tmp_path, {"a.txt": b"a"})
    assert "Next:" not in malmoi("show", tmp_path / "root").stdout
    with pytest.raises(DataError):
        ingest(tmp_path, {f"{n}.xyz": b"?" for n in range(20)})
    shown = malmoi("show", tmp_path / "root").stdout
    assert shown.startswith("Living after each stage")
    assert "failed: source s: 20 of 21 records were rejected" in shown


@pytest.mark.parametrize("name", ["a.zip", "a.hwp", "a.pdf", "a.docx", "a.html", "a.xyz", "a.txt"])
def test_file_of_no_bytes_has_its_own_reason_and_stops_nothing(tmp_path: Path, name: str) -> None:
    files = {f"{n}/{name}": b"" for n in range(12)} | {"b.txt": b"b"}
    out = ingest(tmp_path, files, max_reject_share=0)
    assert {r["reason"] for r in out.rejects} == {"empty_file"}
    assert (len(out.rejects), out.texts) == (12, ["b"])


def test_empty_member_is_empty_and_an_archive_of_nothing_is_not(tmp_path: Path) -> None:
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("x.hwp"))
    out = ingest(tmp_path, {"a.tar": tar.getvalue(), "none.zip": zipped({}), "b.txt": b"b"})
    assert [(r["file"], r["reason"]) for r in out.rejects] == [("a.tar!x.hwp", "empty_file")]
