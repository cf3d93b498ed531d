"""Common Crawl by language: a made index over real WARC records; what is chosen, fetched, and rejected."""

import gzip
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.core.errors import DataError, RecipeError
from pipeline.readers.source import Source
from tests.faults.outcome import Outcome, ingest
from tests.readers.samples import PAGE, record

HOSTS = ["a.co.kr", "b.tistory.com", "c.example.com", "d.or.kr"]
LANGUAGES = ["kor", "eng,kor", "eng", None]
MIMES = ["text/html", "text/html", "text/html", "application/pdf"]


def page(host: str) -> bytes:
    html = PAGE.replace("비 오는 날</h1>", f"{host}</h1>").encode()
    return gzip.compress(record("response", "text/html", html))


def crawl(tmp_path: Path, **changed: Any) -> None:
    """A crawl of two WARC files with two pages each, and its index."""
    (tmp_path / "crawl/segments").mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[Any]] = {
        "url_host_name": HOSTS,
        "url_host_registered_domain": [
            h.partition(".")[2] if "co.kr" not in h else h for h in HOSTS
        ],
        "content_mime_detected": MIMES,
        "content_languages": LANGUAGES,
        "warc_filename": [],
        "warc_record_offset": [],
        "warc_record_length": [],
    }
    rows["url_host_registered_domain"][1] = "tistory.com"
    for n in range(2):
        name, whole = f"segments/{n}.warc.gz", b""
        for host in HOSTS[2 * n : 2 * n + 2]:
            data = page(host)
            rows["warc_filename"].append(name)
            rows["warc_record_offset"].append(len(whole))
            rows["warc_record_length"].append(len(data))
            whole += data
        (tmp_path / "crawl" / name).write_bytes(whole)
    (tmp_path / "in").mkdir(exist_ok=True)
    pq.write_table(pa.table({**rows, **changed}), tmp_path / "in/part-0.parquet", row_group_size=3)


def read(tmp_path: Path, **chosen: Any) -> Outcome:
    files = str(tmp_path / "crawl")
    return ingest(tmp_path, {}, {"type": "commoncrawl", "crawl": {"files": files, **chosen}})


def titles(out: Outcome) -> list[int]:
    return [d["record"] for d in out.documents]


@pytest.mark.parametrize(
    ("chosen", "rows"),
    [
        ({}, [1, 2]),
        ({"languages": ["eng"]}, [2, 3]),
        ({"languages": []}, [1, 2, 3]),
        ({"languages": [], "mimes": []}, [1, 2, 3, 4]),
        ({"languages": [], "mimes": [], "suffixes": ["kr"]}, [1, 4]),
        ({"suffixes": ["co.kr"]}, [1]),
        ({"domains": ["tistory.com"]}, [2]),
    ],
)
def test_pages_are_chosen_by_the_columns_of_the_index(
    tmp_path: Path, chosen: dict[str, Any], rows: list[int]
) -> None:
    crawl(tmp_path)
    out = read(tmp_path, **chosen)
    assert titles(out) == rows
    for document in out.documents:
        assert HOSTS[document["record"] - 1] in document["text"]
        assert document["url"] == "http://example.com/"
        assert document["id"] == f"s/part-0.parquet#{document['record']}"
    # A row that is not chosen is no record.
    assert [f["records"] for f in out.files] == [len(rows)]


def test_parts_of_a_large_index_number_their_rows_alike(tmp_path: Path) -> None:
    crawl(tmp_path)
    files = str(tmp_path / "crawl")
    source = {"type": "commoncrawl", "crawl": {"files": files, "languages": [], "mimes": []}}
    out = ingest(tmp_path, {}, source, shard_bytes=100)
    assert (titles(out), len(out.files)) == ([1, 2, 3, 4], 2)


def test_range_that_holds_no_record_is_a_reject(tmp_path: Path) -> None:
    crawl(tmp_path, warc_record_offset=[5, len(page(HOSTS[0])), 0, 10**9])
    out = read(tmp_path, languages=[], mimes=[])
    assert [(r["record"], r["reason"]) for r in out.rejects] == [
        (1, "damaged_range"),
        (4, "damaged_range"),
    ]


def test_missing_warc_file_is_named(tmp_path: Path) -> None:
    crawl(tmp_path)
    (tmp_path / "crawl/segments/0.warc.gz").unlink()
    with pytest.raises(
        DataError, match=r"part-0.parquet: .*row 1: .*segments/0.warc.gz: .*No such file"
    ):
        read(tmp_path)


def test_table_that_is_no_index_lists_its_columns(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    pq.write_table(pa.table({"text": ["a"]}), tmp_path / "in/a.parquet")
    with pytest.raises(DataError, match=r"no column warc_filename, .*columns are: text"):
        read(tmp_path)


def test_choice_that_fits_no_page_says_so(tmp_path: Path) -> None:
    crawl(tmp_path)
    with pytest.raises(DataError, match=r"no document came out of 1 file with 0 records"):
        read(tmp_path, languages=["jpn"])


@pytest.mark.parametrize(
    "fields",
    [{"crawl": {}}, {"format": "commoncrawl"}, {"type": "commoncrawl", "format": "warc"}],
)
def test_choice_of_pages_belongs_to_a_crawl_alone(fields: dict[str, Any]) -> None:
    with pytest.raises(RecipeError, match="commoncrawl"):
        Source(name="s", path="/", **fields)


def test_choice_of_pages_is_part_of_what_a_phase_is_made_of(tmp_path: Path) -> None:
    crawl(tmp_path)
    assert len(read(tmp_path).documents) == 2
    assert len(read(tmp_path, languages=["eng"], suffixes=["com"]).documents) == 2


def test_real_pages_come_out_as_from_their_warc_file(real_corpus: Path, tmp_path: Path) -> None:
    """An index made over a WARC file of 262 pages gives what the file itself gives."""
    from fastwarc.warc import ArchiveIterator

    file = real_corpus / "warc/derived_ko_pages.warc.gz"
    with file.open("rb") as stream:
        starts = [r.stream_pos for r in ArchiveIterator(stream, parse_http=False)]
    size = file.stat().st_size
    rows = {
        "warc_filename": ["derived_ko_pages.warc.gz"] * len(starts),
        "warc_record_offset": starts,
        "warc_record_length": [b - a for a, b in zip(starts, [*starts[1:], size], strict=True)],
    }
    (tmp_path / "in").mkdir()
    pq.write_table(pa.table(rows), tmp_path / "in/index.parquet", row_group_size=100)
    chosen = {"files": str(file.parent), "languages": [], "mimes": []}
    out = ingest(tmp_path, {}, {"type": "commoncrawl", "crawl": chosen}, root="crawl")
    whole = ingest(tmp_path, {}, {"path": str(file)}, root="whole")
    assert len(out.texts) > 200
    assert out.texts == whole.texts
    assert out.reasons == whole.reasons
