"""The kinds of personal data, one file each.

A file defines `KIND`, and its name is that of the kind in lower case. The folder is listed: a new file is a
new kind, without an edit elsewhere in this package.
"""

import importlib
import pkgutil

from pipeline.kernels.pii.kind import Kind


def modules() -> list[str]:
    """Dotted names of the modules that define a kind, sorted."""
    return sorted(f"{__name__}.{module.name}" for module in pkgutil.iter_modules(__path__))


def _by_precedence() -> tuple[Kind, ...]:
    kinds: list[Kind] = [importlib.import_module(module).KIND for module in modules()]
    return tuple(sorted(kinds, key=lambda kind: kind.precedence))


# where two spans overlap, the earlier kind has it
BY_PRECEDENCE = _by_precedence()
