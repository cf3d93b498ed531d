"""A stage: a frozen pydantic model whose fields are its configuration, and one method."""

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipeline.core.errors import RecipeError
from pipeline.core.identity import backends_of

if TYPE_CHECKING:
    from pipeline.core.corpus import Corpus
    from pipeline.core.job import Job

ACTS = ("rewrite", "mark", "build")


class Stage(BaseModel):
    """One step of the fold. `act` says what it may do; the fold refuses another order of acts."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    act: ClassVar[Literal["rewrite", "mark", "build"]]

    @classmethod
    def name(cls) -> str:
        return cls.__module__.rsplit(".", 1)[-1]

    def check(self, earlier: Sequence[str] = ()) -> None:
        """Refuse, before any work begins, what can be seen to fail after the `earlier` stages: raises
        DataError or RecipeError."""

    def plan(self, corpus: "Corpus | None" = None) -> Iterator[str]:
        """Lines for `malmoi plan`: what follows from the fields, and from the corpus that the stage
        before has left, if it has."""
        yield from ()

    def run(self, corpus: "Corpus | None", job: "Job") -> "Corpus":
        raise TypeError(f"stage {self.name()} defines no run()")


class Execution(BaseModel):
    """How a recipe is executed; never part of what it produces."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    executor: Literal["ray", "local"] = "ray"
    """`ray` (a local Ray or a cluster) or `local` (threads of this process)."""
    workers: int | None = Field(default=None, ge=1)
    """Units that run at the same time; default: the cores of the machine or cluster, one if local."""
    address: str | None = None
    """Address of a Ray cluster (`host:port` or `auto`); default: RAY_ADDRESS, else a local Ray."""
    backends: dict[str, str] = {}
    """Kernel name -> backend file, such as {minhash: reference}."""
    gpus: float = Field(default=1, gt=0)
    """GPUs that a unit takes whose kernels run on one (`cudf`); 0.25: four units share one."""
    retries: int = Field(default=3, ge=0)
    """How often a unit whose worker died is tried again."""

    @field_validator("backends")
    @classmethod
    def _known(cls, backends: dict[str, str]) -> dict[str, str]:
        for kernel, backend in backends.items():
            known = backends_of(kernel)
            if backend not in known:
                what = (
                    f"its backends are: {', '.join(known)}" if known else "there is no such kernel"
                )
                raise ValueError(f"{kernel}: {backend}: {what}")
        return backends


@cache
def names() -> tuple[str, ...]:
    """Every stage there is: the files of pipeline/stages."""
    package = importlib.import_module("pipeline.stages")
    return tuple(
        m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")
    )


def load(name: str) -> type[Stage]:
    """The stage class in pipeline/stages/<name>.py. Raises RecipeError for an unknown name."""
    if name not in names():
        raise RecipeError(f"unknown stage {name!r}; stages are: {', '.join(names())}")
    module = importlib.import_module(f"pipeline.stages.{name}")
    wanted = name.replace("_", "")
    for value in vars(module).values():
        if (
            isinstance(value, type)
            and issubclass(value, Stage)
            and value.__name__.lower() == wanted
        ):
            return value
    raise RecipeError(f"pipeline/stages/{name}.py holds no stage class")
