"""Whether a line ends as a sentence does, compiled; `text.is_sentence` says the same in Python."""

from numba import njit

from pipeline.kernels.heuristics.classes import CLOSER, FINAL_SYLLABLE, TERMINAL

_ELLIPSIS = 0x2026


@njit(cache=True, nogil=True)
def ends_as_sentence(code, kind, a, b):
    """True if code[a:b], without white space at its end, ends as a sentence does."""
    while b > a and kind[b - 1] & CLOSER:
        b -= 1
    if b == a:
        return False
    return kind[b - 1] & (TERMINAL | FINAL_SYLLABLE) != 0 or code[b - 1] == _ELLIPSIS
