"""Files of records in UTF-16, as Windows writes them, with a byte order mark and without."""

import json
from pathlib import Path

import pytest

from pipeline.readers import charset
from pipeline.readers.registry import installed
from tests.faults.outcome import ingest
from tests.readers.reading import opened, read

MARKS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
TEXTS = ["가을 하늘, 그리고 갊.", "둘째 줄의 😀 글이다."]
ROWS = [{"no": i, "text": text} for i, text in enumerate(TEXTS)]
BODIES = {
    "a.csv": "no,text\r\n" + "".join(f'{r["no"]},"{r["text"]}"\r\n' for r in ROWS),
    "a.tsv": "no\ttext\r\n" + "".join(f"{r['no']}\t{r['text']}\r\n" for r in ROWS),
    "a.jsonl": "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in ROWS),
    "lines.json": "".join(json.dumps(r, ensure_ascii=False) + "\r\n" for r in ROWS),
    "a.json": json.dumps(ROWS, ensure_ascii=False, indent=1),
    "one.json": json.dumps(ROWS[0], ensure_ascii=False, indent=1),
    "a.txt": TEXTS[0],
}


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("name", BODIES)
def test_records_are_those_of_utf8(tmp_path: Path, name: str, encoding: str, marked: bool) -> None:
    mark = MARKS[encoding] if marked else b""
    out = ingest(tmp_path, {name: mark + BODIES[name].encode(encoding)}, max_reject_share=0)
    assert out.texts == TEXTS[: len(out.texts)]
    assert len(out.texts) == (1 if name in ("one.json", "a.txt") else 2)
    assert {d["encoding"] for d in out.documents} == {encoding}
    assert (out.rejects, out.files[0]["format"]) == ([], _format(name))


def _format(name: str) -> str:
    return {"a.csv": "csv", "a.tsv": "csv", "a.jsonl": "jsonl", "lines.json": "jsonl", "a.txt": "text"}.get(name, "json")  # fmt: skip


def test_offset_of_a_bad_line_is_that_of_its_bytes() -> None:
    data = b"\xff\xfe" + '{"text": "가"}\n{bad}\n{"text": "나"}\n'.encode("utf-16-le")
    out = read("jsonl", data)
    assert (out.texts, out.numbers, out.rejected) == (["가", "나"], [1, 3], [(2, "json")])
    at = out.offsets[0]
    assert at is not None
    assert data[2 + at :].startswith("{bad".encode("utf-16-le"))


def test_large_file_is_not_split_between_the_bytes_of_a_character() -> None:
    # The byte 0x0a stands in 갊 (U+AC0A): a part could begin there.
    data = '{"text": "갊갊"}\n'.encode("utf-16-le") * 50
    parts = installed().named("jsonl").splitter().split(opened(data), 64)
    assert [(p.start, p.stop) for p in parts] == [(0, len(data))]


@pytest.mark.parametrize(
    "data",
    [
        b'{"text": "a\0b"}\n',
        '{"text": "가\0나"}\n'.encode() * 9,
        '{"text": "가나다라"}\n'.encode("cp949") * 40 + b"\0",
        b"\0\0\0\0",
        b"\0" * 64 + b"PK\x03\x04",
        b"",
    ],
)
def test_bytes_with_stray_zeros_are_not_utf16(data: bytes) -> None:
    assert charset.wide(data) is None


def test_text_that_ends_inside_a_character_is_damaged(tmp_path: Path) -> None:
    data = b"\xff\xfe" + "no,text\r\n1,글\r\n".encode("utf-16-le") + b"\x61"
    with pytest.raises(Exception, match="not UTF-16-LE behind byte"):
        ingest(tmp_path, {"a.csv": data})


def test_text_longer_than_a_block_is_decoded_across_its_edges(tmp_path: Path) -> None:
    text = "😀가" * 300_000
    out = ingest(tmp_path, {"a.csv": ("\ufeff" + f"text\r\n{text}\r\n끝\r\n").encode("utf-16-le")})
    assert out.texts == [text, "끝"]
