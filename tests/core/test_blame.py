"""An error of a stage about its data names phase, shard, document and the next command."""

from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.core.errors import DamagedOutput, DataError
from pipeline.core.exchange import ByKey, Rows, Sorted
from tests.core.phases import Numbers, as_is, job, made


def refuse_five(table: pa.Table) -> pa.Table:
    if 5 in table["bytes"].to_pylist():
        raise DataError("five cannot be used")
    return pa.table({"drop_reason": pa.nulls(len(table), pa.string())})


def refuse_two(table: pa.Table) -> pa.Table:
    """Only two documents together."""
    if len(table) == 2 and 6 in table["bytes"].to_pylist():
        raise DataError("too many")
    return pa.table({"drop_reason": pa.nulls(len(table), pa.string())})


def refuse_few(table: pa.Table) -> pa.Table:
    """All that begin with six, and a defect with fewer rows."""
    if len(table) < 2:
        raise IndexError
    return refuse_two(table)


def test_document_that_is_enough_for_the_error_is_named_with_the_next_command(
    tmp_path: Path,
) -> None:
    expected = f"a/marks, shard 2, document d5: five cannot be used; `malmoi explain {tmp_path} d5` shows it"
    with pytest.raises(DataError) as raised:
        job(tmp_path, "a").mark(refuse_five, made(tmp_path), ("bytes",))
    assert str(raised.value) == expected


def test_map_and_exchange_name_it_too(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    with pytest.raises(
        DataError, match=r"^s/m, shard 2, document d5: five cannot be used; `malmoi "
    ):
        job(tmp_path).map("m", refuse_five, corpus, ("bytes",))
    rows = Rows(corpus, ("bytes",), refuse_five)
    with pytest.raises(DataError, match=r"^s/x.spill, shard 2, document d5: five cannot be used"):
        job(tmp_path).exchange("x", rows, ByKey("bytes"), Sorted(as_is))


@pytest.mark.parametrize("function", [refuse_two, refuse_few])
def test_shard_is_named_if_no_document_is_enough(tmp_path: Path, function) -> None:
    with pytest.raises(DataError) as raised:
        job(tmp_path, "a").mark(function, made(tmp_path), ("bytes",))
    assert str(raised.value) == (
        "a/marks, shard 3: too many; what is finished stays, and the same command goes on from there"
    )


def test_rows_without_ids_are_named_by_their_shard(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^s/m, shard 2: five cannot be used; what is finished"):
        job(tmp_path).map("m", refuse_five, made(tmp_path).documents, ("bytes",))


def test_part_of_an_exchange_is_named(tmp_path: Path) -> None:
    def refuse(table: pa.Table) -> pa.Table:
        if 5 in table["bytes"].to_pylist():
            raise DataError("five cannot be used")
        return table

    rows = Rows(made(tmp_path), ("bytes",))
    with pytest.raises(DataError, match=r"^s/x, shard \d: five cannot be used; what is finished"):
        job(tmp_path).exchange("x", rows, ByKey("bytes"), Sorted(refuse))


def test_damaged_file_keeps_its_error(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    path = tmp_path / corpus.documents.paths[1]
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(DamagedOutput, match=r"^/[^,]*00000-001.parquet: cannot be read"):
        job(tmp_path, "a").mark(refuse_five, corpus, ("bytes",))


def test_work_that_reads_no_shards_keeps_its_error(tmp_path: Path) -> None:
    def read(item: Numbers):
        raise DataError("source s: no such file")
        yield

    with pytest.raises(DataError, match=r"^source s: no such file$"):
        job(tmp_path).make("documents", read, [Numbers((1,))])
