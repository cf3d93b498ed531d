"""JSON that is small and becomes large in memory: objects in objects, and millions of empty ones.

Both are bounded before Python's objects are made, or written again.
"""

import re
from typing import Any

# Levels of objects and lists that a record may nest: orjson writes no more, and reads 1,024.
DEEPEST = 254
# Bytes of Python's objects that a file or line may become, at most, for each object or list and each string.
PER_OBJECT, PER_STRING = 192, 60
MOST = 2 << 30
# A string, whole or cut short, or a bracket.
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


def is_dense(data: bytes) -> bool:
    """True for JSON whose values may take more than MOST bytes: 256 MiB of `{},` take 6 GB."""
    objects = data.count(b"{") + data.count(b"[")
    return objects * PER_OBJECT + data.count(b'"') // 2 * PER_STRING > MOST


def depth_of(value: Any) -> int:
    """The levels of objects and lists in a value."""
    depth, level = 0, [value]
    while level := [v for v in level if isinstance(v, dict | list)]:
        depth += 1
        level = [i for v in level for i in (v.values() if isinstance(v, dict) else v)]
    return depth


def depth_of_text(text: str) -> int:
    """The levels of objects and lists in JSON that is not parsed; 0 if they cannot be more than DEEPEST."""
    if text.count("{") + text.count("[") <= DEEPEST:
        return 0
    depth = deepest = 0
    for token in _TOKENS.finditer(text):
        if token[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif token[0] in "]}":
            depth -= 1
    return deepest
