"""Readers and extractors of other packages: found, detected, split and read like those that ship."""

from pathlib import Path

import pytest

from pipeline import extractors
from pipeline.core.errors import DataError, RecipeError
from pipeline.readers.registry import installed
from pipeline.readers.source import Source
from tests.faults.outcome import ingest
from tests.readers.stranger import forget, installed_package, write_modules

PARAGRAPHS = '''
"""Paragraphs: one record a paragraph."""

from pipeline.readers import Part
from pipeline.readers.records import Columns

EXTENSIONS = (".par",)
MAGIC = ((0, b"%PAR"), (6, b"paragraphs"))
SPLITS = ("plain",)
EXPECTED_REJECTS = ("comment",)


def read(stream, request):
    stream.seek(request.start)
    size = None if request.stop is None else request.stop - request.start
    columns = Columns(request)
    paragraphs = stream.read(size).decode().strip("\\n").split("\\n\\n")
    for number, text in enumerate(paragraphs, request.first):
        if text.startswith("#"):
            columns.reject(number, "comment", text.encode())
        else:
            columns.add({request.fields.text: text.upper()}, number, text.encode())
    yield columns.batch()


def split(stream, target):
    data, starts = stream.read(), [0]
    while (at := data.find(b"\\n\\n", starts[-1] + target)) >= 0:
        starts.append(at + 2)
    return [Part(a, b) for a, b in zip(starts, [*starts[1:], len(data)])]


def count(stream, part):
    stream.seek(part.start)
    return len(stream.read(part.stop - part.start).strip(b"\\n").split(b"\\n\\n"))
'''
SHOUT = """
from pipeline.extractors import Page


def extract(html):
    return Page("!" + html.partition("<body>")[2], None)
"""
OFFER = "[malmoi.readers]\nparagraphs = strange.par\n"


def test_format_of_another_package_is_detected_and_read(tmp_path: Path) -> None:
    files = {
        "a.par": b"one\n\n# note\n\ntwo",
        "b.jsonl": b'{"text": "three"}\n',
        "c": b"%PAR four",
        "d.txt": b"012345paragraphs",
    }
    with installed_package(tmp_path / "lib", "strange", {"par": PARAGRAPHS}, OFFER):
        out = ingest(tmp_path, files, max_reject_share=0.0)
        assert out.texts == ["ONE", "TWO", "three", "%PAR FOUR", "012345PARAGRAPHS"]
        assert out.reasons == [(2, "comment")]
        assert [f["format"] for f in out.files] == [
            "paragraphs",
            "jsonl",
            "paragraphs",
            "paragraphs",
        ]
        assert out.warnings == ["named_text_is_paragraphs"]
        stated = ingest(tmp_path, {}, {"format": "paragraphs", "path": str(tmp_path / "in/a.par")})
        assert stated.texts == ["ONE", "TWO"]
    with pytest.raises(
        RecipeError, match="unknown format 'paragraphs'; expected one of arrow, commoncrawl, csv"
    ):
        Source(name="s", path=str(tmp_path), format="paragraphs")


def test_rejects_that_a_format_expects_are_no_damage(tmp_path: Path) -> None:
    files = {"a.par": b"\n\n".join([b"# note"] * 50 + [b"one"])}
    with installed_package(tmp_path / "lib", "strange", {"par": PARAGRAPHS}, OFFER):
        assert ingest(tmp_path, files, max_reject_share=0.0).texts == ["ONE"]
    other = PARAGRAPHS.replace("EXPECTED_REJECTS", "OTHER")
    with (
        installed_package(tmp_path / "lib", "strange", {"par": other}, OFFER),
        pytest.raises(DataError, match="50 of 51 records were rejected"),
    ):
        ingest(tmp_path, files, max_reject_share=0.0)


