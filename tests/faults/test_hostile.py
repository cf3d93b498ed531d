"""Files that are made to hurt: they end within seconds, with bounded memory, as a reject or a clear error."""

import ast
import gzip
import html
import io
import json
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.core.errors import DataError
from pipeline.core.printable import on_one_line, printable
from pipeline.readers import Fields, Request
from pipeline.readers.compression import BombError
from pipeline.readers.formats import arrow, parquet
from tests.faults.outcome import ingest
from tests.faults.processes import REPOSITORY, run
from tests.faults.test_input import in_a_process
from tests.readers import office

TEXT = "글이다. 비가 내리는 밤이었다. " * 40


def repeated(rows: int, size: int) -> pa.Table:
    """A column whose rows are one value of `size` characters, stored once."""
    values = pa.array(["x" * size])
    return pa.table(
        {"text": pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), values)}
    )


@pytest.mark.parametrize("rows", [60, 10_000])
def test_value_of_60_mb_in_every_row_of_a_parquet_file_of_6_kb(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(
        repeated(rows, 60_000_000), path, compression="zstd", dictionary_pagesize_limit=1 << 30
    )
    assert path.stat().st_size < 10_000
    began = time.monotonic()
    peak = in_a_process(f"""
        from tests.faults.outcome import ingest
        from pathlib import Path
        from pipeline.core.errors import DataError
        try:
            ingest(Path({str(tmp_path)!r}), {{}}, {{"path": {str(path)!r}}})
        except DataError as error:
            assert "its rows expand more than 200 times" in str(error), error
        else:
            raise SystemExit("no error")
    """)
    assert time.monotonic() - began < 30
    assert peak < 1200


def written(table: pa.Table, arrow_file: bool) -> io.BytesIO:
    out = io.BytesIO()
    if arrow_file:
        with pa.ipc.new_file(out, table.schema) as writer:
            writer.write_table(table)
    else:
        pq.write_table(table, out, dictionary_pagesize_limit=1 << 30)
    return io.BytesIO(out.getvalue())


@pytest.mark.parametrize(("reader", "is_arrow"), [(parquet, False), (arrow, True)])
def test_rows_of_a_dictionary_come_in_batches_of_bounded_size(reader, is_arrow: bool) -> None:
    stream = written(repeated(2000, 1 << 20), is_arrow)
    batches = [b.text.nbytes for b in reader.read(stream, Request(max_expansion=1 << 20))]
    assert sum(batches) >= 2000 << 20
    assert max(batches) < 300 << 20
    stream.seek(0)
    with pytest.raises(BombError, match="its rows expand more than 200 times"):
        list(reader.read(stream, Request()))


@pytest.mark.parametrize(("reader", "is_arrow"), [(parquet, False), (arrow, True)])
def test_ordinary_rows_of_a_dictionary_are_read_whole(reader, is_arrow: bool) -> None:
    values = [f"{i % 7}번째 글" for i in range(50_000)]
    table = pa.table({"text": pa.array(values).dictionary_encode()})
    batches = list(reader.read(written(table, is_arrow), Request()))
    assert [t for b in batches for t in b.text.to_pylist()] == values
    assert len(batches) < 20


SHARED = pa.array(["x" * 1_000_000])
PLACES = pa.array([0] * 2000, pa.int32())
DICTIONARY = pa.DictionaryArray.from_arrays(PLACES, SHARED)
ITEMS = pa.ListArray.from_arrays(pa.array([0, 1000, 2000]), DICTIONARY)


def beside(column: pa.Array) -> pa.Table:
    return pa.table({"text": ["글"] * len(column), "more": column})


def zeros() -> pa.Table:
    return pa.table({"text": ["\0" * 50_000_000] * 40})


# What gives 2 GB from a file of some kB, and how it is written: a codec of Arrow IPC, or an encoding of Parquet.
BOMBS: dict[str, tuple[Callable[[], pa.Table], dict[str, Any]]] = {
    "zstd.arrow": (zeros, {"compression": "zstd"}),
    "dictionary.arrow": (lambda: pa.table({"text": DICTIONARY}), {}),
    "dictionary-in-lists.arrow": (lambda: beside(ITEMS), {"compression": "lz4"}),
    "dictionary-in-objects.arrow": (
        lambda: beside(pa.StructArray.from_arrays([DICTIONARY], ["a"])),
        {"compression": "zstd"},
    ),
    "runs.arrow": (
        lambda: pa.table({"text": pa.RunEndEncodedArray.from_arrays([2000], SHARED)}),
        {"compression": "zstd"},
    ),
    "lists-of-one-place.arrow": (
        lambda: beside(
            pa.ListViewArray.from_arrays(PLACES, pa.array([1] * 2000, pa.int32()), SHARED)
        ),
        {"compression": "zstd"},
    ),
    "zstd.parquet": (zeros, {"use_dictionary": False}),
    "beginnings.parquet": (
        lambda: pa.table({"text": DICTIONARY.dictionary_decode()}),
        {"use_dictionary": False, "column_encoding": {"text": "DELTA_BYTE_ARRAY"}},
    ),
    "dictionary-in-lists.parquet": (
        lambda: beside(ITEMS.cast(pa.list_(pa.string()))),
        {"dictionary_pagesize_limit": 1 << 30},
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_columns_are_bounded_before_they_are_unpacked(tmp_path: Path, name: str) -> None:
    make, options = BOMBS[name]
    path = tmp_path / name
    if name.endswith(".parquet"):
        pq.write_table(make(), path, **{"compression": "zstd", **options})
    else:
        table = make()
        with pa.ipc.new_file(path, table.schema, options=pa.ipc.IpcWriteOptions(**options)) as out:
            out.write_table(table)
    assert path.stat().st_size < (100_000 if options else 2_000_000)
    peak = in_a_process(f"""
        from tests.faults.outcome import ingest
        from pathlib import Path
        from pipeline.core.errors import DataError
        try:
            ingest(Path({str(tmp_path)!r}), {{}}, {{"path": {str(path)!r}}})
        except DataError as error:
            assert "its rows expand more than 200 times" in str(error), error
        else:
            raise SystemExit("no error")
    """)
    assert peak < 1000


@pytest.mark.parametrize("form", ["plain", "dictionary", "runs", "view"])
def test_texts_of_any_encoding_of_arrow_are_read(form: str) -> None:
    plain = pa.array(["하나", "둘", "둘", "셋"])
    column = {
        "plain": plain,
        "dictionary": plain.dictionary_encode(),
        "runs": pa.compute.run_end_encode(plain),
        "view": plain.cast(pa.string_view()),
    }[form]
    table = pa.table({"text": column, "m": pa.StructArray.from_arrays([column], ["a"])})
    for compression in (None, "zstd", "lz4"):
        for new in (pa.ipc.new_file, pa.ipc.new_stream):
            out = io.BytesIO()
            options = pa.ipc.IpcWriteOptions(compression=compression)
            with new(out, table.schema, options=options) as writer:
                writer.write_table(table, max_chunksize=3)
            for text_field in ("text", "m.a"):
                fields = Fields(text=text_field)
                batches = list(arrow.read(io.BytesIO(out.getvalue()), Request(fields=fields)))
                assert [t for b in batches for t in b.text.to_pylist()] == plain.to_pylist()


def around(depth: int, is_dict: bool) -> str:
    """A value that nests so many levels."""
    return '{"a":' * depth + "1" + "}" * depth if is_dict else "[" * depth + "]" * depth


@pytest.mark.parametrize("is_dict", [True, False], ids=["objects", "lists"])
@pytest.mark.parametrize("depth", [253, 254, 900, 1000, 1023, 3000])
def test_json_of_any_depth_is_a_document_or_a_reject(
    tmp_path: Path, depth: int, is_dict: bool
) -> None:
    """The field of a record is one level below it. Python's own limit depends on who calls."""
    lines = [
        '{"text": "하나", "b": 1}',
        f'{{"text": "둘", "a": {around(depth, is_dict)}}}',
        f'{{"text": {around(depth, is_dict)}}}',
        f'{{"text": "셋", "b": NaN, "a": {around(depth, is_dict)}}}',
        '{"text": "넷"}',
    ]
    deep = depth > 253
    files = {"a.jsonl": "\n".join(lines).encode(), "b.json": f"[{lines[1]},{lines[0]}]".encode()}
    out = ingest(tmp_path, files, max_reject_share=1, max_seconds_per_record=100)
    expected = [(2, "depth")] * deep + [(3, "text_not_a_string" if depth < 1024 else "depth")]
    expected += [(4, "depth")] * deep
    # the list around the records is one level more
    expected += [(1, "depth")] if 253 < depth < 1023 else [(0, "depth")] if deep else []
    assert out.reasons == expected
    texts = ["하나", "둘", "셋", "넷", "둘", "하나"] if not deep else ["하나", "넷", "하나"]
    assert out.texts == texts[: 2 if depth >= 1023 else None]


@pytest.mark.parametrize(
    ("name", "end", "outcome"),
    [
        ("a.json", 256, "its values do not fit into memory; write one object a line"),
        ("a.jsonl", 60, "record_too_large"),
    ],
)
def test_empty_objects_as_large_as_a_file_may_be_take_little_memory(
    tmp_path: Path, name: str, end: int, outcome: str
) -> None:
    """As Python's objects they would take 24 times the file."""
    data = b"[" + b"{}," * (((end << 20) - 10) // 3) + b"{}]\n"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(data)
    (tmp_path / "in" / "b.txt").write_text(TEXT)
    del data
    peak = in_a_process(f"""
        from tests.faults.outcome import ingest
        from pathlib import Path
        from pipeline.core.errors import DataError
        try:
            out = ingest(Path({str(tmp_path)!r}), {{}}, max_reject_share=1)
            assert (len(out.texts), out.reasons) == (1, [(1, {outcome!r})]), out.reasons
        except DataError as error:
            assert {outcome!r} in str(error), error
    """)
    assert peak < 1100


def test_workbook_that_shows_one_string_in_many_cells_is_a_reject(tmp_path: Path) -> None:
    """30 kB in the archive, 2 GB as text."""
    cells = "".join(f'<row><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1000))
    data = office.package(
        {
            "_rels/.rels": office.rels(officeDocument="xl/workbook.xml"),
            "xl/workbook.xml": b'<workbook><sheets><sheet name="a" id="worksheet"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": office.rels(
                worksheet="sheet.xml", sharedStrings="strings.xml"
            ),
            "xl/sheet.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode(),
            "xl/strings.xml": f"<sst><si><t>{'x' * 200_000}</t></si></sst>".encode(),
        }
    )
    out = ingest(tmp_path, {"a.xlsx": data, "b.txt": TEXT.encode()}, max_reject_share=1)
    assert (len(out.texts), out.reasons) == (1, [(1, "too_large")])


PAGES: dict[str, tuple[str, str | None]] = {
    "nested-32000": ("<div>" * 32_000 + TEXT, "too_slow"),
    "nested-200000": ("<div>" * 200_000 + TEXT, "too_slow"),
    "cells": ("<table><tr>" + "<td>가</td>" * 200_000 + "</tr></table>", "no_content"),
    "attributes": (f"<p {' '.join(f'a{i}=1' for i in range(300_000))}>{TEXT}</p>", "too_slow"),
    "attributes-of-many": (
        "".join(f"<p a{i}=1>글이다.</p>" for i in range(100_000)),
        "too_slow",
    ),
    "unclosed": ("<b><i>" * 30_000 + TEXT, None),
    "comments": ("<!--" * 200_000 + TEXT, "no_content"),
    "pre": (f"<html><body><pre>{'가나다라 마바사' * 200_000}</pre>", None),
    "entities": (
        '<!DOCTYPE html [<!ENTITY a "xxxxxxxxxx">'
        + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))
        + f"]><html><body><p>{TEXT}&m;</p></body></html>",
        None,
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_page_ends_in_time(tmp_path: Path, name: str) -> None:
    page, reason = PAGES[name]
    began = time.monotonic()
    out = ingest(
        tmp_path,
        {"a.html": page.encode(), "b.txt": TEXT.encode()},
        max_seconds_per_record=2,
        max_reject_share=1,
    )
    assert time.monotonic() - began < 30
    assert out.reasons == ([(1, reason)] if reason else [])
    assert len(out.texts) == (1 if reason else 2)
    assert max(len(t) for t in out.texts) < 2_000_000


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_pre_of_50_mb_is_read(tmp_path: Path) -> None:
    page = "<html><body><pre>" + "가나다라 마바사\n" * 2_200_000 + "</pre></body></html>"
    out = ingest(tmp_path, {"a.html": page.encode()})
    assert len(page.encode()) > 50_000_000
    assert len(out.texts[0]) > 19_000_000


LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "xxxxxxxxxx">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))
    + "]>"
)


@pytest.mark.parametrize("name", ["a.hwpml", "a.docx", "a.odt", "dump.xml"])
def test_entities_in_entities_of_xml_are_not_expanded(tmp_path: Path, name: str) -> None:
    body = f"{LAUGHS}<a><b>&m;</b></a>".encode()
    members = {
        "a.docx": {"_rels/.rels": office.rels(officeDocument="d"), "d": body},
        "a.odt": {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": body},
    }
    data = office.package(members[name]) if name in members else body
    began = time.monotonic()
    out = ingest(tmp_path, {name: data, "b.txt": TEXT.encode()}, max_reject_share=1)
    assert time.monotonic() - began < 20
    assert all(len(t) < 2000 for t in out.texts)


def test_archive_in_an_archive_counts_once_more(tmp_path: Path) -> None:
    """Each layer expands less than the limit."""
    data = bytes(40 << 20)
    for layer in range(2):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(2):
                archive.writestr(f"{copy}.{'zip' if layer else 'txt'}", data)
        data = out.getvalue()
    with pytest.raises(DataError, match="expand more than 200 times"):
        ingest(tmp_path, {"a.zip": data}, max_record_bytes=1 << 30)


NAMES = [
    "a\nb",
    "c\x1b[31mred",
    "d\x1b]0;title\x07",
    "<script>alert(1)<script>",
    "r\u202egpj",
    "t\tq",
    "[bold]m",
    "y" * 200,
    "&amp;<b>",
]


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished root of files with strange names, each with a document, its copy and a reject."""
    folder = tmp_path_factory.mktemp("strange")
    (folder / "in").mkdir()
    for name in NAMES:
        row = json.dumps({"text": f"{TEXT} {name}", "<script>": "[/x]"}, ensure_ascii=False)
        text = f"{row}\n{row}\n{{broken <script>alert(2)</script> \x1b[32m [/x]\n"
        (folder / "in" / f"{name}.jsonl").write_text(text, encoding="utf-8")
    (folder / "r.yaml").write_text(
        "root: unused\nstages:\n  ingest: {max_reject_share: 1, sources: [{name: s, path: in}]}\n"
        "  scrub: {}\n  dedup_exact: {}\n"
    )
    done = run("run", folder / "r.yaml", "--root", folder / "root", "--executor", "local")
    assert done.returncode == 0, done.stderr
    return folder / "root"


ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_strange_names_reach_the_terminal_as_escapes(strange: Path) -> None:
    outputs = [run("show", strange), run("verify", strange)]
    outputs += [run("explain", strange, f"s/{name}.jsonl#2") for name in NAMES]
    for done in outputs:
        assert done.returncode == 0, done.stderr
        assert not ODD.search(done.stdout + done.stderr)
    red, mark, markup = (outputs[2 + NAMES.index(n)].stdout for n in (NAMES[1], NAMES[4], NAMES[6]))
    assert "c\\x1b[31mred.jsonl" in red
    assert "r\\u202egpj" in mark
    assert "[bold]m.jsonl" in markup


def test_strange_names_in_errors_are_escapes(tmp_path: Path) -> None:
    cut = gzip.compress(b'{"text": "a"}\n' * 9000)[:-20]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "c\x1b[31mred\u202e.jsonl.gz").write_bytes(cut)
    (tmp_path / "r.yaml").write_text(
        "root: unused\nstages: {ingest: {sources: [{name: s, path: in}]}}\n"
    )
    done = run("run", tmp_path / "r.yaml", "--root", tmp_path / "root", "--executor", "local")
    assert done.returncode == 1
    assert "c\\x1b[31mred\\u202e.jsonl.gz: damaged" in done.stderr
    assert not ODD.search(done.stdout + done.stderr)


def test_strange_names_in_pages_are_text(strange: Path) -> None:
    assert run("report", strange).returncode == 0
    page = (strange / "report" / "index.html").read_text(encoding="utf-8")
    # the page has two scripts of its own, and no other
    assert page.count("<script") == 2
    assert not ODD.search(page)
    assert "script" in html.unescape(page)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("가\x1b[1m", "가\\x1b[1m"), ("a\nb\tc", "a\nb\tc"), ("\u202eab\x85", "\\u202eab\\x85")],
)
def test_printable_keeps_all_but_what_moves_the_terminal(text: str, expected: str) -> None:
    assert printable(text) == expected
    assert on_one_line("a\nb\x07") == "a\\nb\\x07"


def calls(found: Callable[[ast.AST], bool]) -> set[str]:
    """Modules of the product in which a node is found."""
    folders = ("pipeline", "classifiers", "malmoi")
    files = (p for folder in folders for p in (REPOSITORY / folder).rglob("*.py"))
    return {
        file.relative_to(REPOSITORY).as_posix()
        for file in files
        if any(found(node) for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    }


UNSAFE = {"pickle", "joblib", "dill", "cloudpickle", "shelve", "marshal"}


def loads_code(node: ast.AST) -> bool:
    """Imports of what runs code while it loads, and options that allow it."""
    if isinstance(node, ast.Import):
        return any(a.name.split(".")[0] in UNSAFE for a in node.names)
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").split(".")[0] in UNSAFE
    if isinstance(node, ast.keyword):
        return node.arg in ("allow_pickle", "weights_only", "trust_remote_code") and not (
            isinstance(node.value, ast.Constant)
            and node.value.value is (node.arg == "weights_only")
        )
    return isinstance(node, ast.Attribute) and node.attr in ("unsafe_load", "full_load")


def test_nothing_that_lies_in_a_folder_is_run_when_it_is_loaded() -> None:
    # their pickles come through a pipe, from the process that starts them or that they start
    pipes = {"malmoi/testing.py", "pipeline/processes/worker.py", "pipeline/processes/pool.py"}
    pipes |= {"pipeline/recipe/probe.py"}
    # marshal runs nothing as it loads, and its file lies in the cache of the user, with a hash
    cached = {"pipeline/core/kept.py"}
    assert calls(loads_code) <= pipes | cached


def test_no_port_is_opened_by_our_own_code() -> None:
    def opens(node: ast.AST) -> bool:
        names = ("bind", "listen", "serve_forever", "create_server", "start_server")
        return isinstance(node, ast.Call) and getattr(node.func, "attr", "") in names

    assert calls(opens) == set()
