"""HTML, tar, WARC and MediaWiki: pages and what stands beside them."""

import bz2
import gzip
import io
import json
import tarfile
from pathlib import Path

import pytest

from pipeline import extractors
from pipeline.core.errors import DataError
from pipeline.readers import DamagedError, compression, load, warc
from tests.faults.outcome import ingest
from tests.readers.reading import read

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


@pytest.mark.parametrize("extractor", extractors.NAMES)
def test_main_content_of_a_korean_page_is_taken_without_its_navigation(extractor: str) -> None:
    out = read("html", PAGE.encode(), extractor=extractor)
    (text,) = out.texts
    assert all(p in text for p in PARAGRAPHS)
    assert '    return "비"' in text
    assert not any(boiler in text for boiler in ("전체 글 보기", "회사 소개", "이용약관"))
    assert out.columns["title"] == ["비 오는 날"]


@pytest.mark.parametrize("extractor", extractors.NAMES)
@pytest.mark.parametrize("page", ["", "<html></html>", "<!-- -->", "<" * 500])
def test_page_without_content_is_a_reject(extractor: str, page: str) -> None:
    out = read("html", page.encode(), extractor=extractor)
    assert len(out.texts) + len(out.rejected) == 1
    assert not out.texts or out.texts[0].strip()


def test_declared_encoding_of_a_page_is_used() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="euc-kr">').encode("cp949")
    out = read("html", page)
    assert (PARAGRAPHS[0] in out.texts[0], out.columns["encoding"]) == (True, ["cp949"])


