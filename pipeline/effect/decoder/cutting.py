"""Documents cut for a decoder: rows to train on, and windows to score."""

from dataclasses import dataclass

import numpy as np


def rows(offsets: np.ndarray, ids: np.ndarray, end: int, context: int) -> np.ndarray:
    """int32 [n, context + 1]: all documents one after the other, each behind an `end`, in rows.

    Rows share one id: the last target of a row is the first input of the next one. What does not fill a row
    at the end is left out, unless there is no other row."""
    sizes = np.diff(offsets)
    flat = np.full(len(ids) + len(sizes) + 1, end, np.int32)
    flat[np.arange(len(ids)) + np.repeat(np.arange(len(sizes)), sizes) + 1] = ids
    number = max(1, (len(flat) - 1) // context)
    missing = max(0, number * context + 1 - len(flat))
    flat = np.concatenate([flat, np.full(missing, end, np.int32)])
    views = np.lib.stride_tricks.sliding_window_view(flat, context + 1)
    return views[::context][:number].copy()


@dataclass(frozen=True)
class Window:
    """Part of a text: its ids, at most context + 1, and its targets `first` up to `last` that count."""

    ids: np.ndarray
    first: int
    last: int


def windows(
    text: np.ndarray, context: int, first: int = 0, last: int | None = None
) -> list[Window]:
    """The windows in which the targets `first` up to `last` of a text of any length count once; default: all.

    Target i is text[i + 1]. From the second window on, a target has at least half a context before it. An
    answer behind a long question has as much of the question as fits."""
    whole = len(text) - 1
    until = whole if last is None else last
    if until - first <= context // 2:
        start = max(0, until - context)
        return [Window(text[start : until + 1], first - start, until - start)]
    made, done, start = list[Window](), 0, 0
    while done < until:
        if done:
            start = max(0, min(done - context // 2, whole - context))
        stop = min(start + context, whole)
        if stop > first:
            bounds = max(done, first) - start, min(stop, until) - start
            made.append(Window(text[start : stop + 1], *bounds))
        done = stop
    return made
