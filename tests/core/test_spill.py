"""The file of an exchange: every part alone, and nothing damaged read as if it were whole."""

from pathlib import Path
from unittest.mock import patch

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.core import shuffle
from pipeline.core.errors import DamagedOutput, DataError
from pipeline.core.shard import Receipt
from pipeline.core.spill import check, read_receipt, rows_of, size_of, write_spill
from pipeline.core.store import Store

RECEIPT = Receipt("f", 3, facts={"n": 1})


def table(num: int) -> pa.Table:
    texts = pa.array([f"글 {i}" * (i % 5) or None for i in range(num)], pa.large_string())
    return pa.table({"key": pa.array(range(num), pa.int64()), "text": texts})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=4))
def test_parts_are_read_alone_from_every_file(tmp_path: Path, files: list[list[int]]) -> None:
    store, paths = Store(str(tmp_path)), []
    for i, rows in enumerate(files):
        paths.append(f"{i}.spill")
        write_spill(store, paths[-1], table(sum(rows)), [rows], RECEIPT)
        assert read_receipt(store, paths[-1]) == RECEIPT
    for part in range(3):
        found = pa.concat_tables(rows_of(store, paths, part))
        expected = [table(sum(r)).slice(sum(r[:part]), r[part]) for r in files]
        assert found.equals(pa.concat_tables(expected))
        assert (size_of(store, paths, part) > 0) == (len(found) > 0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.integers(0, 2), max_size=12), st.integers(1, 5))
def test_parts_are_the_same_in_slices_of_any_size(
    tmp_path: Path, places: list[int], size: int
) -> None:
    store = Store(str(tmp_path))
    rows = table(len(places)).append_column("place", pa.array(places, pa.int64()))
    with patch.object(shuffle, "SLICE", size):
        sliced, counts = shuffle.split(rows, lambda t: t.column("place").to_numpy(), 3)
    assert len(counts) == max(1, -(-len(places) // size))
    write_spill(store, "x.spill", sliced, counts, RECEIPT)
    for part in range(3):
        expected = rows.filter(pa.array([p == part for p in places], pa.bool_()))
        assert pa.concat_tables(rows_of(store, ["x.spill"], part)).equals(expected)


def test_file_that_is_cut_short_has_no_receipt_and_names_itself(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    size = write_spill(store, "x.spill", table(9), [[4, 0, 5]], RECEIPT)
    with (tmp_path / "x.spill").open("r+b") as file:
        file.truncate(size - 1)
    assert read_receipt(store, "x.spill") is None
    with pytest.raises(DataError, match=r"x\.spill"):
        list(rows_of(store, ["x.spill"], 2))


def test_flipped_bit_is_an_error_never_another_value(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    size = write_spill(store, "x.spill", table(40), [[40]], RECEIPT)
    whole = (tmp_path / "x.spill").read_bytes()
    expected = table(40)
    for at in range(size):
        damaged = bytearray(whole)
        damaged[at] ^= 1 << at % 8
        (tmp_path / "x.spill").write_bytes(damaged)
        assert _read(store) in (None, expected), at


def _read(store: Store) -> pa.Table | None:
    """What is read of part 0; None where the file is named as damaged."""
    try:
        return pa.concat_tables(rows_of(store, ["x.spill"], 0))
    except DataError as error:
        return None if "x.spill: cannot be read" in str(error) else pa.table({})


def test_table_without_rows_stands_only_for_a_part_that_has_none(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    write_spill(store, "a.spill", table(4), [[4, 0]], RECEIPT)
    assert [len(t) for t in rows_of(store, ["a.spill", "a.spill"], 0)] == [4, 4]
    (empty,) = rows_of(store, ["a.spill", "a.spill"], 1)
    assert (len(empty), empty.schema) == (0, table(1).schema)


@pytest.mark.parametrize("rows", [[40], [0, 3], [3, 0, 6, 0]])
def test_flipped_bit_of_any_byte_is_found_by_a_check(tmp_path: Path, rows: list[int]) -> None:
    store = Store(str(tmp_path))
    size = write_spill(store, "x.spill", table(sum(rows)), [rows], RECEIPT)
    whole = (tmp_path / "x.spill").read_bytes()
    check(store, "x.spill")
    for at in range(size):
        damaged = bytearray(whole)
        damaged[at] ^= 1 << at % 8
        (tmp_path / "x.spill").write_bytes(damaged)
        with pytest.raises(DamagedOutput, match=r"x\.spill: cannot be read"):
            check(store, "x.spill")
