"""Headers of Parquet's pages, beside the sums that the footer states."""

import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.readers import DamagedError
from pipeline.readers.parquet_pages import _header, unpacked

TEXTS = [f"{i}번째 글이다 " * (i % 40) for i in range(3000)]
TABLE = pa.table(
    {"text": TEXTS, "id": range(3000), "tags": [["가", "나"] * (i % 3) for i in range(3000)]}
)


def written(**options: Any) -> io.BytesIO:
    out = io.BytesIO()
    pq.write_table(TABLE, out, **options)
    return io.BytesIO(out.getvalue())


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"compression": "zstd", "data_page_size": 5000},
        {"data_page_version": "2.0", "compression": "gzip"},
        {"use_dictionary": False, "write_page_checksum": True, "write_statistics": False},
        {"use_dictionary": False, "column_encoding": {"text": "DELTA_BYTE_ARRAY"}},
    ],
)
def test_pages_and_their_headers_are_the_whole_column(options: dict[str, Any]) -> None:
    stream = written(**options)
    group = pq.read_metadata(stream).row_group(0)
    stream.seek(7)
    for i in range(group.num_columns):
        column = group.column(i)
        place = start = column.dictionary_page_offset or column.data_page_offset
        stop = start + column.total_compressed_size
        sizes = list(unpacked(stream, start, stop))
        headers = 0
        for size in sizes:
            header, packed, found = _header(stream, place)
            assert found == size
            place, headers = place + header + packed, headers + header
        assert place == stop
        assert sum(sizes) + headers == column.total_uncompressed_size
    stream.seek(7)
    list(unpacked(stream, start, stop))
    assert stream.tell() == 7


def test_header_with_large_statistics_is_read() -> None:
    """The least and the largest value of a page, of 1 MB each."""
    table = pa.table({"text": ["가" * 350_000, "나" * 350_000]})
    out = io.BytesIO()
    pq.write_table(table, out, use_dictionary=False, compression="none")
    # field 5, a struct whose field 1 is bytes, before the sizes that end the header
    large = b"\x15\x00\x15\x08\x15\x0a\x2c\x18" + b"\x80\x80\x40" + b"x" * (1 << 20) + b"\x00\x00"
    assert list(unpacked(io.BytesIO(large + b"12345"), 0, 1)) == [4]
    column = pq.read_metadata(out).row_group(0).column(0)
    assert sum(unpacked(out, column.data_page_offset, column.data_page_offset + 1)) > 2_000_000


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"\x15\x00\x15\x08", b"\x1f" * 9, b"\x15\x00\x15\x01\x15\x0a\x00"]
)
def test_header_that_is_damaged_is_named(data: bytes) -> None:
    with pytest.raises(DamagedError, match="the header of a page is damaged"):
        list(unpacked(io.BytesIO(data), 0, 1))
