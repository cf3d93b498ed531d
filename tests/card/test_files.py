"""Data files of a folder as configurations."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.card.files import configs


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".parquet"):
            pq.write_table(pa.table({"text": ["가"]}), path)
        else:
            path.write_text('{"text":"가"}\n', encoding="utf-8")


def test_each_folder_and_ending_is_one(tmp_path: Path) -> None:
    touch(
        tmp_path, "a/0.parquet", "a/1.parquet", "a/x.jsonl", "b/x.jsonl", "README.md", "card.json"
    )
    found = {c.name: (c.pattern, len(c.files)) for c in configs(tmp_path)}
    assert found == {
        "a-jsonl": ("a/*.jsonl", 1),
        "a-parquet": ("a/*.parquet", 2),
        "b": ("b/*.jsonl", 1),
    }


def test_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    touch(tmp_path, "x/train/0.parquet", "y/train/0.parquet", "0.parquet")
    assert {c.name for c in configs(tmp_path)} == {"x-train", "y-train", "default"}


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    touch(tmp_path, ".cache/0.parquet", "a/.0.parquet")
    assert configs(tmp_path) == []


def test_folder_of_a_root_has_its_packed_phases(finished: Path) -> None:
    found = configs(finished)
    assert [(c.name, c.pattern) for c in found] == [("train", "pack/train/*.arrow")]
    assert found[0].schema is not None
    assert "input_ids" in found[0].schema.names
