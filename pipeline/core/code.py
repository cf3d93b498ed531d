"""The identity of code: a hash of the source that a module is made of."""

from importlib.util import find_spec
from pathlib import Path

import xxhash


def module_digest(module_name: str) -> str:
    """32 hex digits (xxh3_128) of a module's source file. Raises ImportError if there is none."""
    spec = find_spec(module_name)
    if spec is None or spec.origin is None:
        raise ImportError(f"{module_name} has no source file", name=module_name)
    return xxhash.xxh3_128_hexdigest(Path(spec.origin).read_bytes())
