"""Folders of `datasets`: the state says which files count."""

from pathlib import Path

import datasets
import pytest

from pipeline.core.errors import DataError
from pipeline.readers.source import Source, files_of
from tests.faults.outcome import ingest


def saved(folder: Path) -> None:
    rows = {"text": [f"글 {i}" for i in range(10)], "n": list(range(10))}
    whole = datasets.Dataset.from_dict(rows)
    whole.save_to_disk(folder / "one", num_shards=3)
    datasets.DatasetDict({"train": whole, "test": whole.select([0])}).save_to_disk(folder / "two")


def test_folder_of_datasets_is_read_by_its_state(tmp_path: Path) -> None:
    saved(tmp_path / "in")
    (tmp_path / "in/one/cache-123.arrow").write_bytes(b"not a part of it")
    out = ingest(tmp_path, {}, {"path": str(tmp_path / "in/one"), "format": "huggingface"})
    assert out.texts == [f"글 {i}" for i in range(10)]
    assert {f["format"] for f in out.files} == {"huggingface"}
    both = ingest(tmp_path, {}, {"path": str(tmp_path / "in/two")})
    assert len(both.texts) == 11


def test_dataset_with_a_missing_part_is_refused(tmp_path: Path) -> None:
    saved(tmp_path / "in")
    (tmp_path / "in/one/data-00001-of-00003.arrow").unlink()
    with pytest.raises(DataError, match=r"source s: state.json lists data-00001-of-00003.arrow"):
        files_of(Source(name="s", path=str(tmp_path / "in/one")))
