"""The time of a function in this process."""

import time
from collections.abc import Callable
from typing import Any

REPEATS = 3


def best(function: Callable[[], Any]) -> tuple[float, Any]:
    """(least seconds of REPEATS runs after one to warm up, the result)."""
    result = function()
    seconds = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - started)
    return min(seconds), result
