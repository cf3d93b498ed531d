"""Samples that several tests of readers share: a page, the records of a crawl, tables, archives."""

import io
import tarfile

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq

PARAGRAPHS = [
    "그는 학교에서 돌아와 창가에 앉았다. 밖에는 비가 내리고 있었고, 아무도 말하지 않았다.",
    "다음 날 아침에는 해가 났다. 사람들은 우산을 접고 저마다 제 길을 갔다.",
]
PAGE = f"""<html><head><title>비 오는 날</title></head><body>
<nav><ul><li><a href="/">홈</a></li><li><a href="/list">전체 글 보기</a></li></ul></nav>
<article><h1>비 오는 날</h1><p>{PARAGRAPHS[0]}</p><pre>def rain():
    return "비"
</pre><p>{PARAGRAPHS[1]}</p></article>
<footer><p><a href="/about">회사 소개</a> <a href="/terms">이용약관</a></p></footer></body></html>"""


def tar(files: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return sink.getvalue()


def record(kind: str, content: str, body: bytes, http: bool = True, status: int = 200) -> bytes:
    """One WARC record."""
    if http:
        body = f"HTTP/1.1 {status} OK\r\nContent-Type: {content}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        "WARC-Target-URI: http://example.com/\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
        f"Content-Type: {'application/http; msgtype=response' if http else content}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


RECORDS = [
    record("warcinfo", "application/warc-fields", b"a: b", http=False),
    record("response", "text/html; charset=utf-8", PAGE.encode()),
    record("response", "text/html", PAGE.encode("cp949")),
    record("response", "image/png", b"\x89PNG"),
    record("response", "text/html", b"moved", status=301),
    record("conversion", "text/plain", "글\n둘째 줄".encode(), http=False),
    record("response", "text/plain", b"plain"),
    record("response", "text/html", b"WARC/1.0\r\n\r\nWARC/1.0" + PAGE.encode()),
]

TABLE = pa.table(
    {
        "text": ["가", None, "다", "  "],
        "n": [1, 2, None, 4],
        "at": pa.array([0, 1, 2, 3], pa.timestamp("s")),
        "m": [{"u": "x", "k": [1, 2]}, None, {"u": None, "k": []}, {"u": "y", "k": None}],
        "raw": [b"\x01", None, None, None],
    }
)


def parquet_bytes(table: pa.Table, **options: object) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, **options)
    return sink.getvalue()


def ipc(table: pa.Table, kind: str) -> bytes:
    sink = io.BytesIO()
    if kind == "feather":
        feather.write_feather(table, sink)
    else:
        with (pa.ipc.new_file if kind == "file" else pa.ipc.new_stream)(sink, table.schema) as out:
            out.write_table(table, max_chunksize=3)
    return sink.getvalue()
