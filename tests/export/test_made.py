"""Exports are written down in the root, and those that still exist are known."""

from pathlib import Path

from pipeline.core.store import Store
from pipeline.export import made
from tests.cli.processes import malmoi


def test_exports_that_exist_are_known(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "root"))
    Path(store.uri).mkdir()
    assert made.places(store) == []
    for name in ("b.jsonl", "a", "gone.parquet", "a"):
        made.remember(store, tmp_path / name, "documents")
    (tmp_path / "a").mkdir()
    (tmp_path / "b.jsonl").touch()
    with open(store.at(made.FILE), "a") as out:
        out.write('{"to": "cut sho')
    assert made.places(store) == [str(tmp_path / "a"), str(tmp_path / "b.jsonl")]


def test_root_that_cannot_be_written_is_exported_all_the_same(tmp_path: Path) -> None:
    made.remember(Store(str(tmp_path / "nowhere")), tmp_path / "a", "documents")
    assert made.places(Store(str(tmp_path / "nowhere"))) == []


def test_command_writes_it_down(finished: Path, tmp_path: Path) -> None:
    import shutil

    root = shutil.copytree(finished, tmp_path / "root")
    done = malmoi("export", "root", "--to", "글.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "글.jsonl") in made.places(Store(str(root)))
