"""A shard gives back the rows that were written, or an error."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.core import shard
from pipeline.core.errors import DamagedOutput, DataError
from pipeline.core.shard import (
    RECEIPT_KEY,
    Receipt,
    hashes_of,
    read_receipt,
    read_shard,
    write_shard,
    write_stream,
)
from pipeline.core.store import Store

TABLE = pa.table({"id": ["a", "b", "c"], "text": ["가", "나다", "x"], "lang": ["ko", "ko", "en"]})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path))


@pytest.mark.parametrize(("name", "write"), [("0.parquet", write_shard), ("0.arrow", write_stream)])
def test_shard_brings_rows_columns_and_receipt_back(store: Store, name: str, write) -> None:
    receipt = Receipt("f", 3, True, {"in": 3})
    written = write(store, f"p/{name}", TABLE, receipt)
    assert read_shard(store, f"p/{name}", ["text"]).to_pydict() == {"text": ["가", "나다", "x"]}
    assert read_receipt(store, f"p/{name}") == written
    assert replace(written, content="", footer="", seal="") == receipt
    assert (
        bool(written.content)
        == bool(written.seal)
        == bool(written.footer)
        == name.endswith(".parquet")
    )


def test_truncated_shard_has_no_receipt_and_names_itself(store: Store, tmp_path: Path) -> None:
    write_shard(store, "x.parquet", TABLE, Receipt("f", 3))
    size = (tmp_path / "x.parquet").stat().st_size
    with (tmp_path / "x.parquet").open("r+b") as file:
        file.truncate(size - 5)
    assert read_receipt(store, "x.parquet") is None
    with pytest.raises(DataError, match=r"x\.parquet"):
        read_shard(store, "x.parquet")


def test_flipped_bit_is_an_error_never_another_value(store: Store, tmp_path: Path) -> None:
    table = pa.table({"text": ["정확히 이 글자들" * 50]})
    write_shard(store, "x.parquet", table, Receipt("f", 1))
    data = bytearray((tmp_path / "x.parquet").read_bytes())
    for at in range(60, 120, 7):  # inside the only page
        damaged = bytearray(data)
        damaged[at] ^= 4
        (tmp_path / "x.parquet").write_bytes(damaged)
        assert _read_or_error(store) in (table, "x.parquet")


@pytest.mark.parametrize("rows", [0, 3])
def test_flipped_bit_of_any_byte_changes_the_hashes(
    store: Store, tmp_path: Path, rows: int
) -> None:
    """Nobody reads the pages of a shard without rows."""
    written = write_shard(store, "x.parquet", TABLE.slice(0, rows), Receipt("f", rows))
    expected = written.content, written.footer
    assert hashes_of(store, "x.parquet") == expected
    whole = (tmp_path / "x.parquet").read_bytes()
    for at in range(len(whole)):
        damaged = bytearray(whole)
        damaged[at] ^= 8
        (tmp_path / "x.parquet").write_bytes(damaged)
        assert _hashes_or_none(store) != expected, at


def _hashes_or_none(store: Store) -> tuple[str, str] | None:
    with suppress(DamagedOutput):
        return hashes_of(store, "x.parquet")
    return None


def test_hashes_of_a_file_of_many_blocks_and_a_large_footer(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shard, "BLOCK", 100)
    monkeypatch.setattr(shard, "FOOTER", 100)
    written = write_shard(store, "x.parquet", TABLE, Receipt("f", 3))
    assert hashes_of(store, "x.parquet") == (written.content, written.footer)
    assert read_receipt(store, "x.parquet") == written
    assert read_shard(store, "x.parquet").equals(TABLE)


def test_footer_of_any_length_brings_its_receipt_back(store: Store) -> None:
    """Millions of forgotten rows make a footer whose length needs all of its four bytes."""
    for size in (0, 1 << 8, 1 << 16, 1 << 24):
        written = write_shard(store, "x.parquet", TABLE, Receipt("f", 3, facts={"n": "x" * size}))
        assert read_receipt(store, "x.parquet") == written
        assert hashes_of(store, "x.parquet") == (written.content, written.footer)


@pytest.mark.parametrize("table", [TABLE, TABLE.slice(0, 0)])
def test_flipped_bit_of_any_byte_of_a_footer_leaves_no_receipt(
    store: Store, tmp_path: Path, table: pa.Table
) -> None:
    """Before its commit nothing else says what a footer was: the types of the columns stand there too."""
    write_shard(store, "x.parquet", table, Receipt("f", len(table), facts={"in": 3}))
    whole = (tmp_path / "x.parquet").read_bytes()
    length = int.from_bytes(whole[-8:-4], "little") + 8
    for place in range(len(whole) - length, len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        (tmp_path / "x.parquet").write_bytes(damaged)
        assert read_receipt(store, "x.parquet") is None, place


def test_receipt_of_a_version_without_seals_is_read(store: Store, tmp_path: Path) -> None:
    written = write_shard(store, "x.parquet", TABLE, Receipt("f", 3))
    metadata = {RECEIPT_KEY: replace(written, seal="").encode()}
    with pq.ParquetWriter(tmp_path / "x.parquet", TABLE.schema) as writer:
        writer.write_table(TABLE)
        writer.add_key_value_metadata(metadata)
    read = read_receipt(store, "x.parquet")
    assert read is not None
    assert (read.fingerprint, read.seal) == ("f", "")


@pytest.mark.parametrize("table", [TABLE, pa.table({})])
def test_footer_alone_is_no_shard(store: Store, tmp_path: Path, table: pa.Table) -> None:
    written = write_shard(store, "x.parquet", table, Receipt("f", len(table)))
    whole = (tmp_path / "x.parquet").read_bytes()
    assert read_receipt(store, "x.parquet") == written
    assert hashes_of(store, "x.parquet") == (written.content, written.footer)
    length = int.from_bytes(whole[-8:-4], "little") + 8
    for left in range(length - 1, length + 4):
        (tmp_path / "x.parquet").write_bytes(whole[-left:] if left < len(whole) else b"")
        assert read_receipt(store, "x.parquet") is None, left
        assert _hashes_or_none(store) is None


def test_shard_with_another_footer_than_its_commit_lists_is_refused(store: Store) -> None:
    first = write_shard(store, "x.parquet", TABLE, Receipt("f", 3))
    assert read_shard(store, "x.parquet", None, first.content, first.footer).equals(TABLE)
    second = write_shard(store, "x.parquet", TABLE, Receipt("f", 3, facts={"in": 4}))
    assert (second.content, second.footer != first.footer) == (first.content, True)
    with pytest.raises(DamagedOutput, match="its footer is not the one that was written"):
        read_shard(store, "x.parquet", None, first.content, first.footer)


def _read_or_error(store: Store) -> pa.Table | str:
    """The table as it is read, or the name in the error."""
    try:
        return read_shard(store, "x.parquet")
    except DataError as error:
        return str(error).split(":")[0].rsplit("/", 1)[-1]


def test_content_follows_from_the_rows_and_columns_alone(store: Store) -> None:
    first = write_shard(store, "a.parquet", TABLE, Receipt("f", 3))
    again = write_shard(store, "b.parquet", TABLE, Receipt("other", 3, facts={"in": 9}))
    assert first.content == again.content
    others = (TABLE.slice(0, 2), TABLE.rename_columns(["id", "words", "lang"]))
    contents = {write_shard(store, "c.parquet", t, Receipt("f", 3)).content for t in others}
    assert len(contents | {first.content}) == 3


def test_shard_of_other_rows_than_its_commit_lists_is_refused(store: Store) -> None:
    for name, write in (("a.parquet", write_shard), ("a.arrow", write_stream)):
        receipt = write(store, name, TABLE, Receipt("f", 3))
        content = receipt.content or "f"
        assert read_shard(store, name, None, content).num_rows == 3
        with pytest.raises(DataError, match="not the file that its commit lists"):
            read_shard(store, name, None, "another")
    pq.write_table(TABLE, f"{store.uri}/b.parquet")
    with pytest.raises(DataError, match="not the file that its commit lists"):
        read_shard(store, "b.parquet", None, content)


def test_hashes_are_stored_as_they_are_and_the_rest_packed(store: Store, tmp_path: Path) -> None:
    sketch = pa.array([[1, 2], [3, 4]], pa.list_(pa.uint32(), 2))
    nested = pa.array([[{"kind": "A"}], None], pa.list_(pa.struct([("kind", pa.string())])))
    table = pa.table(
        {"id": ["a", "b"], "hash": pa.array([b"x" * 16] * 2, pa.binary(16)), "sketch": sketch}
    ).append_column("nested", nested)
    write_shard(store, "x.parquet", table, Receipt("f", 2))
    assert read_shard(store, "x.parquet").equals(table)
    group = pq.read_metadata(tmp_path / "x.parquet").row_group(0)
    found = {group.column(i).path_in_schema: group.column(i).compression for i in range(4)}
    assert found == {
        "id": "ZSTD",
        "hash": "UNCOMPRESSED",
        "sketch.list.element": "UNCOMPRESSED",
        "nested.list.element.kind": "ZSTD",
    }


@pytest.mark.parametrize("kind", [pa.uint64(), pa.binary(16), pa.string()])
def test_flipped_bit_of_any_value_is_an_error(
    store: Store, tmp_path: Path, kind: pa.DataType
) -> None:
    """Hashes are stored unpacked, so that no codec notices: the checksum of the page does."""
    values = [i.to_bytes(16, "big") for i in range(64)] if kind == pa.binary(16) else range(64)
    table = pa.table(
        {"v": pa.array(list(map(str, values)) if kind == pa.string() else values, kind)}
    )
    write_shard(store, "x.parquet", table, Receipt("f", 64))
    whole = (tmp_path / "x.parquet").read_bytes()
    footer = int.from_bytes(whole[-8:-4], "little") + 8
    for at in range(100, len(whole) - footer, 37):
        damaged = bytearray(whole)
        damaged[at] ^= 4
        (tmp_path / "x.parquet").write_bytes(bytes(damaged))
        with pytest.raises(DamagedOutput, match=r"x\.parquet"):
            read_shard(store, "x.parquet")
