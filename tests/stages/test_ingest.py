"""A folder never ends in silence: a source without documents is an error that names files, reasons and mend."""

import json
from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.core.errors import DataError
from pipeline.core.progress import Silent
from pipeline.executors.local import LocalExecutor
from pipeline.stages import ingest as stage
from tests.faults.outcome import ingest, write


def error(tmp_path: Path, files: dict[str, bytes], **source: object) -> str:
    with pytest.raises(DataError) as caught:
        ingest(tmp_path, files, dict(source))
    return str(caught.value)


def test_few_rejects_do_not_hide_that_nothing_came_through(tmp_path: Path) -> None:
    files = {"보고서.xyz": b"?", "b.xyz": b"?", "c.rar": b"Rar", "d.jsonl": b'{"body": "a text"}\n'}
    lines = error(tmp_path, files).split("\n")
    assert lines[0] == "source s: no document came out of 4 files with 4 records:"
    assert lines[-1] == "Mend the source, or write `allow_empty: true` into it if it may be empty."
    text = "\n".join(lines)
    assert (
        "b.xyz, 보고서.xyz: 2 records unknown_format: no reader knows .xyz; state `format`" in text
    )
    assert (
        "c.rar: 1 record rar_unsupported: no reader opens these archives; repack each: bsdtar"
        in text
    )
    assert "d.jsonl: 1 record no_text: no field 'text'; string fields are body" in text
    assert "write `text_field: body`" in text


def test_broken_line_is_not_explained_by_the_fields_of_its_neighbours(tmp_path: Path) -> None:
    text = error(tmp_path, {"a.jsonl": '{"본문": "글이다"}\n{bad\n'.encode()})
    assert "1 record no_text: no field 'text'; string fields are 본문" in text
    assert "1 record json: lines that are not JSON" in text


def test_source_that_may_be_empty_goes_on(tmp_path: Path) -> None:
    out = ingest(tmp_path, {"b.xyz": b"?"}, {"allow_empty": True})
    assert (out.documents, out.reasons) == ([], [(0, "unknown_format")])


def test_permission_to_be_empty_redoes_nothing(tmp_path: Path) -> None:
    ingest(tmp_path, {"a.txt": b"a"})
    shard = next((tmp_path / "root/ingest/documents").glob("*.parquet"))
    written = shard.stat().st_mtime_ns
    ingest(tmp_path, {}, {"allow_empty": True})
    assert shard.stat().st_mtime_ns == written


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.jsonl": b""}, "a.jsonl: no record at all"),
        ({"a.jsonl": b'{"text": " "}\n'}, "1 record empty_text: they hold no text"),
        ({"a.html": b"<html><body></body></html>"}, "no_content: the extractor found no main"),
        ({"a.txt": b"\xff\xfe\xff"}, "1 record encoding: "),
        ({f"{n}.xyz": b"?" for n in range(5)}, "0.xyz, 1.xyz, 2.xyz and 2 more: 5 records"),
    ],
)
def test_every_reason_has_its_line(tmp_path: Path, files: dict[str, bytes], expected: str) -> None:
    assert expected in error(tmp_path, files)


def test_documents_that_sampling_leaves_out_came_through(tmp_path: Path) -> None:
    out = ingest(tmp_path, {"a.jsonl": b'{"text": "a"}\n'}, {"sample": 1e-9})
    assert (out.documents, out.files[0]["left_out"]) == ([], 1)


def test_one_silent_source_of_two_is_named(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/a.xyz").write_bytes(b"?")
    two = [{"name": "t", "path": str(tmp_path / "other")}]
    from pipeline import recipe as recipes
    from pipeline.executors.local import LocalExecutor

    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_bytes(b"a")
    sources = [{"name": "s", "path": str(tmp_path / "in")}, *two]
    recipe = {"root": str(tmp_path / "root"), "stages": {"ingest": {"sources": sources}}}
    (tmp_path / "recipe.yaml").write_text(json.dumps(recipe))
    with pytest.raises(DataError, match=r"^source t: no document came out of 1 file"):
        recipes.run(recipes.read(tmp_path / "recipe.yaml"), executor=LocalExecutor())


def test_too_many_rejects_are_listed_by_reason_with_their_mend(tmp_path: Path) -> None:
    files = {f"{n:02}.xyz": b"?" for n in range(8)} | {f"{n}.rar": b"Rar" for n in range(6)}
    lines = error(tmp_path, {"a.txt": b"a", **files}).split("\n")
    assert lines[0].startswith("source s: 14 of 15 records were rejected, 93.33% where")
    assert lines[1].startswith("  00.xyz, 01.xyz, 02.xyz and 5 more: 8 records unknown_format: no")
    assert lines[2].startswith("  0.rar, 1.rar, 2.rar and 3 more: 6 records rar_unsupported: no")
    assert "`max_reject_share`" in lines[3]


def test_damaged_file_names_the_mend(tmp_path: Path) -> None:
    assert "`on_bad_file: reject`" in error(tmp_path, {"a.txt": b"a", "b.zip": b"PK\x03\x04"})
    files = {"a.txt": b"a", "c.zip": b"PK\x03\x04"}
    out = ingest(tmp_path / "2", files, on_bad_file="reject")
    assert out.reasons == [(0, "damaged_file")]


class _Noted(Silent):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def note(self, line: str) -> None:
        self.lines.append(line)


@pytest.mark.parametrize(("shard_bytes", "advised"), [(1, "4"), (400, None)])
def test_very_many_units_advise_larger_shards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shard_bytes: int, advised: str | None
) -> None:
    monkeypatch.setattr(stage, "MANY_UNITS", 3)
    files = {f"in/{i}.txt": b"a text of its own, number %d" % i for i in range(8)}
    write(tmp_path, files)
    (tmp_path / "recipe.yaml").write_text(
        f"root: {tmp_path}/root\nstages:\n  ingest:\n"
        f"    shard_bytes: {shard_bytes}\n    sources: [{{name: s, path: {tmp_path}/in}}]\n"
    )
    told = _Noted()
    recipes.run(recipes.read(tmp_path / "recipe.yaml"), executor=LocalExecutor(), progress=told)
    lines = [line for line in told.lines if "shard_bytes" in line]
    if advised is None:
        assert lines == []
    else:
        assert "ingest reads 8 units of up to 1 bytes" in lines[0]
        assert f"--set ingest.shard_bytes={advised} " in lines[0]
