"""RayExecutor: units as Ray tasks. A local Ray by default, a cluster when one is named.

Data never passes through Ray's object store: units read and write storage, and only their names
and receipts travel. That keeps a run resumable and its memory bounded by shards in flight.
"""

import itertools
import os
import signal
import statistics
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import ray
from ray.exceptions import (
    LocalRayletDiedError,
    OutOfMemoryError,
    OwnerDiedError,
    RayError,
    RayTaskError,
    TaskCancelledError,
    WorkerCrashedError,
)

from pipeline.cluster import connection
from pipeline.cluster.cores import Cores
from pipeline.cluster.head import Head
from pipeline.core.errors import JobError, MalmoiError
from pipeline.core.executor import NOT_BY_INPUT, ONE_CPU, Failed, Needs, Opening, attempted_apart

WATCHED = 0.5  # seconds between looks at the clock
# A unit is copied if it takes so many times longer than half of the others did, and so many seconds at least.
STRAGGLES, STRAGGLES_FOR = 3.0, 30.0
HEAD_LOST = (
    "the head of the local Ray (gcs_server) has ended; what is finished stays, and the same command goes on "
    "from there"
)


class RayExecutor:
    """Runs units as Ray tasks, at most `workers` at a time, with bounded retries."""

    def __init__(
        self,
        workers: int | None = None,
        address: str | None = None,
        retries: int = 3,
        folders: tuple[str, ...] = (),
        shared: tuple[str, ...] = (),
    ) -> None:
        self.retries = retries
        self.started = not ray.is_initialized()
        address = address or os.environ.get("RAY_ADDRESS")
        # Ray's word for one that it starts itself
        address = None if address == "local" else address
        if self.started:
            try:
                with _signals_kept():
                    if address:
                        connection.join(address, folders)
                    else:
                        connection.start(workers, folders)
            except (KeyboardInterrupt, SystemExit):
                connection.stop()
                raise
            # a head that dies while it starts is a plain Exception
            except Exception as error:
                connection.stop()
                where = f"the Ray cluster at {address}" if address else "a local Ray"
                hint = "; if it asks for a token, give RAY_AUTH_MODE=token" if address else ""
                told = str(error).splitlines()[0]
                if "ray[client]" in told:
                    told, hint = "ray:// needs Ray's client", "; pip install 'malmoi[cluster]'"
                raise JobError(f"cannot reach {where}: {told}{hint}") from error
        # a Ray that others have started does not have the folders on the path of its workers
        self.environment = None if self.started else connection.missing(folders)
        if address and shared:
            try:
                connection.check_machines(shared)
            except JobError:
                self._leave()
                raise
            except RayError as error:
                self._leave()
                told = str(error).splitlines()[0]
                raise JobError(
                    f"a node of the cluster at {address} does not answer: {told}"
                ) from error
        # None: the cores that the cluster has, which may grow
        self.workers = workers
        self._head = _head_of(is_ours=self.started and not address)
        self._cores = Cores()

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs = ONE_CPU
    ) -> Iterator[Any]:
        """The results of `function(item)` as they finish; Failed for one that its input makes fail.

        Raises JobError if a unit fails in Ray itself, or if it needs a GPU and the cluster has none."""
        # Ray would wait for a GPU for ever
        if needs.gpus and needs.gpus > ray.cluster_resources().get("GPU", 0):
            raise JobError(
                "execution.backends asks for a GPU, and Ray finds no GPU here: "
                "give --address of a cluster that has one, or remove the backend"
            )
        retries = self.retries if needs.retries is None else needs.retries
        task = ray.remote(attempted_apart).options(
            num_cpus=needs.cpus,
            num_gpus=needs.gpus,
            max_retries=retries,
            retry_exceptions=False,
            runtime_env=self.environment,
        )
        shared = ray.put(function)
        where = getattr(function, "path", getattr(function, "__name__", "unit"))
        running = _Running(lambda item: task.remote(shared, item))
        waiting = list(items)[::-1]
        try:
            while waiting or running.tasks:
                # asked once more, as a driver that was suspended has not asked for as long
                head = self._head
                if head and head.is_ours and head.is_lost and not head.answers():
                    raise JobError(HEAD_LOST)
                while waiting and self._has_room(running):
                    running.begin(waiting.pop())
                if not waiting and self._has_room(running):
                    running.begin_copy()
                for reference in ray.wait(list(running.tasks), timeout=WATCHED)[0]:
                    task_of = running.ended(reference)
                    result = _result(reference, where, task_of.item, retries)
                    if isinstance(result, Failed) and running.has_twin(task_of):
                        continue  # on another machine it may still be done
                    running.end_twin(task_of)
                    yield result
                for late in running.overdue(needs.seconds):
                    reason = f"it took longer than {needs.seconds:g} seconds"
                    yield Failed(late.item, "timeout", reason)
        except KeyboardInterrupt:
            # Ray ends the tasks of a driver that ends. A driver that cancels one as it ends is aborted in C++
            # (Ray 2.60: "tried to complete task that was not pending").
            running.tasks.clear()
            raise
        finally:
            running.end()

    def _has_room(self, running: "_Running") -> bool:
        """True if fewer units run than the given number, or than the cores that the cluster has now. Units
        that may have been on a lost node do not count."""
        if self._cores.is_due() and (self._head is None or self._head.answers()):
            self._cores.look()
        lost = min(running.number_before(self._cores.lost_at), self._cores.lost)
        return len(running.tasks) - lost < (self.workers or self._cores.number)

    def close(self) -> None:
        """Stop Ray, unless others had started it."""
        if self._head:
            self._head.close()
        self._leave()

    def _leave(self) -> None:
        if self.started:
            connection.stop()


