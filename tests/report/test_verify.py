"""`malmoi verify`: an undamaged run has no problems, and every kind of damage is reported."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.report.verify import verify


@pytest.fixture
def root(finished: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(finished, tmp_path / "root"))


def problems(root: Path) -> list[str]:
    return [p for found in verify(str(root)) for p in found.problems]


def test_a_finished_root_is_ok(finished: Path) -> None:
    found = list(verify(str(finished)))
    assert not [p for f in found for p in f.problems]
    assert {"ingest/documents", "pack/train", "pack/train.index", "tokenizer/model"} <= {
        f.phase for f in found
    }


def removed(path: Path) -> None:
    path.unlink()


def shortened(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("file", "damage", "message"),
    [
        ("scrub/documents/00000.parquet", removed, "missing"),
        ("scrub/documents/00000.parquet", shortened, "bytes where"),
        ("scrub/documents/00000.parquet", flipped, "cannot be read"),
        ("pack/train/00000.arrow", flipped, "its values are not those that were written"),
        ("tokenizer/model/tokenizer.json", removed, "missing"),
    ],
)
def test_damage_is_named(
    root: Path, file: str, damage: Callable[[Path], None], message: str
) -> None:
    damage(root / file)
    (found,) = problems(root)
    assert file in found
    assert message in found


def test_every_flipped_bit_is_noticed(root: Path) -> None:
    """In a shard without rows too, whose pages nobody reads."""
    rejects = sorted((root / "ingest/rejects").glob("*.parquet"), key=lambda p: p.stat().st_size)
    path = rejects[0]
    whole = path.read_bytes()
    assert pq.read_metadata(path).num_rows == 0
    for at in range(0, len(whole), 40):
        damaged = bytearray(whole)
        damaged[at] ^= 8
        path.write_bytes(damaged)
        assert [p for p in _problems_of(root, "ingest/rejects") if path.name in p], at
    path.write_bytes(whole)
    assert not _problems_of(root, "ingest/rejects")


def _problems_of(root: Path, phase: str) -> list[str]:
    return [p for found in verify(str(root)) if found.phase == phase for p in found.problems]


def rewritten(path: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    """Another table in the same file, with a receipt and a size that look right."""
    table = pa.ipc.open_stream(path.read_bytes()).read_all()
    with pa.OSFile(str(path), "wb") as out, pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(change(table), max_chunksize=1000)


def test_rows_in_another_order_are_noticed(root: Path) -> None:
    path = root / "pack/train/00000.arrow"
    rewritten(path, lambda t: t.take(pa.array(range(len(t) - 1, -1, -1))))
    assert any("its values are not those" in p or "bytes where" in p for p in problems(root))
