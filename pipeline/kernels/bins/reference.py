"""The oracle: it compares every piece with every row."""

import numpy as np

RANK = 1
ON_GPU = False


def fit(lengths: np.ndarray, size: int) -> np.ndarray:
    """Row of each piece; no length may be over `size`."""
    rows = np.zeros(len(lengths), np.int64)
    room: list[int] = []
    touched: list[int] = []
    for step, piece in enumerate(np.argsort(-lengths, kind="stable").tolist()):
        need = int(lengths[piece])
        fits = [r for r in range(len(room)) if room[r] >= need]
        if fits:
            best = min(fits, key=lambda r: (room[r], -touched[r]))
        else:
            best = len(room)
            room.append(size)
            touched.append(0)
        rows[piece], room[best], touched[best] = best, room[best] - need, step
    return rows
