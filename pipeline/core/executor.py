"""The interface of executors, of one method. Executors are files of pipeline/executors."""

import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from pipeline.core.errors import JobError, MalmoiError

# How a unit fails by what it is given: its process dies, it takes too much time or memory, it raises.
Kind = Literal["crash", "timeout", "memory", "exception"]
# What two failures by one defect have in common.
Ground = tuple[Kind, str]


class FunctionError(Exception):
    """An error of the system that the function of a stage raised: unlike one of our own reads and writes, a
    document may have caused it."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(cause)
        self.cause = cause


# Storage, recipe, machine and packages: no document is to blame for these.
NOT_BY_INPUT = (MalmoiError, OSError, ImportError)
# Their messages name what the code has asked for: names, types, positions.
OF_CODE = (AttributeError, IndexError, NameError, TypeError, ZeroDivisionError)
# The environment variable that shows the messages of other exceptions too.
UNSAFE = "MALMOI_UNSAFE_ERRORS"
# What libraries written in Rust raise for a defect of theirs, outside the class Exception.
PANIC = "PanicException"


@dataclass(frozen=True)
class Needs:
    """What one unit of work needs, and how often and how long it is tried."""

    cpus: float = 1
    gpus: float = 0
    # Retries of a unit whose worker died; None: as the executor was opened with.
    retries: int | None = None
    # Seconds after which a unit is ended; None: never.
    seconds: float | None = None


ONE_CPU = Needs()


@dataclass(frozen=True)
class Opening:
    """The options that an executor is opened with; each executor reads those that concern it."""

    # Units that run at the same time; None: the executor decides.
    workers: int | None = None
    # Address of a cluster.
    address: str | None = None
    # Retries of a unit whose worker died.
    retries: int = 3
    # Folders of modules that workers import.
    folders: tuple[str, ...] = ()
    # Absolute paths that every machine must see.
    shared: tuple[str, ...] = ()
    # Bytes of memory that a worker may take; None: the executor decides.
    memory: int | None = None


@dataclass(frozen=True)
class Failed:
    """The result of a unit that failed by what it was given, after its retries."""

    item: Any
    kind: Kind
    # In words, without values of documents: `SIGSEGV, 4 times`, `ValueError at filter.py:17`.
    reason: str
    # The traceback of the exception.
    trace: str = ""
    # The exception itself, in the process that raised it.
    cause: BaseException | None = None

    @property
    def ground(self) -> Ground:
        """The kind, and of an exception where it was raised; a process may die of several signals by one
        defect."""
        return self.kind, self.reason if self.kind == "exception" else ""

    def error(self, where: str) -> BaseException:
        """The error of a run that this ends: the exception itself in the process that raised it, else a
        JobError that names `where`, `<stage>/<phase>`."""
        if self.cause is not None:
            return self.cause
        name = f"{where} {getattr(self.item, 'name', self.item)}"
        return JobError(f"{name} failed: {self.reason}" + (f"\n{self.trace}" if self.trace else ""))


class Executor(Protocol):
    """Runs `function(item)` for every item, in any order, and yields results as they finish."""

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs = ONE_CPU
    ) -> Iterator[Any]:
        """The results of `function(item)` for all items, in the order in which they finish; Failed for one
        that its input makes fail.

        Raises the error of the function if it is about data, storage or the machine."""
        ...

    def close(self) -> None:
        """Release workers and connections; the executor is not used afterwards."""
        ...


def attempted(function: Callable[[Any], Any], item: Any) -> Any:
    """`function(item)`, or Failed if it raises what a document may have caused."""
    try:
        return function(item)
    except NOT_BY_INPUT:
        raise
    except MemoryError:
        return Failed(item, "memory", "it asked for more memory than there is")
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != PANIC:
            raise
        if isinstance(error, FunctionError):
            error = error.cause
        where = traceback.extract_tb(error.__traceback__)[-1]
        file = where.filename.replace("\\", "/").rpartition("/")[2]
        reason = f"{type(error).__name__} at {file}:{where.lineno}"
        return Failed(item, "exception", reason, _trace(error), error)


def attempted_apart(function: Callable[[Any], Any], item: Any) -> Any:
    """`attempted` in another process than that of the driver: an exception may not survive the journey."""
    result = attempted(function, item)
    return replace(result, cause=None) if isinstance(result, Failed) else result


def _trace(error: BaseException) -> str:
    """The traceback and the message of an exception, unless the message may quote a document."""
    try:
        message = str(error)
    except Exception:
        message = "(it has no message that can be read)"
    if UNSAFE not in os.environ and not isinstance(error, OF_CODE):
        message = f"(it may quote a document, and is not shown; {UNSAFE}=1 shows it)"
        if isinstance(error, OSError) and error.errno:
            # the words of the system, without the name of a file
            message = f"{os.strerror(error.errno)} {message}"
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{frames}{type(error).__name__}: {message}"


def succeeded(result: Any, where: str) -> Any:
    """A result. Raises JobError, which names `where`, if it is Failed."""
    if isinstance(result, Failed):
        raise result.error(where)
    return result
