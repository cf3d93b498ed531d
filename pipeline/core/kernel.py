"""Kernels: computations with one definition, the reference, and several implementations, the backends."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.core.code import module_digest
from pipeline.core.errors import JobError
from pipeline.core.source import constants
from pipeline.core.syntax import source_of


@dataclass(frozen=True)
class Kernel:
    """A kernel with the backend that computes it: the module `<package>.<name>.<backend>`.

    Parity tests hold the backends of one kernel equal bit for bit, so identity is the kernel's alone.
    """

    name: str
    backend: str
    package: str

    @property
    def on_gpu(self) -> bool:
        """True if the backend needs a CUDA device."""
        return bool(constants(_folder(self.package) / self.name / f"{self.backend}.py")["ON_GPU"])

    def load(self) -> Any:
        """The module of the backend. Raises JobError if it cannot be imported here."""
        try:
            return importlib.import_module(f"{self.package}.{self.name}.{self.backend}")
        except ImportError as error:
            missing = "; pip install 'malmoi[gpu]'" if self.on_gpu and error.name else ""
            raise JobError(
                f"kernel {self.name}: backend {self.backend}: {error}{missing}"
            ) from error

    def identity(self) -> dict[str, Any]:
        """The name and the code of the reference, which defines the result; not the backend."""
        return {"kernel": self.name, "code": module_digest(*self.meaning())}

    def meaning(self) -> list[str]:
        """The modules that define the result: the reference, and those that it loads by listing a folder and
        names in `reaches()`."""
        module = f"{self.package}.{self.name}.reference"
        source = source_of(module)
        # importing every reference takes a second, and two of them have `reaches`
        if source is not None and "reaches" not in source.definitions:
            return [module]
        named = getattr(importlib.import_module(module), "reaches", list)
        return [module, *named()]


@dataclass(frozen=True)
class Kernels:
    """The kernels of a package: a folder each, and in it a file for each backend.

    A backend states two facts: `RANK`, its place when the recipe names no backend (0 first), and `ON_GPU`. A
    GPU backend runs only if the recipe names it.
    """

    package: str

    def backends(self, name: str) -> list[str]:
        """The backends of a kernel, the preferred one first; [] if there is no such kernel."""
        folder = _folder(self.package) / name
        if not name.isidentifier() or not folder.is_dir():
            return []
        facts = {p.stem: constants(p) for p in folder.glob("*.py")}
        ranked = {name: stated["RANK"] for name, stated in facts.items() if "RANK" in stated}
        return sorted(ranked, key=lambda backend: (ranked[backend], backend))

    def kernel(self, name: str, backend: str | None = None) -> Kernel:
        """A kernel with the given backend, or with its preferred one."""
        return Kernel(name, backend or self.backends(name)[0], self.package)


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None, package
    assert spec.origin is not None, package
    return Path(spec.origin).parent


def kernels_in(work: Any) -> Iterator[Kernel]:
    """Every kernel that is bound to a callable, however deep."""
    if isinstance(work, Kernel):
        yield work
    elif isinstance(work, partial):
        yield from kernels_in(work.keywords)
    elif isinstance(work, dict | list | tuple):
        for value in work.values() if isinstance(work, dict) else work:
            yield from kernels_in(value)
    elif is_dataclass(work) and not isinstance(work, type):
        yield from kernels_in(work.__dict__)
