"""The oracle: sets of positions."""

import re

import numpy as np

from pipeline.kernels.alignment import Counts

RANK = 1
ON_GPU = False

_WORD = re.compile("[가-힣]+")


def count(data: np.ndarray, ends: np.ndarray, edges: np.ndarray) -> Counts:
    """Counts of one text."""
    raw = bytes(data)
    inside = {i for i, byte in enumerate(raw) if byte & 0xC0 == 0x80}
    starts = [0, *ends.tolist()][: len(ends)]
    split = sum(a in inside or b in inside for a, b in zip(starts, ends.tolist(), strict=True))
    borders, morphemes = set(ends.tolist()), set(edges.tolist())
    hits = token_cuts = morpheme_cuts = aligned = pieces = 0
    text, at = raw.decode(), 0
    for match in _WORD.finditer(text):
        at = len(text[: match.start()].encode())
        end = at + len(match.group().encode())
        cuts = {b for b in borders if at < b < end}
        wanted = {b for b in morphemes if at < b < end}
        hits, token_cuts = hits + len(cuts & wanted), token_cuts + len(cuts)
        morpheme_cuts += len(wanted)
        marks, whole = sorted({at, end} | cuts), {at, end} | wanted
        for a, b in zip(marks, marks[1:], strict=False):
            pieces += 1
            aligned += (a in whole and b in whole) or not any(a < m < b for m in wanted)
    return Counts(split, hits, token_cuts, morpheme_cuts, aligned, pieces)
