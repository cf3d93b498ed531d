"""Sources and roots on an S3-compatible server that the test starts."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow.fs as pafs
import pytest

from pipeline.core.errors import DataError
from tests.corpora import contents
from tests.faults.outcome import ingest
from tests.faults.test_input import good, lines

ACCESS = {
    "AWS_ACCESS_KEY_ID": "key",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_EC2_METADATA_DISABLED": "true",
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a running server, as the query of an s3:// address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            pytest.fail("the server did not come up within 30 s")
        yield f"?endpoint_override=127.0.0.1:{port}&scheme=http&region=us-east-1&allow_bucket_creation=true"
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[str, str]:
    """(s3://bucket, query) with the same files as tmp_path/in."""
    for name, value in ACCESS.items():
        monkeypatch.setenv(name, value)
    files = {
        "a.jsonl": lines(*good(300)),
        "d/b.txt": "글".encode(),
        "d/e/c.txt": b"deep",
        "d/.h": b"x",
    }
    name = f"b{os.getpid()}{abs(hash(tmp_path)) % 10**8}"
    fs, _ = pafs.FileSystem.from_uri(f"s3://{name}{server}")
    fs.create_dir(name)
    for path, data in files.items():
        (tmp_path / "in" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / path).write_bytes(data)
        with fs.open_output_stream(f"{name}/in/{path}") as out:
            out.write(data)
    return f"s3://{name}", server


def test_source_on_an_object_store_gives_the_same_documents(
    bucket: tuple[str, str], tmp_path: Path
) -> None:
    base, query = bucket
    local = ingest(tmp_path, {}, root="local", shard_bytes=2000)
    remote = ingest(tmp_path, {}, {"path": f"{base}/in{query}"}, root="remote", shard_bytes=2000)
    assert remote.documents == local.documents
    assert len(remote.files) > 3  # the lines were split there too


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [("in/d/*.txt", ["글"]), ("in/d/**/*.txt", ["글", "deep"]), ("in/*.txt", None)],
)
def test_globs_mean_the_same_on_an_object_store(
    bucket: tuple[str, str], tmp_path: Path, pattern: str, texts: list[str] | None
) -> None:
    base, query = bucket
    source = {"path": f"{base}/{pattern}{query}"}
    if texts is None:
        with pytest.raises(DataError, match="no such file, or the pattern matches none"):
            ingest(tmp_path, {}, source)
    else:
        assert ingest(tmp_path, {}, source).texts == texts


def test_root_on_an_object_store_holds_the_same_bytes(
    bucket: tuple[str, str], tmp_path: Path
) -> None:
    base, query = bucket
    ingest(tmp_path, {}, root="local")
    ingest(tmp_path, {}, root=f"{base}/root{query}")
    fs, path = pafs.FileSystem.from_uri(f"{base}/root{query}")
    pafs.copy_files(path, str(tmp_path / "copy"), fs, pafs.LocalFileSystem())
    assert contents(tmp_path / "copy") == contents(tmp_path / "local")
