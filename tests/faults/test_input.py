"""Bad input, case by case: what becomes a document, what a reject, what stops the run. Counts are golden."""

import bz2
import gzip
import json
import lzma
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from pipeline import recipe as recipes
from pipeline.core.errors import DataError
from pipeline.executors.local import LocalExecutor
from pipeline.readers import compression
from pipeline.recipe import fold
from tests.faults.outcome import ingest, write

KOREAN = "학교에서 돌아온 그는 말이 없었다. 창밖에는 비가 내렸다."


def lines(*values: Any) -> bytes:
    """JSON lines; bytes stand as they are."""
    return b"\n".join(v if isinstance(v, bytes) else json.dumps(v).encode() for v in values) + b"\n"


def good(count: int, start: int = 0) -> list[dict[str, str]]:
    return [{"text": f"글 {i}"} for i in range(start, start + count)]


def parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return sink.getvalue().to_pybytes()


def around(*bad: Any) -> bytes:
    """A hundred good lines with something between the 50th and the 51st."""
    return lines(*good(50), *bad, *good(50, 50))


def test_01_malformed_line_is_one_reject_with_its_place(tmp_path: Path) -> None:
    out = ingest(tmp_path, {"a.jsonl": around(b"{broken")})
    assert len(out.documents) == 100
    (reject,) = out.rejects
    offset = len(lines(*good(50)))
    assert [reject[k] for k in ("file", "record", "offset", "reason", "raw")] == [
        "a.jsonl",
        51,
        offset,
        "json",
        "{broken",
    ]


@pytest.mark.parametrize(
    ("end", "documents", "reasons"), [('{"text": "b"}', 2, []), ('{"te', 1, ["json"])]
)
def test_02_last_line_without_a_line_feed(
    tmp_path: Path, end: str, documents: int, reasons: list[str]
) -> None:
    out = ingest(tmp_path, {"a.jsonl": b'{"text": "a"}\n' + end.encode()})
    assert (len(out.documents), [r for _, r in out.reasons]) == (documents, reasons)


def test_03_invalid_byte_loses_its_line_alone(tmp_path: Path) -> None:
    data = around(b'{"text": "\xff"}')
    out = ingest(tmp_path, {"a.jsonl": data})
    assert (len(out.documents), out.reasons) == (100, [(51, "encoding")])
    replaced = ingest(tmp_path, {"a.jsonl": data}, {"undecodable": "replace"})
    assert (len(replaced.documents), replaced.rejects) == (101, [])
    assert (replaced.texts[50], replaced.documents[50]["repairs"]) == ("\ufffd", ["undecodable"])


def test_04_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    out = ingest(tmp_path, {"a.jsonl": b"\xef\xbb\xbf" + lines({"text": "처음"}, {"text": "둘째"})})
    assert out.texts == ["처음", "둘째"]


@pytest.mark.parametrize("declared", [None, "euc-kr"])
def test_05_cp949_lines_are_read(tmp_path: Path, declared: str | None) -> None:
    data = "".join(f'{{"text": "{KOREAN} {i}"}}\n' for i in range(20)).encode("cp949")
    out = ingest(tmp_path, {"a.jsonl": data}, {"encoding": declared})
    assert out.texts == [f"{KOREAN} {i}" for i in range(20)]
    assert {d["encoding"] for d in out.documents} == {"cp949"}


def test_06_escaped_nul_is_removed_and_counted(tmp_path: Path) -> None:
    out = ingest(tmp_path, {"a.jsonl": lines({"text": "가\x00나"})})
    assert (out.texts, out.documents[0]["repairs"]) == (["가나"], ["controls"])


def test_07_raw_nul_is_a_reject(tmp_path: Path) -> None:
    out = ingest(tmp_path, {"a.jsonl": around(b'{"text": "a\x00b"}', b"\x00\x00")})
    assert (len(out.documents), out.reasons) == (100, [(51, "json"), (52, "json")])


def test_08_lone_surrogate_becomes_a_mark_and_is_counted(tmp_path: Path) -> None:
    out = ingest(tmp_path, {"a.jsonl": lines(b'{"text": "a\\ud800b", "m": "\\udc00"}')})
    assert (out.texts, out.documents[0]["repairs"]) == (["a\ufffdb"], ["surrogate"])
    assert out.documents[0]["meta"] == '{"m": "\ufffd"}'


