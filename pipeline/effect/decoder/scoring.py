"""Bits of held-out documents: windows of the context, each with half a window before it."""

import math

import numpy as np
import torch  # pyright: ignore[reportMissingImports]
from torch.nn import functional as f  # pyright: ignore[reportMissingImports]

from pipeline.effect.decoder.cutting import Window, windows
from pipeline.effect.decoder.model import Decoder
from pipeline.effect.decoder.sizes import Size

ROWS = 32  # windows that are scored at once


@torch.no_grad()
def scored(
    model: Decoder, size: Size, offsets: np.ndarray, ids: np.ndarray, counted: np.ndarray, end: int
) -> np.ndarray:
    """float64 [n], bits of each document behind an end: of its places counted[i, 0] up to counted[i, 1]."""
    bits = np.zeros(len(offsets) - 1)
    place = next(model.parameters()).device
    parts = [
        (document, window)
        for document, (a, b) in enumerate(zip(offsets[:-1], offsets[1:], strict=True))
        for window in windows(
            np.concatenate([[end], ids[a:b], [end]]), size.context, *counted[document].tolist()
        )
    ]
    parts.sort(key=lambda p: len(p[1].ids))
    model.eval()
    for first in range(0, len(parts), ROWS):
        part = parts[first : first + ROWS]
        batch, counts = _batch([window for _, window in part], end)
        batch = batch.to(place)
        with torch.autocast(place.type, torch.bfloat16):
            logits = model(batch[:, :-1])
        of = f.cross_entropy(logits.float().flatten(0, 1), batch[:, 1:].flatten(), reduction="none")
        nats = (of.view(len(part), -1).cpu().double() * counts).sum(dim=1).numpy()
        for (document, _), value in zip(part, nats, strict=True):
            bits[document] += value / math.log(2)
    return bits


def _batch(part: list[Window], end: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(ids [rows, longest], which targets count [rows, longest - 1])."""
    longest = max(len(window.ids) for window in part)
    batch = torch.full((len(part), longest), end, dtype=torch.long)
    counts = torch.zeros((len(part), longest - 1), dtype=torch.bool)
    for row, window in enumerate(part):
        batch[row, : len(window.ids)] = torch.from_numpy(window.ids.astype(np.int64))
        counts[row, window.first : window.last] = True
    return batch, counts
