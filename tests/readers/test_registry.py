"""The registry: a format is one file and one test, found without importing it."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import extractors
from pipeline.core.errors import DataError, RecipeError
from pipeline.readers import Splits, detect
from pipeline.readers.registry import PACKAGE, Format, Formats, formats_of, installed
from tests.readers.reading import read
from tests.readers.stranger import write_modules

TOP = Path(__file__).parents[2]
FILES = sorted(
    f.stem for f in (TOP / "pipeline/readers/formats").glob("*.py") if f.stem != "__init__"
)
KEYS = '''
"""Values of a file of
`key: value` lines: one record a line.

A second paragraph, which the table of formats leaves out.
"""

from pipeline.readers.records import Columns

EXTENSIONS = (".keys",)
MAGIC = ((3, b"keys"),)


def read(stream, request):
    columns = Columns(request)
    for number, line in enumerate(stream.read().decode().splitlines(), 1):
        columns.add({request.fields.text: line.partition(": ")[2]}, number, line.encode())
    yield columns.batch()
'''


def test_formats_are_the_files_of_the_folder() -> None:
    assert list(formats_of(PACKAGE).names()) == FILES
    for entry in formats_of(PACKAGE).formats:
        assert callable(entry.container().members if entry.facts.archive else entry.load().read)
        assert entry.facts.about


@pytest.mark.parametrize("name", FILES)
def test_format_has_its_test(name: str) -> None:
    assert (Path(__file__).parent / "formats" / f"test_{name}.py").exists()


@pytest.mark.parametrize(
    "entry",
    [f for f in formats_of(PACKAGE).formats if not f.facts.archive],
    ids=lambda entry: entry.name,
)
def test_parts_are_stated_exactly_by_formats_that_can_be_split(entry: Format) -> None:
    assert bool(entry.facts.splits) == isinstance(entry.load(), Splits)


def test_extractors_are_the_files_of_the_folder() -> None:
    folder = Path(extractors.__file__).parent
    assert sorted(extractors.installed()) == sorted(
        f.stem for f in folder.glob("*.py") if f.stem != "__init__"
    )
    assert all(callable(extractors.load(n).extract) for n in extractors.installed())


def test_new_file_in_the_folder_is_all_that_a_format_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_modules(tmp_path, "more_formats", {"keys": KEYS})
    monkeypatch.syspath_prepend(str(tmp_path))
    formats = formats_of("more_formats")
    assert formats.names() == ("keys",)
    assert detect.format_of(formats, "a.keys.gz", b"") == "keys"
    assert detect.format_of(formats, "a", b"   keys") == "keys"
    about = formats.named("keys").facts.about
    assert about == "Values of a file of `key: value` lines: one record a line."
    out = read("keys", b"a: one\nb: two\n", formats=formats)
    assert (out.texts, out.numbers) == (["one", "two"], [1, 2])


def test_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(
        DataError, match=r"unknown format 'word'; formats are: arrow, commoncrawl, csv, .*, zip"
    ):
        installed().named("word")
    with pytest.raises(DataError, match=r"unknown format 'csv'; formats are: $"):
        Formats(()).named("csv")


def test_detection_imports_no_reader() -> None:
    """A recipe of JSON lines must not wait for the libraries of crawls and dumps."""
    code = """
import sys
from pipeline.readers import detect
from pipeline.readers.plan import Portion
from pipeline.readers.registry import installed
from pipeline.readers.source import Source

assert detect.format_of(installed(), "a.bin", b"WARC/1.0") == "warc"
assert Portion(Source(name="s", path="/"), ()).identity()
for name in ("fastwarc", "mwparserfromhell", "resiliparse", "trafilatura"):
    assert name not in sys.modules, name
assert [m for m in sys.modules if m.startswith("pipeline.readers.formats.")] == []
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=TOP, timeout=120)


def test_missing_package_names_the_extra_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = '"""A."""\n\nimport no_such_package\n\nEXTRA = "documents"\n\n\ndef read(stream, request): ...\n'
    write_modules(tmp_path, "lacking", {"needs": code, "plain": code.replace("EXTRA", "OTHER")})
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(
        RecipeError, match=r"No module named 'no_such_package'; pip install 'malmoi\[documents\]'$"
    ):
        Format("needs", "lacking.needs").load()
    with pytest.raises(RecipeError, match=r"No module named 'no_such_package'$"):
        Format("plain", "lacking.plain").load()