def test_09_texts_without_content_are_counted_by_file(tmp_path: Path) -> None:
    empty = lines(
        {"text": None}, {"text": ""}, {"text": " \n\u3000\u200b"}, {"no": 1}, {"text": "글"}
    )
    out = ingest(tmp_path, {"a.jsonl": empty, "b.jsonl": lines({"text": "글"})})
    assert out.reasons == [(1, "empty_text"), (4, "no_text"), (2, "empty_text"), (3, "empty_text")]
    assert [(f["file"], f["rejects"], f["documents"]) for f in out.files] == [
        ("a.jsonl", 4, 1),
        ("b.jsonl", 0, 1),
    ]


def test_10_text_of_another_type_is_a_reject(tmp_path: Path) -> None:
    out = ingest(tmp_path, {"a.jsonl": around({"text": 123}, {"text": ["a"]}, {"text": {"a": 1}})})
    assert len(out.documents) == 100
    assert out.reasons == [(n, "text_not_a_string") for n in (51, 52, 53)]


def test_11_line_that_is_no_object_is_a_reject(tmp_path: Path) -> None:
    out = ingest(tmp_path, {"a.jsonl": around([1], 7, "x", None)})
    assert len(out.documents) == 100
    assert out.reasons == [(n, "not_an_object") for n in (51, 52, 53, 54)]


def test_12_of_two_equal_keys_the_last_wins_and_is_counted(tmp_path: Path) -> None:
    quoted = {"text": 'a ":" b \\":', "m": {"k": [{"x": 1}, {"x": 2}]}}
    out = ingest(tmp_path, {"a.jsonl": lines(b'{"text": "one", "text": "two"}', quoted)})
    assert out.texts == ["two", quoted["text"]]
    assert [d["repairs"] for d in out.documents] == [["duplicate_key"], None]


def test_13_odd_numbers_in_metadata_keep_the_text(tmp_path: Path) -> None:
    big = 1 << 70
    out = ingest(
        tmp_path, {"a.jsonl": lines(b'{"text": "a", "x": NaN, "y": -Infinity, "z": %d}' % big)}
    )
    assert out.texts == ["a"]
    assert json.loads(out.documents[0]["meta"]) == {"x": "nan", "y": "-inf", "z": str(big)}


def test_14_deep_nesting_is_a_reject(tmp_path: Path) -> None:
    deep = b'{"text": "a", "x": ' + b"[" * 3000 + b"]" * 3000 + b"}"
    out = ingest(tmp_path, {"a.jsonl": around(deep)})
    assert (len(out.documents), out.reasons) == (100, [(51, "depth")])


def test_15_line_ends_inside_texts_are_no_line_ends_of_the_file(tmp_path: Path) -> None:
    data = '{"text": "가\u2028나\x85다"}\r\n\r\n\n{"text": "라"}\r\n'.encode()
    out = ingest(tmp_path, {"a.jsonl": data})
    assert [(d["record"], d["text"]) for d in out.documents] == [(1, "가\n나\n다"), (4, "라")]


def many_lines() -> bytes:
    """Text that compresses little, so that a cut falls into the middle."""
    import random

    random_ = random.Random(1)
    return lines(*({"text": random_.randbytes(400).hex()} for _ in range(500)))


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "zst": zstandard.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
}


