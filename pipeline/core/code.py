"""Identity of code: a hash of the source of a module."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import xxhash


@cache
def module_digest(module_name: str) -> str:
    """32 hex digits (xxh3_128) of the source file of a module, found without running the module itself.

    Raises ModuleNotFoundError if there is no such module, or if it has no source file.
    """
    spec = find_spec(module_name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"no source file for module {module_name!r}", name=module_name)
    return xxhash.xxh3_128_hexdigest(Path(spec.origin).read_bytes())
