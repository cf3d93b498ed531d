"""Documents cut for a decoder: rows to train on, and windows to score."""

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


def windows(text: np.ndarray, context: int) -> list[tuple[np.ndarray, int]]:
    """(ids of a window, how many of its targets an earlier window counts) for a text of any length.

    A window has at most context + 1 ids. From the second window on, a target has at least half a context
    before it."""
    last = len(text) - 1
    made, done = [(text[: context + 1], 0)], min(context, last)
    while done < last:
        start = min(done - context // 2, last - context)
        made.append((text[start : start + context + 1], done - start))
        done = start + context
    return made