@pytest.mark.parametrize("ending", PACKERS)
@pytest.mark.parametrize("policy", ["fail", "reject"])
def test_16_17_cut_archive_stops_the_run_or_goes_as_a_whole(
    tmp_path: Path, ending: str, policy: str
) -> None:
    whole = PACKERS[ending](many_lines())
    files = {f"a.jsonl.{ending}": whole[: len(whole) // 2], "b.jsonl": lines(*good(3))}
    if policy == "fail":
        with pytest.raises(DataError, match=rf"source s: .*a.jsonl.{ending}: damaged"):
            ingest(tmp_path, files)
        return
    out = ingest(tmp_path, files, on_bad_file="reject")
    assert out.texts == ["글 0", "글 1", "글 2"]
    assert [(r["file"], r["reason"]) for r in out.rejects] == [
        (f"a.jsonl.{ending}", "damaged_file")
    ]
    assert out.warnings[0].startswith("damaged: ")


@pytest.mark.parametrize("ending", PACKERS)
def test_18_flipped_bit_in_an_archive_commits_nothing_of_it(tmp_path: Path, ending: str) -> None:
    if ending == "zst":
        whole = bytearray(zstandard.ZstdCompressor(write_checksum=True).compress(many_lines()))
    else:
        whole = bytearray(PACKERS[ending](many_lines()))
    whole[len(whole) // 2] ^= 0x10
    with pytest.raises(DataError, match=rf"a.jsonl.{ending}: damaged"):
        ingest(tmp_path, {f"a.jsonl.{ending}": bytes(whole)})
    assert not (tmp_path / "root/ingest/documents/_commit.json").exists()


@pytest.mark.parametrize("ending", PACKERS)
def test_19_all_members_of_an_archive_are_read(tmp_path: Path, ending: str) -> None:
    pack = PACKERS[ending]
    data = pack(lines(*good(2))) + pack(lines(*good(2, 2)))
    assert len(ingest(tmp_path, {f"a.jsonl.{ending}": data}).documents) == 4


@pytest.mark.parametrize("ending", PACKERS)
def test_20_garbage_after_an_archive_is_said_and_the_data_kept(tmp_path: Path, ending: str) -> None:
    out = ingest(tmp_path, {f"a.jsonl.{ending}": PACKERS[ending](lines(*good(2))) + b"garbage!"})
    assert (len(out.documents), out.warnings) == (2, ["trailing_garbage"])


@pytest.mark.parametrize(
    ("name", "data", "warning"),
    [
        ("a.jsonl.gz", lines(*good(2)), "named_gzip_is_plain"),
        ("a.jsonl", gzip.compress(lines(*good(2)), mtime=0), "named_plain_is_gzip"),
        ("a.jsonl.gz", zstandard.compress(lines(*good(2))), "named_gzip_is_zstd"),
        ("a.jsonl", parquet(pa.table({"text": ["a", "b"]})), "named_jsonl_is_parquet"),
    ],
)
def test_21_bytes_are_believed_before_names(
    tmp_path: Path, name: str, data: bytes, warning: str
) -> None:
    out = ingest(tmp_path, {name: data})
    assert (len(out.documents), out.warnings) == (2, [warning])


def in_a_process(code: str) -> int:
    """Run code that prints nothing but its own peak memory; returns it in MB."""
    # VmHWM, as ru_maxrss goes on counting what the parent held before the exec
    measured = textwrap.dedent(code) + (
        "\nprint([l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')][0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", measured], capture_output=True, text=True, timeout=300, check=True
    )
    return int(done.stdout.split()[-1]) // 1024


@pytest.mark.parametrize("ending", PACKERS)
def test_22_bomb_stops_at_the_limit_with_little_memory(tmp_path: Path, ending: str) -> None:
    bomb = PACKERS[ending](bytes(300 << 20))
    (tmp_path / f"a.jsonl.{ending}").write_bytes(bomb)
    peak = in_a_process(f"""
        from tests.faults.outcome import ingest
        from pathlib import Path
        from pipeline.core.errors import DataError
        try:
            ingest(Path({str(tmp_path)!r}), {{}}, {{"path": {str(tmp_path / f"a.jsonl.{ending}")!r}}})
        except DataError as error:
            assert "expands more than 200 times" in str(error), error
        else:
            raise SystemExit("no error")
    """)
    assert peak < 900


def test_22_limit_can_be_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "FREE", 1 << 20)
    text = gzip.compress(lines({"text": "가" * (1 << 20)}))
    with pytest.raises(DataError, match="expands more than 200 times"):
        ingest(tmp_path, {"a.jsonl.gz": text})
    assert len(ingest(tmp_path, {}, max_expansion=5000).texts[0]) == 1 << 20


def test_23_line_of_a_gigabyte_is_rejected_without_being_held(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with (tmp_path / "in/a.jsonl").open("wb") as file:
        file.write(lines(*good(1)) + b'{"text": "')
        file.truncate(1 << 30)  # a hole: zeros that take no disk
        file.seek(1 << 30)
        file.write(b'"}\n' + lines(*good(1, 1)))
    peak = in_a_process(f"""
        from tests.faults.outcome import ingest
        from pathlib import Path
        out = ingest(Path({str(tmp_path)!r}), {{}}, {{"path": {str(tmp_path / "in/a.jsonl")!r}}})
        assert [d["record"] for d in out.documents] == [1, 3], out.documents
        assert out.reasons == [(2, "record_too_large")], out.reasons
    """)
    assert peak < 700


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_23_large_file_of_one_document_is_a_reject(tmp_path: Path, name: str) -> None:
    files = {name: b"x" * 5000, "b.txt": "글".encode()}
    out = ingest(tmp_path, files, max_record_bytes=1000)
    assert (out.texts, out.reasons) == (["글"], [(1, "record_too_large")])
    assert len(out.rejects[0]["raw"]) == 200


@pytest.mark.parametrize(
    "text", ["가 " * 10**6, "ㅋ" * 10**6, "가" * 10**6, "(" * 10**6, "é " * 10**6]
)
def test_24_monotonous_text_takes_linear_time(tmp_path: Path, text: str) -> None:
    out = ingest(tmp_path, {"a.jsonl": lines({"text": text})})
    assert out.texts == [text]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", b""),
        ("a.jsonl.gz", gzip.compress(b"", mtime=0)),
        ("a.parquet", parquet(pa.table({"text": pa.array([], pa.string())}))),
        ("a.csv", b"text,n\n"),
    ],
)
def test_25_file_without_records_is_read_and_accounted_for(
    tmp_path: Path, name: str, data: bytes
) -> None:
    out = ingest(tmp_path, {name: data}, {"allow_empty": True})
    assert (out.documents, out.rejects) == ([], [])
    assert [(f["file"], f["records"]) for f in out.files] == [(name, 0)]


