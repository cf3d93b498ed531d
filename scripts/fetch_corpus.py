"""Download public text of open licence: `python -m scripts.fetch_corpus FOLDER [PATH...] [--record]`.

Without paths it fetches every file whose hash is in scripts/corpus.lock. A file that the lock does not have
is fetched with --record, which takes the first download on trust and writes its hash into the lock. A
download that was interrupted continues where it stopped. FOLDER is the folder MALMOI_CORPUS of the tests."""

import argparse
import errno
import hashlib
import http.client
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts.corpus_files import FILES, PublicFile

LOCK = Path(__file__).with_name("corpus.lock")
BLOCK = 1 << 20
PART = ".part"  # of a file whose download is not finished
TIMEOUT = 60  # seconds without a byte


class FetchError(Exception):
    """A file cannot be had; the text says why and what to do."""


@dataclass(frozen=True)
class Locked:
    """What is known of a file: its SHA-256 and its size in bytes."""

    sha256: str
    size: int


def read_lock(path: Path = LOCK) -> dict[str, Locked]:
    """Path of a file -> its hash and size. Raises FetchError naming the line that is malformed."""
    locked = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            words = line.split()
            if len(words) != 3 or len(words[0]) != 64 or not words[1].isdigit():
                raise FetchError(f"{path}:{number}: expected SHA-256, size and path, got {line!r}")
            locked[words[2]] = Locked(words[0], int(words[1]))
    return locked


def record(file: PublicFile, found: Locked, path: Path = LOCK) -> None:
    """Add a line to the lock."""
    with path.open("a", encoding="utf-8") as lock:
        lock.write(f"{found.sha256} {found.size} {file.path}\n")


def fetch(file: PublicFile, folder: Path, expected: Locked | None) -> Locked:
    """Download a file below `folder` unless it is there; returns what it is.

    Raises FetchError if it cannot be had, or if it is not what is expected: a wrong download is removed,
    a file that was there stays.
    """
    target = folder / file.path
    if target.exists():
        return _checked(file, target, expected)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}{PART}")
    try:
        _download(file.url, part)
    except urllib.error.HTTPError as error:
        raise FetchError(f"{file.url}: the server answers {error.code} {error.reason}") from None
    except urllib.error.URLError as error:
        raise FetchError(
            f"{file.url}: cannot be reached ({error.reason}); is this machine online?"
        ) from None
    except (http.client.HTTPException, ConnectionError, TimeoutError) as error:
        raise FetchError(
            f"{file.url}: the connection broke ({error}); {_size(part):,} bytes are kept, "
            "the same command continues"
        ) from None
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise FetchError(
            f"{part}: the disk is full; make room, and the same command continues"
        ) from None
    found = _checked(file, part, expected)
    os.replace(part, target)
    return found


def _download(url: str, part: Path) -> None:
    """Write the rest of an address to a file that may hold its beginning."""
    have = _size(part)
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            resumed = answer.status == http.HTTPStatus.PARTIAL_CONTENT
            announced = answer.headers.get("Content-Length")
            done = 0
            with part.open("ab" if resumed else "wb") as out:
                while block := answer.read(BLOCK):
                    out.write(block)
                    done += len(block)
            if announced is not None and done < int(announced):
                raise ConnectionError(f"{done:,} of {int(announced):,} bytes came")
    except urllib.error.HTTPError as error:
        # nothing is left to ask for: the file was complete
        if error.code != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE or not have:
            raise


def _checked(file: PublicFile, path: Path, expected: Locked | None) -> Locked:
    """What a file is. Raises FetchError if it is not what is expected."""
    with path.open("rb") as data:
        found = Locked(hashlib.file_digest(data, "sha256").hexdigest(), path.stat().st_size)
    if expected is None or found == expected:
        return found
    wrong = (
        f"{path}: SHA-256 {found.sha256}, {found.size:,} bytes; expected {expected.sha256}, "
        f"{expected.size:,} bytes."
    )
    if path.suffix != PART:
        raise FetchError(f"{wrong} Move it away, and the same command fetches the right one")
    path.unlink()
    raise FetchError(
        f"{wrong} It was removed. The file at {file.url} has changed, or the download was altered on its "
        "way; run the same command once more"
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def chosen(
    paths: Iterable[str], locked: dict[str, Locked], recording: bool, files: tuple[PublicFile, ...]
) -> list[PublicFile]:
    """The files to fetch. Raises FetchError for an unknown path, or a file without a hash."""
    by_path = {file.path: file for file in files}
    wanted = list(paths)
    if unknown := [path for path in wanted if path not in by_path]:
        raise FetchError(f"unknown file {unknown[0]!r}; files are: {', '.join(by_path)}")
    if not wanted:
        return [f for f in files if recording or f.path in locked]
    if missing := [path for path in wanted if path not in locked and not recording]:
        raise FetchError(
            f"{missing[0]}: its hash is not in {LOCK.name}; --record takes the first download on trust "
            "and writes its hash there"
        )
    return [by_path[path] for path in wanted]


def run(
    arguments: list[str], files: tuple[PublicFile, ...] = FILES, lock: Path = LOCK
) -> Iterable[str]:
    """Fetch what the arguments ask for; yields a line for each file."""
    parser = argparse.ArgumentParser(prog="fetch_corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--record", action="store_true", help="write hashes that are not known yet")
    given = parser.parse_args(arguments)
    locked = read_lock(lock)
    for file in chosen(given.paths, locked, given.record, files):
        found = fetch(file, given.folder, locked.get(file.path))
        if file.path not in locked:
            record(file, found, lock)
        yield f"{found.sha256[:16]}  {found.size:>13,}  {file.path}"


def main() -> None:
    """Exits with 1 if a file cannot be had."""
    try:
        for line in run(sys.argv[1:]):
            print(line, flush=True)
    except FetchError as error:
        sys.exit(f"fetch_corpus: {error}")


if __name__ == "__main__":
    main()
