"""A process of the command line without libraries that Arrow and Numba would load into it unasked.

Arrow imports pandas at its first array, to know a pandas object when it sees one: .2 s. Numba imports its
extensions, awkward here (.13 s), and scipy.linalg, which only compiled linear algebra calls (.12 s). Malmoi
uses none of them, and every worker would pay again. A stage of the user's that imports pandas, or asks Arrow
for it, gets it as ever.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

# What Python imports first where somebody needs pandas: pandas itself, or Arrow's code for it.
WANTED = ("pandas", "pyarrow.pandas_compat")


class _Pandas:
    """A finder that hides pandas from Arrow's first look, and lets it look again before somebody uses it."""

    is_hidden = True

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name in WANTED:
            if self.is_hidden:
                raise ModuleNotFoundError(name)
            sys.meta_path.remove(self)
            _look_again()
        return None


def begin(is_compiled: bool = True) -> None:
    """Keep this process, and those that it forks, free of these libraries. Call it before the first array.

    A process that calls nothing compiled (`is_compiled` is false) saves the .1 s that Numba's types take."""
    _without_pandas()
    if is_compiled:
        _without_extensions()


def _without_pandas() -> None:
    """Let Arrow find no pandas, until somebody needs it."""
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    finder = _Pandas()
    sys.meta_path.insert(0, finder)
    # by the shim in Cython, then by the conversion of lists in C++
    pa.array([1])
    pa.array([1])
    finder.is_hidden = False


def _look_again() -> None:
    import pyarrow as pa

    # its state is what its constructor sets: not looked for yet
    pa.lib._pandas_api.__init__()


def _without_extensions() -> None:
    """Let Numba load neither extensions nor the linear algebra of SciPy."""
    from numba.core import entrypoints
    from numba.np import linalg

    entrypoints._already_initialized = True
    linalg.ensure_blas = lambda: None
