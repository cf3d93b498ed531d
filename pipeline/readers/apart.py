"""Documents of offices are read apart: in a process beside the worker, with limits on time and memory.

Their formats are read by native libraries and by parsers of nested structures. A hostile or damaged file
may crash those, fill the memory or keep them busy for minutes. A helper process, one for each worker, takes
the bytes of a document and answers with its text or with the reason why it has none. If it crashes or
exceeds a limit, the document is a reject and the next one gets a new helper: no worker is lost.
"""

import atexit
import importlib
import math
import os
import resource
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import IO, Any, BinaryIO

import orjson

from pipeline.core.errors import DataError
from pipeline.readers import RAW, Batch, Request
from pipeline.readers.records import Columns
from pipeline.readers.single import whole

# Seconds that a helper may take to start: importing the packages takes .3 s on an idle machine.
STARTING = 120
# Bytes of address space that a helper may add to what it has after its start.
MEMORY = 2 << 30
# Bytes read from a pipe at a time.
BLOCK = 1 << 20
# Seconds after which an idle helper looks whether its worker still lives.
IDLE = 10

BROKEN, TOO_LARGE, TOO_SLOW = "broken", "too_large", "too_slow"


@dataclass
class Document:
    """What an extractor makes of the bytes of a document. `meta` holds what else the document states."""

    text: str
    title: str | None = None
    # ISO 8601.
    date: str | None = None
    meta: dict[str, str] = field(default_factory=dict)


class UnreadableError(Exception):
    """A document without text that can be read; its one argument is the reason of the reject."""


Extract = Callable[[bytes, str], Document]
"""The function of a format: (bytes of a document, name of the extractor of HTML) -> Document."""


def one_document(extract: Extract, stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with the one document of a file, or with one reject. `extract` as for `add_document`."""
    columns = Columns(request)
    if (data := whole(stream, request, columns)) is not None:
        add_document(extract, data, request.first, columns)
    yield columns.batch()


def add_document(
    extract: Extract, data: bytes, number: int, columns: Columns, offset: int = 0
) -> None:
    """Add one document to `columns`: a record with text, title and date, or a reject with its reason.

    `extract` is a function at the top level of a module. It runs in the helper process.
    """
    answer = _helper().ask(extract, data, columns.request)
    if "reason" in answer:
        columns.reject(number, answer["reason"], data, offset)
        return
    request = columns.request
    record = {request.fields.text: answer["text"], **answer["meta"]}
    if answer["title"] and request.fields.title:
        record[request.fields.title] = answer["title"]
    columns.add(record, number, data[:RAW], offset, date=answer["date"])


class _Helper:
    """A helper process as its worker uses it. It is started with the first document."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.lock = threading.Lock()

    def ask(self, extract: Extract, data: bytes, request: Request) -> dict[str, Any]:
        """The answer to one document: the fields of Document, or `reason`."""
        limits = [request.max_seconds, request.max_record]
        question = orjson.dumps(
            [extract.__module__, extract.__qualname__, request.extractor, *limits]
        )
        with self.lock:
            process = self.process or self._start()
            try:
                _send(_pipe(process.stdin), question)
                _send(_pipe(process.stdin), data)
                return orjson.loads(_received(process, request.max_seconds))
            except TimeoutError:
                self.stop()
                return {"reason": TOO_SLOW}
            # The process has ended: a native library crashed, or the system took it for its memory.
            except (EOFError, BrokenPipeError):
                self.stop()
                return {"reason": BROKEN}

    def _start(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(p for p in sys.path if p)
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from pipeline.readers.apart import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            # An interrupt from the terminal is for the worker; the helper ends with it.
            start_new_session=True,
        )
        try:
            _received(self.process, STARTING)
        except (EOFError, TimeoutError):
            self.stop()
            raise DataError("the process that reads documents did not start") from None
        return self.process

    def stop(self) -> None:
        """End the process, if there is one."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                # Bytes that the process did not take are dropped.
                with suppress(BrokenPipeError):
                    _pipe(pipe).close()
            self.process = None


# Process id -> its helper: a forked worker must not share the pipes of the process it came from.
_HELPERS: dict[int, _Helper] = {}


def _helper() -> _Helper:
    pid = os.getpid()
    if pid not in _HELPERS:
        _HELPERS.clear()
        helper = _HELPERS.setdefault(pid, _Helper())
        atexit.register(helper.stop)
    return _HELPERS[pid]


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None, "the process is started with pipes"
    return pipe


def _send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(len(data).to_bytes(8, "little"))
    pipe.write(data)
    pipe.flush()


def _received(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    """One message. Raises TimeoutError after `seconds`, EOFError if the process ends before."""
    pipe, end = _pipe(process.stdout).fileno(), time.monotonic() + seconds
    data, size = bytearray(), 8
    while len(data) < size:
        left = end - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            raise TimeoutError
        block = os.read(pipe, BLOCK)
        if not block:
            raise EOFError
        data += block
        if len(data) >= 8:
            size = 8 + int.from_bytes(data[:8], "little")
    return bytes(data[8:])


def serve() -> None:
    """Answer questions until the worker ends. This is what the helper process runs."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Libraries that print must not write into the answers.
    os.dup2(2, 1)
    worker = os.getppid()
    _limit_memory()
    _send(answers, b"started")
    while question := _next(questions, worker):
        module, name, extractor, seconds, most = orjson.loads(question)
        data = _message(questions)
        # If the worker ends meanwhile, nobody stops a document that never ends: the signal does.
        signal.alarm(math.ceil(2 * seconds))
        answer = _answer(module, name, data, extractor, most)
        signal.alarm(0)
        _send(answers, orjson.dumps(answer))


def _limit_memory() -> None:
    """Limit the address space. macOS accepts no such limit and goes on without one."""
    pages = resource.getpagesize()
    try:
        with open("/proc/self/statm") as file:
            limit = int(file.read().split()[0]) * pages + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (OSError, ValueError):
        return


def _next(questions: IO[bytes], worker: int) -> bytes:
    """The next question; empty if the worker has ended."""
    while not select.select([questions], [], [], IDLE)[0]:
        if os.getppid() != worker:
            return b""
    return _message(questions)


def _message(pipe: IO[bytes]) -> bytes:
    return pipe.read(int.from_bytes(pipe.read(8), "little"))


def _answer(module: str, name: str, data: bytes, extractor: str, most: int) -> dict[str, Any]:
    """The fields of the document, or `reason`; a text above `most` bytes is too large for its worker."""
    try:
        document = getattr(importlib.import_module(module), name)(data, extractor)
        answer = _encodable(asdict(document))
        return answer if len(answer["text"].encode()) <= most else {"reason": TOO_LARGE}
    except UnreadableError as error:
        return {"reason": error.args[0]}
    except MemoryError:
        return {"reason": TOO_LARGE}
    # Libraries fail on damaged files with errors of any kind; a panic of Rust is a BaseException.
    except BaseException:
        return {"reason": BROKEN}


def _encodable(value: Any) -> Any:
    """The value with U+FFFD for each lone surrogate, which UTF-8 cannot hold."""
    if isinstance(value, dict):
        return {k: _encodable(v) for k, v in value.items()}
    if not isinstance(value, str):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