@pytest.mark.parametrize("cut", [0, 300])
def test_26_cut_parquet_stops_the_run(tmp_path: Path, cut: int) -> None:
    data = parquet(pa.table({"text": [f"글 {i}" for i in range(100)]}))
    files = {"a.parquet": data[:cut], "b.parquet": data}
    with pytest.raises(DataError, match=r"source s: .*a.parquet: damaged"):
        ingest(tmp_path, files)
    out = ingest(tmp_path, files, on_bad_file="reject")
    assert (len(out.documents), [r["reason"] for r in out.rejects]) == (100, ["damaged_file"])


@pytest.mark.parametrize(
    "count", [2_000, pytest.param(200_000, marks=[pytest.mark.slow, pytest.mark.timeout(1800)])]
)
def test_27_tiny_files_are_coalesced(tmp_path: Path, count: int) -> None:
    write(tmp_path / "in", {f"{i // 1000:03d}/{i}.txt": f"글 {i}".encode() for i in range(count)})
    out = ingest(tmp_path, {}, shard_bytes=1_000_000)
    assert (len(out.documents), len(out.files)) == (count, count)
    assert len(list((tmp_path / "root/ingest/documents").glob("*.parquet"))) <= 3


def test_28_missing_and_extra_columns_are_filled_and_reported(tmp_path: Path) -> None:
    files = {
        "a.parquet": parquet(pa.table({"text": ["a"], "url": ["http://a"], "n": [1]})),
        "b.parquet": parquet(pa.table({"text": ["b"], "extra": [2.5]})),
    }
    out = ingest(tmp_path, files)
    assert [(d["url"], d["meta"]) for d in out.documents] == [
        ("http://a", '{"n":1}'),
        (None, '{"extra":2.5}'),
    ]
    assert [json.loads(f["columns"]) for f in out.files] == [
        {"n": ["int64"], "text": ["string"], "url": ["string"]},
        {"extra": ["double"], "text": ["string"]},
    ]
    with pytest.raises(DataError, match=r"c.parquet: .*no column 'text' .*columns are: body"):
        ingest(tmp_path, {"c.parquet": parquet(pa.table({"body": ["a"]}))})


def test_29_types_are_brought_to_the_schema(tmp_path: Path) -> None:
    files = {
        "a.parquet": parquet(pa.table({"id": [1], "text": pa.array(["a"], pa.large_string())})),
        "b.parquet": parquet(pa.table({"id": ["x"], "text": ["b"], "url": pa.nulls(1)})),
        "c.jsonl": lines({"id": 7, "text": "c"}),
    }
    out = ingest(tmp_path, files, {"id_field": "id"})
    assert [(d["id"], d["text"]) for d in out.documents] == [("1", "a"), ("x", "b"), ("7", "c")]


def test_30_two_columns_of_one_name_stop_the_run(tmp_path: Path) -> None:
    twice = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["text", "text"])
    with pytest.raises(DataError, match=r"a.parquet: .*'text' occurs 2 times"):
        ingest(tmp_path, {"a.parquet": parquet(twice)})
    with pytest.raises(DataError, match=r"b.csv: .*'text' occurs 2 times"):
        ingest(tmp_path, {"b.csv": b"text,text\n1,2\n"}, {"path": str(tmp_path / "in/b.csv")})


def test_31_repeated_ids_stop_the_run_or_are_told_apart(tmp_path: Path) -> None:
    files = {
        "a.jsonl": lines({"id": "x", "text": "1"}, {"id": "x", "text": "2"}),
        "b.jsonl": lines({"id": "x", "text": "3"}, {"id": "y", "text": "4"}),
    }
    with pytest.raises(
        DataError, match=r"3 documents share their id .*a.jsonl record 1 of source s"
    ):
        ingest(tmp_path, files, {"id_field": "id"})
    out = ingest(tmp_path, files, {"id_field": "id"}, on_repeated_id="rename")
    assert [d["id"] for d in out.documents] == ["x", "x#s/a.jsonl#2", "x#s/b.jsonl#1", "y"]
    assert [d["repairs"] for d in out.documents] == [None, ["repeated_id"], ["repeated_id"], None]


