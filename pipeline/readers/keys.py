"""Keys that an object of JSON has twice: of the two values the last one counts, and the record says so."""

import json
from typing import Any

import numpy as np
from numba import njit

# Bytes from which the compiled count is used. A process takes .1 s to begin with Numba, and the planner,
# which looks at the beginning of a source, needs nothing else that is compiled.
COMPILED = 3 << 20
_NO_ENDS = tuple(before + b'":' for before in (b"\\", b",", b" ", b":", b"["))


def key_ends(lines: bytes) -> int:
    """The number of places where a key ends: a quote with a colon after it that is neither escaped nor
    the first quote of a value. An object without repeated keys has as many places as keys, or more if a
    text contains such characters."""
    if len(lines) >= COMPILED:
        return int(_key_ends(np.frombuffer(lines, np.uint8)))
    return lines.count(b'":') - sum(map(lines.count, _NO_ENDS))


@njit(cache=True, nogil=True)
def _key_ends(line):
    before, quote, after = line[:-2], line[1:-1], line[2:]
    num_ends = 0
    # Sums of 128 fit eight bits, which lets the compiler use vector instructions.
    for start in range(0, len(after), 128):
        a, q, b = (
            before[start : start + 128],
            quote[start : start + 128],
            after[start : start + 128],
        )
        ends = np.uint8(0)
        for i in range(len(b)):
            is_end = (q[i] == np.uint8(0x22)) & (b[i] == np.uint8(0x3A))
            opens = (a[i] == np.uint8(0x20)) | (a[i] == np.uint8(0x3A)) | (a[i] == np.uint8(0x5B))
            ends += np.uint8(is_end & (a[i] != np.uint8(0x5C)) & (a[i] != np.uint8(0x2C)) & ~opens)
        num_ends += ends
    return num_ends


def may_repeat_key(line: bytes, value: dict[str, Any]) -> bool:
    """True if a key may occur twice in an object of the line: more keys end there than the value has."""
    ends = key_ends(line)
    return ends > len(value) and ends > num_keys(value)


def num_keys(value: Any) -> int:
    """The number of keys of all objects in a value."""
    found, waiting = 0, [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict):
            found += len(inner)
            waiting.extend(inner.values())
        elif isinstance(inner, list):
            waiting.extend(inner)
    return found


def repeats_key(line: bytes) -> bool:
    """True if an object of the line has a key twice."""
    repeated = False

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        value = dict(items)
        repeated = repeated or len(value) < len(items)
        return value

    try:
        json.loads(line, object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        return False
    return repeated