@dataclass(eq=False)
class _Task:
    """A unit that was sent to Ray; `number` is that of its item."""

    item: Any
    number: int
    begun: float = field(default_factory=time.monotonic)


class _Running:
    """The units that are with Ray. One that takes far longer than the others did gets a copy on a free core:
    both write the same bytes, and the first to end counts."""

    def __init__(self, send: Callable[[Any], Any]) -> None:
        self.tasks: dict[Any, _Task] = {}
        self._send, self._numbers = send, itertools.count()
        self._times: list[float] = []
        self._copied: set[int] = set()

    def begin(self, item: Any) -> None:
        """Send an item."""
        self.tasks[self._send(item)] = _Task(item, next(self._numbers))

    def begin_copy(self) -> None:
        """Send the item that has run longest once more, if it is a straggler."""
        alone = [t for t in self.tasks.values() if t.number not in self._copied]
        if not alone or not self._times:
            return
        oldest = min(alone, key=lambda t: t.begun)
        usual = statistics.median(self._times)
        if time.monotonic() - oldest.begun > max(STRAGGLES_FOR, STRAGGLES * usual):
            self._copied.add(oldest.number)
            self.tasks[self._send(oldest.item)] = _Task(oldest.item, oldest.number)

    def number_before(self, begun: float) -> int:
        """How many were sent before a time of the monotonic clock."""
        return sum(task.begun < begun for task in self.tasks.values())

    def ended(self, reference: Any) -> _Task:
        """Take a task out whose result is there."""
        task = self.tasks.pop(reference)
        self._times.append(time.monotonic() - task.begun)
        return task

    def has_twin(self, task: _Task) -> bool:
        """True if another copy of it runs."""
        return any(t.number == task.number for t in self.tasks.values())

    def end_twin(self, task: _Task) -> None:
        """End the other copy of it."""
        for reference in [r for r, t in self.tasks.items() if t.number == task.number]:
            del self.tasks[reference]
            ray.cancel(reference, force=True)

    def overdue(self, seconds: float | None) -> list[_Task]:
        """The tasks that have run too long since they were sent; they are ended, with their copies."""
        if seconds is None:
            return []
        now = time.monotonic()
        late = {t.number: t for t in self.tasks.values() if now - t.begun > seconds}
        for task in late.values():
            self.end_twin(task)
        return list(late.values())

    def end(self) -> None:
        """End all of them."""
        for reference in self.tasks:
            ray.cancel(reference, force=True)


@contextmanager
def _signals_kept() -> Iterator[None]:
    """SIGTERM stays with whoever handled it: Ray's own handler ends the driver in the middle of C++. One that
    comes while Ray starts reaches it as well."""
    handler = signal.getsignal(signal.SIGTERM)
    try:
        yield
    except SystemExit as ending:
        # so Ray's handler ends the driver
        if ending.code == signal.SIGTERM and callable(handler):
            handler(signal.SIGTERM, None)
        raise
    finally:
        if handler is not None and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, handler)


def _head_of(is_ours: bool) -> Head | None:
    """The head that this driver is connected to; None for a driver that is a client of another one (ray://)."""
    if ray.util.client.ray.is_connected():
        return None
    return Head(ray.get_runtime_context().gcs_address, is_ours)


def _result(reference: Any, where: str, item: Any, retries: int) -> Any:
    name = f"{where} {getattr(item, 'name', item)}"
    try:
        return ray.get(reference)
    except RayTaskError as error:
        cause = error.cause
        if isinstance(cause, MalmoiError):
            raise cause from None
        if isinstance(cause, OwnerDiedError):
            hint = "if the cluster works without tokens, give RAY_AUTH_MODE=disabled"
            raise JobError(f"{name}: its worker cannot fetch from this driver; {hint}") from error
        if isinstance(cause, NOT_BY_INPUT):
            raise JobError(f"{name} failed: {type(cause).__name__}: {cause}") from error
        return Failed(item, "exception", type(cause).__name__, str(error))
    except OutOfMemoryError:
        return Failed(item, "memory", "Ray ended it to save the memory of its machine")
    except (WorkerCrashedError, TaskCancelledError):
        times = f", {retries + 1} times" if retries else ""
        return Failed(item, "crash", f"its worker died{times}")
    except LocalRayletDiedError as error:
        raise JobError(
            "its Ray node died (raylet); what is finished stays, and the same command goes on from there"
        ) from error
    except RayError as error:
        raise JobError(f"{name} failed in Ray: {error}") from error


def opened(opening: Opening) -> RayExecutor:
    """The executor for `executor: ray`."""
    return RayExecutor(
        opening.workers, opening.address, opening.retries, opening.folders, opening.shared
    )