def test_32_made_ids_are_the_same_in_every_run(tmp_path: Path) -> None:
    files = {"d/a.jsonl": lines(*good(2)), "b.txt": b"x"}
    ids = [[d["id"] for d in ingest(tmp_path, files, root=r).documents] for r in ("one", "two")]
    assert ids == [["s/b.txt#1", "s/d/a.jsonl#1", "s/d/a.jsonl#2"]] * 2


@pytest.mark.parametrize("path", ["nowhere/a.jsonl", "in/*.jsonl", "in/missing"])
def test_33_wrong_path_fails_before_any_executor_starts(
    tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    written = (
        f"root: {tmp_path}/root\nstages: {{ingest: {{sources: [{{name: news, path: {path}}}]}}}}"
    )
    (tmp_path / "recipe.yaml").write_text(written)
    monkeypatch.setattr(fold, "open_executor", lambda _: pytest.fail("an executor was started"))
    with pytest.raises(DataError, match=r"source news: .*no such file, or the pattern"):
        recipes.run(recipes.read(tmp_path / "recipe.yaml"))


def test_33_files_of_several_formats_are_read_each_by_its_own(tmp_path: Path) -> None:
    files = {"a.jsonl": lines({"text": "a"}), "b.txt": b"b", "c.csv": b"text\nc\n", "d.xyz": b"?"}
    out = ingest(tmp_path, files)
    assert (out.texts, out.reasons) == (["a", "b", "c"], [(0, "unknown_format")])


class Meddling(LocalExecutor):
    """Changes a file between planning and reading."""

    def __init__(self, change: Callable[[], None]) -> None:
        super().__init__()
        self.change = change

    def map(self, function, items, needs=None):  # type: ignore[no-untyped-def]
        self.change()
        return super().map(function, items)


def test_34_file_that_changes_or_vanishes_stops_the_run(tmp_path: Path) -> None:
    file = tmp_path / "in/a.jsonl"

    def grow() -> None:
        file.write_bytes(lines(*good(9)))

    with pytest.raises(DataError, match=r"a.jsonl: changed while the run went on"):
        ingest(tmp_path, {"a.jsonl": lines(*good(3))}, executor=Meddling(grow))
    with pytest.raises(DataError, match=r"a.jsonl: vanished while the run went on"):
        ingest(tmp_path, {}, executor=Meddling(file.unlink))


def test_35_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": b"x"})
    (tmp_path / "in/b.txt").symlink_to(tmp_path / "gone.txt")
    with pytest.raises(DataError, match=r"source s: .*b.txt: .*a link that leads nowhere"):
        ingest(tmp_path, {})


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads everything")
def test_35_unreadable_file_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.txt": b"x", "b.txt": b"x"})
    (tmp_path / "in/b.txt").chmod(0)
    with pytest.raises(DataError, match=r"source s: .*b.txt: .*permission denied"):
        ingest(tmp_path, {})


def test_budget_turns_many_rejects_into_a_failure_that_shows_the_first(tmp_path: Path) -> None:
    files = {"a.jsonl": lines(*good(1000), *[b"{secret@example.com"] * 11)}
    with pytest.raises(DataError) as caught:
        ingest(tmp_path, files)
    message = str(caught.value)
    assert "source s: 11 of 1,011 records were rejected, 1.09%" in message
    assert "a.jsonl record 1001: json" in message
    assert "secret" not in message  # a record may hold personal data
    assert len(ingest(tmp_path, files, max_reject_share=0.02).documents) == 1000


def test_recipe_that_fits_no_record_fails_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "in", {"a.jsonl": lines(*({"body": f"글 {i}"} for i in range(100)))})
    written = f"root: {tmp_path}/root\nstages: {{ingest: {{sources: [{{name: s, path: {tmp_path}/in}}]}}}}"
    (tmp_path / "recipe.yaml").write_text(written)
    monkeypatch.setattr(fold, "open_executor", lambda _: pytest.fail("an executor was started"))
    with pytest.raises(
        DataError, match=r"none of the first 100 records .*a.jsonl record 1: no_text"
    ):
        recipes.run(recipes.read(tmp_path / "recipe.yaml"))


def test_every_error_of_a_damaged_archive_is_known() -> None:
    assert EOFError in compression.ERRORS
    assert OSError in compression.ERRORS
