"""WARC and WET: pages of a crawl, its other records, and its parts."""

import gzip
import io
from pathlib import Path

import pytest

from pipeline.readers import DamagedError, compression
from pipeline.readers.formats import warc
from tests.readers.reading import read
from tests.readers.samples import RECORDS


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
