"""Headers of Parquet's pages, beside the sums that the footer states."""

import io
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

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


def _varint(number: int) -> bytes:
    low = [number & 0x7F]
    while number := number >> 7:
        low.append(number & 0x7F)
    return bytes([*(b | 0x80 for b in low[:-1]), low[-1]])


def _zigzag(number: int) -> bytes:
    return _varint(number << 1 if number >= 0 else (-number << 1) - 1)


def _struct(fields: dict[int, tuple[int, bytes]]) -> bytes:
    """A struct of Thrift's compact protocol: its fields, (kind, encoded value) by number."""
    out, last = b"", 0
    for number, (kind, value) in fields.items():
        step = number - last
        is_short = 0 < step < 16
        out += bytes([step << 4 | kind]) if is_short else bytes([kind]) + _zigzag(number)
        out, last = out + value, number
    return out + b"\0"


def _collection(kind: int, values: list[bytes]) -> bytes:
    if len(values) < 15:
        return bytes([len(values) << 4 | kind]) + b"".join(values)
    return bytes([0xF0 | kind]) + _varint(len(values)) + b"".join(values)


def _map(kinds: tuple[int, int], pairs: list[tuple[bytes, bytes]]) -> bytes:
    if not pairs:
        return b"\0"
    return _varint(len(pairs)) + bytes([kinds[0] << 4 | kinds[1]]) + b"".join(map(b"".join, pairs))


SIMPLE = {
    3: st.binary(min_size=1, max_size=1),
    4: st.integers(-(1 << 15), (1 << 15) - 1).map(_zigzag),
    5: st.integers(-(1 << 31), (1 << 31) - 1).map(_zigzag),
    6: st.integers(-(1 << 63), (1 << 63) - 1).map(_zigzag),
    7: st.binary(min_size=8, max_size=8),
    8: st.binary(max_size=200).map(lambda data: _varint(len(data)) + data),
}
# In a collection a truth value takes a byte, and some writers name its kind 1, others 2; as a field it is
# in the kind.
TRUTH = st.sampled_from([b"\1", b"\2"])
ITEMS = {1: TRUTH, 2: TRUTH, **SIMPLE}


def _collections(items: dict[int, Any]) -> Any:
    kinds = st.sampled_from(sorted(items))
    lists = kinds.flatmap(
        lambda kind: st.lists(items[kind], max_size=20).map(lambda v: _collection(kind, v))
    )
    maps = st.tuples(kinds, kinds).flatmap(
        lambda two: st.lists(st.tuples(items[two[0]], items[two[1]]), max_size=3).map(
            lambda pairs: _map(two, pairs)
        )
    )
    return {9: lists, 10: lists, 11: maps}


def _values(inner: dict[int, Any]) -> Any:
    """(kind, encoded value) of a field, of every kind that Thrift has."""
    kinds = {1: st.just(b""), 2: st.just(b""), **SIMPLE, **inner, **_collections(ITEMS)}
    return st.sampled_from(sorted(kinds)).flatmap(lambda kind: kinds[kind].map(lambda v: (kind, v)))


def _structs(values: Any) -> Any:
    return st.dictionaries(st.integers(1, 40), values, max_size=4).map(_struct)


INNER = _structs(_values({}))
OTHERS = st.dictionaries(
    st.integers(4, 60), _values({12: INNER, **_collections({12: INNER})}), max_size=5
)


@settings(max_examples=50)
@given(
    st.integers(0, (1 << 31) - 1),
    st.integers(0, 300),
    OTHERS,
    st.randoms(use_true_random=False),
)
@example(5, 2, {9: (9, _collection(2, [b"\1", b"\2", b"\1"]))}, Random(1))
def test_fields_of_any_kind_around_the_sizes_are_passed_over(
    size: int, packed: int, others: dict[int, tuple[int, bytes]], random: Random
) -> None:
    """Two pages in a row, whose fields come in any order: the second is found only behind the whole first."""
    fields = {1: (5, _zigzag(0)), 2: (5, _zigzag(size)), 3: (5, _zigzag(packed)), **others}
    order = random.sample(sorted(fields), len(fields))
    page = _struct({n: fields[n] for n in order}) + b"x" * packed
    assert list(unpacked(io.BytesIO(page + page), 0, 2 * len(page))) == [size, size]
    cut = page[: random.randrange(len(page) - packed)]
    with pytest.raises(DamagedError, match="the header of a page is damaged"):
        list(unpacked(io.BytesIO(cut), 0, 1))


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"\x15\x00\x15\x08", b"\x1f" * 9, b"\x15\x00\x15\x01\x15\x0a\x00"]
)
def test_header_that_is_damaged_is_named(data: bytes) -> None:
    with pytest.raises(DamagedError, match="the header of a page is damaged"):
        list(unpacked(io.BytesIO(data), 0, 1))
