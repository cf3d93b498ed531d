"""Identity of what a unit reads: the code that is loaded by name is part of it, and no other code."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.core import modules
from pipeline.core.inputs import InputFile
from pipeline.readers import registry
from pipeline.readers.plan import Counted, Piece, Portion, pieces_of, uncounted
from pipeline.readers.source import Source, files_of
from tests.faults.outcome import write

FILE = InputFile("/a", "a", 10, content="x")


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Modules whose code counts as changed, once it is filled; identities are computed anew."""
    names: set[str] = set()
    monkeypatch.setattr(modules, "_digest", lambda name: f"{name} {name in names}")
    monkeypatch.setattr(registry, "_identity_of_all", registry._identity_of_all.__wrapped__)
    return names


def reader(name: str) -> str:
    return f"pipeline.readers.formats.{name}"


def portion(*formats: str | None, **source: Any) -> Portion:
    pieces = tuple(Piece(FILE, format=f) for f in formats)
    return Portion(Source(name="s", path="/", **source), pieces)


@pytest.mark.parametrize(
    ("read", "affected", "unaffected"),
    [
        (portion(None, format="csv"), ["csv", "tar", "zip"], ["jsonl", "html"]),
        (portion("csv", format="csv"), ["csv"], ["jsonl", "html", "tar"]),
        (portion("jsonl", text_field="auto"), ["jsonl", "json"], []),
        (portion("jsonl", "parquet"), ["jsonl", "parquet"], ["csv", "tar"]),
        (portion("jsonl", None), ["jsonl", "csv", "tar", "warc"], []),
        (portion(None), ["jsonl", "csv", "mediawiki"], []),
        (portion(None, format="tar"), ["tar", "html", "text", "csv"], []),
    ],
)
def test_readers_that_may_read_a_piece_are_part_of_its_identity(
    changed: set[str], read: Portion, affected: list[str], unaffected: list[str]
) -> None:
    before = read.identity()
    for name in affected:
        changed.add(reader(name))
        assert read.identity() != before, name
        changed.clear()
    changed |= {reader(name) for name in unaffected}
    assert read.identity() == before


def test_platforms_are_part_of_the_identity_unless_the_source_leaves_them_out(
    changed: set[str],
) -> None:
    read, without = portion("html"), portion("html", platforms=False)
    before = read.identity(), without.identity()
    changed.add("pipeline.extractors.platforms.tistory")
    assert read.identity() != before[0]
    assert without.identity() == before[1]


@pytest.mark.parametrize(
    "fields",
    [
        {"records": "a[]"},
        {"layout": "modu_news"},
        {"join": " "},
        {"speaker_field": "who"},
        {"meta_fields": ("a",)},
        {"text_field": "auto"},
        {"platforms": False},
        {"type": "commoncrawl"},
        {"type": "commoncrawl", "crawl": {"languages": ["eng"]}},
    ],
)
def test_keys_that_decide_documents_are_part_of_the_identity(fields: dict[str, Any]) -> None:
    assert portion(None, **fields).identity() != portion(None).identity()
    assert portion(None, allow_empty=True).identity() == portion(None).identity()


def test_extractor_that_the_source_names_is_part_of_the_identity(changed: set[str]) -> None:
    read = portion("html", extractor="trafilatura")
    before = read.identity()
    changed.add("pipeline.extractors.resiliparse")
    assert read.identity() == before
    changed.add("pipeline.extractors.trafilatura")
    assert read.identity() != before


def test_count_depends_on_its_reader_alone(changed: set[str]) -> None:
    counted = Counted(Source(name="s", path="/"), Piece(FILE, 0, 5, format="jsonl"))
    before = counted.identity()
    changed |= {reader("csv"), "pipeline.extractors.resiliparse"}
    assert counted.identity() == before
    changed.add(reader("jsonl"))
    assert counted.identity() != before


def test_new_reader_changes_what_only_detection_finds() -> None:
    one = registry.Format("a", reader("csv"))
    two = registry.Format("b", reader("text"))
    few, more = registry.Formats((one,)), registry.Formats((one, two))
    assert few.identities(["a"]) == more.identities(["a"])
    assert few.identities([None]) != more.identities([None])


def test_planner_opens_large_files_only_and_knows_their_formats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = b'{"text": "one"}\n' * 50
    write(tmp_path, {"a.jsonl": lines, "b.csv": b"text\n" + lines, "c.jsonl": b'{"text": "x"}\n'})
    source = Source(name="s", path=str(tmp_path))
    files = files_of(source)
    opened: list[str] = []
    plan = "pipeline.readers.plan.format_and_codec"
    from pipeline.readers.plan import format_and_codec

    def watched(source: Source, file: InputFile) -> tuple[str | None, str | None]:
        opened.append(file.name)
        return format_and_codec(source, file)

    monkeypatch.setattr(plan, watched)
    pieces = pieces_of(source, files, 300, whole=False)
    assert sorted(opened) == ["a.jsonl", "b.csv"]
    assert [(p.file.name, p.format) for p in pieces] == [
        ("a.jsonl", "jsonl"),
        ("a.jsonl", "jsonl"),
        ("a.jsonl", "jsonl"),
        ("b.csv", "csv"),
        ("c.jsonl", None),
    ]
    assert [c.piece.start for c in uncounted(source, pieces)] == [0, 300]
