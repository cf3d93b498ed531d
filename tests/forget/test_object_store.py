"""A root in a bucket forgets as one on a disk does."""

import shutil
from pathlib import Path

import pyarrow.fs as pafs
import pytest

import malmoi
from malmoi.testing import contents
from pipeline.core.filesystem import located
from pipeline.forget import forget as removal
from pipeline.report.verify import verify
from tests.core.test_object_store import ACCESS, serving
from tests.forget import world


def test_a_root_in_a_bucket(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(removal, "_now", lambda: "2026-01-01T00:00:00+00:00")
    monkeypatch.setattr(removal.secrets, "token_hex", lambda n: "ab" * n)
    for name, value in ACCESS.items():
        monkeypatch.setenv(name, value)
    here = Path(shutil.copytree(root, tmp_path / "here"))
    with serving("-m", "moto.server", "-H", "127.0.0.1", "-p") as query:
        fs, path = located(f"s3://forgetting/root{query}")
        fs.create_dir(path)
        pafs.copy_files(str(root), path, pafs.LocalFileSystem(), fs)
        address = f"s3://forgetting/root{query}"
        malmoi.forget(address, containing=world.NEEDLES, max_share=1)
        assert not [p for found in verify(address) for p in found.problems]
        back = tmp_path / "back"
        back.mkdir()
        pafs.copy_files(path, str(back), fs, pafs.LocalFileSystem())
    malmoi.forget(here, containing=world.NEEDLES, max_share=1)
    assert world.traces(back, [*world.HERS, *world.NEEDLES]) == set()
    assert contents(back) == contents(here)
