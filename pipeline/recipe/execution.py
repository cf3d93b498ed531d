"""How a recipe is executed: which executor, how many workers, which backends."""

import importlib
import os
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import ConfigDict, Field, field_validator

from pipeline import executors
from pipeline.core.executor import ONE_CPU, Executor, Needs, Opening
from pipeline.core.model import Model
from pipeline.registry import KERNELS

AUTO, RAY, LOCAL = "auto", "ray", "local"


class Execution(Model):
    """How a recipe is executed; never part of what it produces."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    executor: str = AUTO
    """`ray` (a cluster, or a local Ray), `local` (processes of this machine), or `auto`: Ray if it has an
    address or kernels run on a GPU, else local, which starts in a fraction of the time."""
    workers: int | None = Field(default=None, ge=1)
    """Units that run at the same time; default: its cores."""
    address: str | None = None
    """Address of a Ray cluster (`host:port` or `auto`); default: RAY_ADDRESS, else none."""
    backends: dict[str, str] = {}
    """Kernel name -> backend file, such as {minhash: reference}."""
    gpus: float = Field(default=1, gt=0)
    """GPUs that a unit takes whose kernels run on one (`cudf`); 0.25: four units share one."""
    retries: int = Field(default=3, ge=0)
    """How often a unit whose worker died is tried again."""
    max_seconds_per_unit: float | None = Field(default=3600, gt=0)
    """A unit (one shard) that takes longer is ended, and the document that holds it up is looked for; null:
    none is ended."""
    max_seconds_per_record: float = Field(default=60, gt=0)
    """What one document alone may take, while such a document is looked for."""
    max_memory: int | None = Field(default=None, ge=1)
    """Bytes of memory that a unit may take with `executor: local`; default: any, until all units together
    take nine tenths of the machine's: then the largest is ended. Ray watches its machines itself."""
    max_quarantined_share: float = Field(default=0.0001, ge=0, le=1)
    """Documents that make a stage crash, hang or fail are quarantined up to this share of the corpus (of a
    small one: up to ten and a quarter of it); beyond, the run fails."""
    events: str | None = None
    """A local file to which every run adds JSON lines: begin and end of the run and of each stage and phase,
    notes, with time, run and host. A relative path means the current folder."""
    metrics: str | None = None
    """A local file of metrics in Prometheus's text format, for the textfile collector of its node exporter,
    replaced while a run goes on. A relative path means the current folder."""
    keep_intermediate: bool = True
    """Keep the files that only another run reads: signatures, counted words, models that have scored. With
    false they are removed at the end, as by `malmoi gc`, and a run that needs them makes them again."""
    report_drops_above: float = Field(default=0.5, ge=0, le=1)
    """A source that loses more than this share of its documents to one stage is named at the end of a run,
    with the reasons and documents to look at; 1 names none."""

    @field_validator("executor")
    @classmethod
    def _known_executor(cls, executor: str) -> str:
        known = (AUTO, *names())
        if executor not in known:
            raise ValueError(f"expected one of {', '.join(known)}, got {executor!r}")
        return executor

    @field_validator("backends")
    @classmethod
    def _known_backends(cls, backends: dict[str, str]) -> dict[str, str]:
        for kernel, backend in backends.items():
            available = KERNELS.backends(kernel)
            if not available:
                raise ValueError(f"{kernel}: {backend}: there is no such kernel")
            if backend not in available:
                listed = ", ".join(available)
                raise ValueError(f"{kernel}: {backend}: its backends are: {listed}")
        return backends

    @property
    def choice(self) -> str:
        """What `auto` has chosen and why, in a line; empty if the recipe names an executor."""
        if self.executor != AUTO:
            return ""
        if self.chosen == LOCAL:
            workers = self.workers or default_workers()
            number = f"{workers} process{'es' if workers > 1 else ''}"
            return f"executor auto: {number} of this machine, which start sooner than Ray"
        by_address = self.address or os.environ.get("RAY_ADDRESS")
        return f"executor auto: Ray, as {'its address is given' if by_address else 'kernels run on a GPU'}"

    @property
    def chosen(self) -> str:
        """The name of the executor, `auto` resolved."""
        if self.executor != AUTO:
            return self.executor
        on_gpu = any(KERNELS.kernel(k, b).on_gpu for k, b in self.backends.items())
        return RAY if self.address or os.environ.get("RAY_ADDRESS") or on_gpu else LOCAL


@cache
def names() -> tuple[str, ...]:
    """The executors: the files of pipeline/executors."""
    return tuple(m.name for m in pkgutil.iter_modules(executors.__path__))


def default_workers() -> int:
    """Units that run at the same time if the recipe does not say: the cores of this machine."""
    return os.cpu_count() or 1


def open_executor(
    execution: Execution, folders: tuple[str, ...] = (), shared: tuple[str, ...] = ()
) -> Executor:
    """The executor that `execution` names; its workers find modules in `folders` too.

    Raises JobError if it cannot be reached, or if a machine of it does not see one of the `shared` paths."""
    module = importlib.import_module(f"{executors.__name__}.{execution.chosen}")
    opening = Opening(
        execution.workers,
        execution.address,
        execution.retries,
        folders,
        shared,
        execution.max_memory,
    )
    return module.opened(opening)


class Deferred:
    """An executor that opens another one when the first unit of work arrives, and at most once.

    A local Ray takes seconds to start, which a run whose phases are all committed would spend for nothing.
    """

    def __init__(self, opening: Callable[[], Executor]) -> None:
        self._opening = opening
        self._opened: Executor | None = None

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], needs: Needs = ONE_CPU
    ) -> Iterator[Any]:
        """The results of the opened executor; without items, nothing is opened."""
        units = list(items)
        if not units:
            return
        if self._opened is None:
            self._opened = self._opening()
        yield from self._opened.map(function, units, needs)

    def close(self) -> None:
        """Close the executor if it was opened."""
        if self._opened is not None:
            self._opened.close()