def tar(files: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return sink.getvalue()


def test_members_of_a_tar_are_documents() -> None:
    data = tar({"a/1.html": PAGE.encode(), "b.md": "# 글".encode(), "c.json": b"{}"})
    out = read("tar", gzip.compress(data))
    assert (out.numbers, out.rejected) == ([1, 2], [(3, "unknown_format")])
    assert [json.loads(m)["member"] for m in out.columns["meta"]] == ["a/1.html", "b.md"]
    with pytest.raises((DamagedError, EOFError)):
        read("tar", data[: len(data) // 8])


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


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_a_crawl_are_documents_and_the_rest_is_accounted_for(packed: bool) -> None:
    data = b"".join(gzip.compress(r) if packed else r for r in RECORDS)
    out = read("warc", data)
    assert out.numbers == [2, 3, 6, 7, 8]
    assert out.rejected == [(1, "not_a_page"), (4, "not_text"), (5, "http_status")]
    assert out.texts[2:4] == ["글\n둘째 줄", "plain"]
    assert (out.columns["encoding"][:2], out.columns["date"][0]) == (
        ["utf-8", "cp949"],
        "2024-05-01T00:00:00Z",
    )
    starts = [sum(map(len, RECORDS[:i])) for i in range(len(RECORDS))]
    packed_starts = [sum(len(gzip.compress(r)) for r in RECORDS[:i]) for i in range(len(RECORDS))]
    wanted = packed_starts if packed else starts
    assert out.offsets == [wanted[0], wanted[3], wanted[4]]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("target", [1, 700, 3000, 10**6])
def test_parts_of_a_crawl_are_the_whole(packed: bool, target: int) -> None:
    data = b"".join(gzip.compress(r) if packed else r for r in RECORDS)
    whole, numbers, rejected, offsets, first = read("warc", data), [], [], [], 1
    for part in warc.split(io.BytesIO(data), target):
        out = read("warc", data, start=part.start, stop=part.stop, first=first)
        numbers, rejected = numbers + out.numbers, rejected + out.rejected
        offsets += out.offsets
        first += part.records if part.records is not None else warc.count(io.BytesIO(data), part)
    assert (numbers, rejected, offsets) == (whole.numbers, whole.rejected, whole.offsets)


@pytest.mark.parametrize("cut", [0.4, 0.8])
@pytest.mark.parametrize("packed", [True, False])
def test_cut_crawl_is_refused(packed: bool, cut: float) -> None:
    data = b"".join(gzip.compress(r) if packed else r for r in RECORDS)
    with pytest.raises((DamagedError, EOFError)):
        read("warc", data[: int(len(data) * cut)])


def test_record_above_the_limit_is_rejected_unread() -> None:
    out = read("warc", b"".join(RECORDS), max_record=100)
    assert [r for _, r in out.rejected].count("record_too_large") == 3


@pytest.mark.parametrize(
    ("name", "documents"),
    [
        ("aut/example.warc.gz", 129),
        ("derived_ko_pages.warc.gz", 233),
        ("dolma/sample-0000.warc.gz", 24),
        ("whirlwind/whirlwind.warc.wet.gz", 1),
        ("warcio/example-iana.org-chunked.warc", 1),
        ("cc_net/sample.warc.txt", None),
        ("warcio/example-trunc.warc", None),
        ("aut/badexample.arc.gz", None),
    ],
)
def test_real_crawls(real_corpus: Path, name: str, documents: int | None) -> None:
    """None where the file is broken on purpose: it is refused, never half-read."""
    with (real_corpus / "warc" / name).open("rb") as stream:
        data = stream.read()
    if documents is None:
        with pytest.raises((DamagedError, *compression.ERRORS)):
            read("warc", data)
    else:
        assert len(read("warc", data).numbers) == documents


DUMP = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="ko">
<siteinfo><sitename>위키</sitename></siteinfo>
<page><title>비</title><ns>0</ns><id>5</id><revision><id>9</id><timestamp>2024-05-01T00:00:00Z</timestamp>
<text>{{정보|이름=비
|사진=a.jpg}}
'''비'''({{llang|en|rain}}, {{음성|a}})는 [[구름]]에서 [[물방울|물]]이 떨어지는 것이다.&lt;ref&gt;출처&lt;/ref&gt;
[[파일:a.jpg|섬네일|비가 [[내림|내리는]] 모습]]
== 종류 ==
* 소나기
{| class="wikitable"
| 가 || 나
|}
[[분류:날씨]]</text></revision></page>
<page><title>강우</title><ns>0</ns><id>6</id><redirect title="비" /><revision><text>#넘겨주기 [[비]]</text></revision></page>
<page><title>틀:가</title><ns>10</ns><id>7</id><revision><text>가</text></revision></page>
</mediawiki>"""


@pytest.mark.parametrize("pack", [bytes, bz2.compress])
def test_articles_of_a_dump_are_prose(pack) -> None:  # type: ignore[no-untyped-def]
    out = read("mediawiki", pack(DUMP.encode()))
    assert out.texts == ["비(rain, )는 구름에서 물이 떨어지는 것이다.\n\n종류\n소나기"]
    assert out.rejected == [(2, "redirect"), (3, "not_an_article")]
    assert (out.columns["title"], out.columns["date"]) == (["비"], ["2024-05-01T00:00:00Z"])


def test_cut_dump_is_refused() -> None:
    with pytest.raises(DamagedError, match="after page 1"):
        read("mediawiki", DUMP[: DUMP.index("넘겨주기")].encode())


def test_page_without_end_is_refused_before_it_is_held() -> None:
    page = "<mediawiki><page><title>a</title><revision><text>" + "가" * 200_000
    with pytest.raises(DamagedError, match="a page of more than 100000 bytes"):
        read("mediawiki", page.encode(), max_record=50_000)


def test_every_extractor_has_its_file() -> None:
    folder = Path(extractors.__file__).parent
    assert sorted(extractors.NAMES) == sorted(
        f.stem for f in folder.glob("*.py") if f.stem != "__init__"
    )
    assert all(callable(extractors.load(n).extract) for n in extractors.NAMES)


def test_every_format_has_its_file() -> None:
    from pipeline.readers import FORMATS

    assert all(callable(load(name).read) for name in FORMATS)


def test_checksum_behind_the_end_of_an_archive_is_checked(tmp_path: Path) -> None:
    whole = gzip.compress(tar({"a.txt": "글".encode()}) + bytes(1 << 20))
    assert ingest(tmp_path, {"a.tar.gz": whole}, root="whole").texts == ["글"]
    bad = whole[:-8] + bytes(4) + whole[-4:]
    with pytest.raises(DataError, match=r"a\.tar\.gz: damaged"):
        ingest(tmp_path, {"a.tar.gz": bad}, root="bad")