def test_large_file_of_another_package_is_read_in_parts(tmp_path: Path) -> None:
    texts = [f"text {i}" for i in range(100)]
    files = {"a.par": "\n\n".join(texts).encode()}
    with installed_package(tmp_path / "lib", "strange", {"par": PARAGRAPHS}, OFFER):
        out = ingest(tmp_path, files, shard_bytes=200)
    assert out.texts == [t.upper() for t in texts]
    assert [d["record"] for d in out.documents] == list(range(1, 101))
    assert len(out.files) > 3


def test_changed_code_of_a_reader_is_run_again(tmp_path: Path) -> None:
    files = {"a.par": b"one\n\n# note\n\ntwo"}
    with installed_package(tmp_path / "lib", "strange", {"par": PARAGRAPHS}, OFFER):
        assert ingest(tmp_path, files).texts == ["ONE", "TWO"]
        write_modules(
            tmp_path / "lib", "strange", {"par": PARAGRAPHS.replace(".upper()", ".title()")}
        )
        forget()
        assert ingest(tmp_path, {}).texts == ["One", "Two"]


def test_extractor_of_another_package_is_run_and_run_again_when_it_changes(tmp_path: Path) -> None:
    offer = "[malmoi.extractors]\nshout = strange_html.shout\n"
    files = {"a.html": b"<html><body>text"}
    with installed_package(tmp_path / "lib", "strange_html", {"shout": SHOUT}, offer):
        assert ingest(tmp_path, files, {"extractor": "shout"}).texts == ["!text"]
        write_modules(tmp_path / "lib", "strange_html", {"shout": SHOUT.replace('"!"', '"?"')})
        forget()
        assert ingest(tmp_path, {}, {"extractor": "shout"}).texts == ["?text"]
    with pytest.raises(RecipeError, match="'shout'; expected one of resiliparse, trafilatura"):
        Source(name="s", path=str(tmp_path), extractor="shout")
    with pytest.raises(DataError, match="unknown extractor 'shout'; extractors are: resiliparse"):
        extractors.load("shout")


def test_name_of_a_shipped_format_stays_with_it(tmp_path: Path) -> None:
    offer = "[malmoi.readers]\njsonl = strange.par\n"
    with installed_package(tmp_path / "lib", "strange", {"par": PARAGRAPHS}, offer):
        assert installed().named("jsonl").module == "pipeline.readers.formats.jsonl"


@pytest.mark.parametrize(
    ("code", "offered", "expected"),
    [
        (PARAGRAPHS, "gone.par", r"reader bad: the module gone.par is not installed"),
        ("EXTENSIONS = ('.par',)", "strange.par", r"reader bad: strange.par defines no read"),
        (
            "import nowhere\nEXTENSIONS = ('.par',)",
            "strange.par",
            r"strange.par cannot be imported",
        ),
        (
            "EXTENSIONS = '.par'",
            "strange.par",
            r"par.py: EXTENSIONS: Input should be a valid tuple",
        ),
        ("EXTENSIONS = ('PAR',)", "strange.par", r"EXTENSIONS: 'PAR' must be lower case"),
        ("SPLITS = ('gz',)", "strange.par", r"SPLITS: Input should be 'plain', 'gzip'"),
    ],
)
def test_mistake_of_another_package_is_named(
    tmp_path: Path, code: str, offered: str, expected: str
) -> None:
    offer = f"[malmoi.readers]\nbad = {offered}\n"
    with (
        installed_package(tmp_path / "lib", "strange", {"par": code}, offer),
        pytest.raises(RecipeError, match=expected),
    ):
        ingest(tmp_path, {"a.par": b"one"})


def test_format_that_states_parts_without_functions_for_them_is_named(tmp_path: Path) -> None:
    code = PARAGRAPHS.replace("def count", "def other")
    with (
        installed_package(tmp_path / "lib", "strange", {"par": code}, OFFER),
        pytest.raises(RecipeError, match=r"strange.par states SPLITS and must define split"),
    ):
        ingest(tmp_path, {"a.par": b"one\n\ntwo\n\nthree"}, shard_bytes=4)
