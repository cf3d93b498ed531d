"""What an Arrow file states about its buffers, beside what is in them."""

import io
import struct
from random import Random
from typing import Any

import pyarrow as pa
import pytest

from pipeline.readers import DamagedError
from pipeline.readers.ipc import unpacked

TEXTS = [f"{i}번째 글이다 " * (i % 40) for i in range(3000)]
TABLE = pa.table({"text": TEXTS, "n": range(3000), "kind": pa.array(TEXTS).dictionary_encode()})


def written(new: Any, compression: str | None) -> bytes:
    out = io.BytesIO()
    options = pa.ipc.IpcWriteOptions(compression=compression)
    with new(out, TABLE.schema, options=options) as writer:
        writer.write_table(TABLE, max_chunksize=1000)
    return out.getvalue()


@pytest.mark.parametrize("new", [pa.ipc.new_file, pa.ipc.new_stream])
def test_packed_buffers_state_what_plain_ones_hold(new: Any) -> None:
    plain, *packed = (list(unpacked(io.BytesIO(written(new, c)))) for c in (None, "zstd", "lz4"))
    kinds = TABLE["kind"].chunk(0).dictionary.nbytes
    # a dictionary, and three batches of a thousand rows
    assert len([size for size in plain if size]) == 4
    expected = TABLE["text"].nbytes + TABLE["n"].nbytes + kinds + 4 * 3000
    assert expected <= sum(plain) <= expected + 4 * 7 * 64
    for sizes in packed:
        assert len(sizes) == len(plain)
        assert expected <= sum(sizes) <= expected + 4 * 7 * 64


def test_stream_of_before_arrow_0_15_states_the_same() -> None:
    """Its messages begin with their length, without the mark of a continuation."""
    streams = []
    for legacy in (False, True):
        out = io.BytesIO()
        options = pa.ipc.IpcWriteOptions(use_legacy_format=legacy)
        with pa.ipc.new_stream(out, TABLE.schema, options=options) as writer:
            writer.write_table(TABLE, max_chunksize=1000)
        streams.append(out)
    new, old = (list(unpacked(stream)) for stream in streams)
    assert streams[0].getvalue() != streams[1].getvalue()
    assert old == new


@pytest.mark.parametrize("new", [pa.ipc.new_file, pa.ipc.new_stream])
def test_sizes_do_not_depend_on_where_the_file_stands(new: Any) -> None:
    stream = io.BytesIO(written(new, "lz4"))
    expected = list(unpacked(stream))
    for place in (0, 1, 700, stream.seek(0, 2)):
        stream.seek(place)
        assert list(unpacked(stream)) == expected


def test_stream_that_lacks_its_end_states_what_it_has() -> None:
    """As after a writer that was killed: without the mark of its end, or with a part of it."""
    whole = written(pa.ipc.new_stream, "zstd")
    expected = list(unpacked(io.BytesIO(whole)))
    for lacking in range(1, 9):
        assert list(unpacked(io.BytesIO(whole[:-lacking]))) == expected, lacking


@pytest.mark.parametrize("codec", ["zstd", "lz4"])
def test_buffer_that_is_stored_as_it_is_states_its_own_bytes(codec: str) -> None:
    """What packing would make larger stands as it is, with -1 before it."""
    numbers = pa.table({"n": range(100)})
    out = io.BytesIO()
    options = pa.ipc.IpcWriteOptions(compression=codec)
    with pa.ipc.new_stream(out, numbers.schema, options=options) as writer:
        writer.write_table(numbers)
    packed = out.getvalue()
    assert sum(unpacked(io.BytesIO(packed))) == 800
    stored = packed.replace(struct.pack("<q", 800), struct.pack("<q", -1))
    assert stored != packed
    sizes = [
        buffer.size
        for buffer in pa.ipc.open_stream(stored).read_all()["n"].chunk(0).buffers()
        if buffer is not None
    ]
    assert sum(unpacked(io.BytesIO(stored))) == sum(sizes)


def test_empty_file_of_a_schema_has_no_buffers() -> None:
    for new in (pa.ipc.new_file, pa.ipc.new_stream):
        out = io.BytesIO()
        new(out, TABLE.schema).close()
        assert sum(unpacked(io.BytesIO(out.getvalue()))) == 0


@pytest.mark.parametrize("new", [pa.ipc.new_file, pa.ipc.new_stream])
def test_damage_is_named_and_never_another_error(new: Any) -> None:
    whole, random, damaged = written(new, "zstd"), Random(4), 0
    for _ in range(400):
        data = bytearray(whole)
        for place in random.sample([*range(1000), *range(len(data) - 600, len(data))], 4):
            data[place] = random.randrange(256)
        try:
            list(unpacked(io.BytesIO(data[: random.choice([len(data), 700, len(data) - 9])])))
        except DamagedError as error:
            damaged += str(error).startswith("not a whole Arrow file")
    assert damaged > 100
