"""Public files are fetched, checked, continued and recorded, from a server on this machine."""

import errno
import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scripts import fetch_corpus
from scripts.corpus_files import FILES, PublicFile
from scripts.fetch_corpus import FetchError, Locked, fetch, read_lock, run

DATA = "글 한 줄\n".encode() * 200_000
EXPECTED = Locked(hashlib.sha256(DATA).hexdigest(), len(DATA))


class Handler(BaseHTTPRequestHandler):
    """Serves DATA: `/whole` with ranges, `/plain` without, `/broken` half of it at the first request."""

    def do_GET(self) -> None:
        self.server.asked.append(self.headers.get("Range"))  # type: ignore[attr-defined]
        if self.path == "/gone":
            self.send_error(404, "Not Found")
            return
        begin = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        begin = 0 if self.path == "/plain" else begin
        if begin >= len(DATA):
            self.send_error(416)
            return
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(DATA) - begin))
        self.end_headers()
        stop = len(DATA) // 2 if self.path == "/broken" and not begin else len(DATA)
        self.wfile.write(DATA[begin:stop])

    def log_message(self, *_: object) -> None:
        """Be quiet."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def at(server: ThreadingHTTPServer, path: str) -> PublicFile:
    return PublicFile("a/b.txt", f"http://127.0.0.1:{server.server_port}{path}", "CC0-1.0", "text")


def test_file_is_fetched_once(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    for _ in range(2):
        assert fetch(at(server, "/whole"), tmp_path, EXPECTED) == EXPECTED
    assert (tmp_path / "a/b.txt").read_bytes() == DATA
    assert server.asked == [None]  # type: ignore[attr-defined]
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["b.txt"]


@pytest.mark.parametrize("begun", [1, 1000, len(DATA)])
@pytest.mark.parametrize("path", ["/whole", "/plain"])
def test_begun_download_is_continued(
    server: ThreadingHTTPServer, tmp_path: Path, path: str, begun: int
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.txt.part").write_bytes(DATA[:begun])
    assert fetch(at(server, path), tmp_path, EXPECTED) == EXPECTED
    assert (tmp_path / "a/b.txt").read_bytes() == DATA
    assert server.asked == [f"bytes={begun}-"]  # type: ignore[attr-defined]


def test_broken_connection_keeps_what_came(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    file = at(server, "/broken")
    with pytest.raises(FetchError, match=r"connection broke .* 1,200,000 bytes are kept"):
        fetch(file, tmp_path, EXPECTED)
    assert fetch(file, tmp_path, EXPECTED) == EXPECTED
    assert server.asked == [None, f"bytes={len(DATA) // 2}-"]  # type: ignore[attr-defined]


def test_wrong_content_is_removed_and_named(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"b.txt.part: SHA-256 [0-9a-f]{64}.* It was removed"):
        fetch(at(server, "/whole"), tmp_path, Locked("0" * 64, len(DATA)))
    assert list((tmp_path / "a").iterdir()) == []


def test_file_that_was_there_is_not_removed(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.txt").write_text("mine")
    with pytest.raises(FetchError, match=r"a/b.txt: SHA-256 .* Move it away"):
        fetch(at(server, "/whole"), tmp_path, EXPECTED)
    assert (tmp_path / "a/b.txt").read_text() == "mine"
    assert server.asked == []  # type: ignore[attr-defined]


def test_address_without_a_file_is_named(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="/gone: the server answers 404 Not Found"):
        fetch(at(server, "/gone"), tmp_path, EXPECTED)


def test_machine_without_a_network_is_named(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    file = PublicFile("a", "http://127.0.0.1:1/a", "CC0-1.0", "text")
    with pytest.raises(FetchError, match=r"cannot be reached .*; is this machine online\?"):
        fetch(file, tmp_path, EXPECTED)


def test_full_disk_is_named(
    server: ThreadingHTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_: object) -> None: ...

        def write(self, _: bytes) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "open", lambda *_: Full())
    with pytest.raises(FetchError, match=r"b.txt.part: the disk is full; make room"):
        fetch(at(server, "/whole"), tmp_path, EXPECTED)


def test_unknown_hash_is_recorded_if_asked_for(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text("# hashes\n")
    files = (at(server, "/whole"),)
    out = str(tmp_path / "out")
    assert list(run([out], files, lock)) == []
    with pytest.raises(FetchError, match=r"its hash is not in corpus\.lock; --record takes"):
        list(run([out, "a/b.txt"], files, lock))
    (line,) = run([out, "--record"], files, lock)
    assert line == f"{EXPECTED.sha256[:16]}      2,400,000  a/b.txt"
    assert read_lock(lock) == {"a/b.txt": EXPECTED}
    assert list(run([out], files, lock)) == [line]
    assert len(read_lock(lock)) == 1


def test_unknown_file_lists_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"unknown file 'x'; files are: benchmarks/gsm8k/test"):
        list(run([str(tmp_path), "x"]))


def test_malformed_lock_is_named(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("# a\nabc 1 x\n")
    with pytest.raises(FetchError, match=r"lock:2: expected SHA-256, size and path, got 'abc 1 x'"):
        read_lock(tmp_path / "lock")


def test_lock_names_known_files_alone() -> None:
    assert read_lock().keys() <= {file.path for file in FILES}
    assert all(file.url.startswith("https://") for file in FILES)


def test_lock_has_the_hashes_of_the_real_files(real_corpus: Path) -> None:
    for path, locked in read_lock().items():
        if (real_corpus / path).exists():
            data = (real_corpus / path).read_bytes()
            assert Locked(hashlib.sha256(data).hexdigest(), len(data)) == locked, path


def test_command_prints_one_line_for_a_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.argv", ["fetch_corpus", str(tmp_path), "x"])
    with pytest.raises(SystemExit, match="fetch_corpus: unknown file 'x'"):
        fetch_corpus.main()
