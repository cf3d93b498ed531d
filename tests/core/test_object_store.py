"""Sources and roots on servers that the tests start: one that speaks S3, and Azure's emulator where it is installed."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyarrow.fs as pafs
import pytest

from pipeline.core.errors import DataError
from pipeline.core.filesystem import located
from tests.corpora import contents
from tests.faults.outcome import ingest
from tests.faults.test_input import good, lines

# The emulator's account and key are the same everywhere, as its documentation says.
ACCOUNT = "devstoreaccount1"
ACCESS = {
    "AZURE_STORAGE_KEY": "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
    "AWS_ACCESS_KEY_ID": "key",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_EC2_METADATA_DISABLED": "true",
}


@contextmanager
def serving(*command: str, errors: IO[str] | int = subprocess.DEVNULL) -> Iterator[str]:
    """The address of a running server, as the query of an s3:// address; its port ends Python's command."""
    with listening(sys.executable, *command, errors=errors) as port:
        yield s3(port).query


@contextmanager
def listening(*command: str, errors: IO[str] | int = subprocess.DEVNULL) -> Iterator[int]:
    """The port, which ends the command, of a server that answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([*command, str(port)], stdout=subprocess.DEVNULL, stderr=errors)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            pytest.fail("the server did not come up within 30 s")
        yield port
    finally:
        process.kill()
        process.wait()


@dataclass(frozen=True)
class Server:
    """A running server: what stands before the name of a bucket, and after a path in it."""

    before: str
    query: str


def s3(port: int) -> Server:
    """The server that speaks S3 at a port."""
    query = f"endpoint_override=127.0.0.1:{port}&scheme=http&region=us-east-1"
    return Server("s3://", f"?{query}&allow_bucket_creation=true")


def azure(port: int) -> Server:
    """The server that speaks as Azure does at a port."""
    return Server(f"abfs://{ACCOUNT}@127.0.0.1:{port}/", "?enable_tls=false")


STORES = {"s3": s3, "azure": azure}


def command_of(store: str) -> tuple[str, ...]:
    """The command, without the port, that starts a store in memory."""
    if store == "s3":
        return sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p"
    emulator = shutil.which("azurite-blob") or pytest.skip("azurite-blob is not installed")
    quiet = ("--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent")
    return emulator, *quiet, "--blobPort"


@pytest.fixture(scope="module", params=STORES)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with listening(*command_of(request.param)) as port:
        yield STORES[request.param](port)


@pytest.fixture
def bucket(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[str, str]:
    """(address of a bucket, query) with the same files as tmp_path/in."""
    return filled(server, tmp_path, monkeypatch), server.query


def filled(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a new bucket with the files of tmp_path/in."""
    for name, value in ACCESS.items():
        monkeypatch.setenv(name, value)
    files = {
        "a.jsonl": lines(*good(300)),
        "d/b.txt": "글".encode(),
        "d/e/c.txt": b"deep",
        "d/.h": b"x",
    }
    base = f"{server.before}b{os.getpid()}{abs(hash(tmp_path)) % 10**8}"
    fs, bucket = located(f"{base}{server.query}")
    fs.create_dir(bucket)
    for path, data in files.items():
        (tmp_path / "in" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / path).write_bytes(data)
        with fs.open_output_stream(f"{bucket}/in/{path}") as out:
            out.write(data)
    return base


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
    fs, path = located(f"{base}/root{query}")
    pafs.copy_files(path, str(tmp_path / "copy"), fs, pafs.LocalFileSystem())
    assert contents(tmp_path / "copy") == contents(tmp_path / "local")


@pytest.mark.parametrize("store", STORES)
def test_store_that_is_busy_or_fails_now_and_then_holds_the_same_bytes(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    front = (sys.executable, "-m", "tests.core.faulty_store", store)
    with (
        log.open("w") as errors,
        listening(*command_of(store)) as inner,
        listening(*front, str(inner), errors=errors) as port,
    ):
        server = STORES[store](port)
        base, query = filled(server, tmp_path, monkeypatch), server.query
        ingest(tmp_path, {}, root="local")
        ingest(tmp_path, {}, root=f"{base}/root{query}")
        again = ingest(tmp_path, {}, root=f"{base}/root{query}")
        assert len(again.documents) == 302
        fs, path = located(f"{base}/root{query}")
        pafs.copy_files(path, str(tmp_path / "copy"), fs, pafs.LocalFileSystem())
    assert contents(tmp_path / "copy") == contents(tmp_path / "local")
    refusals = log.read_text()
    assert refusals.count("503") > 10
    assert refusals.count("500") > 5
