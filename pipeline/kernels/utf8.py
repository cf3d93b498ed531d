"""UTF-8 decoding inside compiled kernels."""

import numpy as np
from numba import njit

# Code points in which characters are assigned, surrogates left out: planes 0 to 3, and the tags of plane 14.
ASSIGNED = (range(0xD800), range(0xE000, 0x32400), range(0xE0000, 0xE0200))


@njit(cache=True, nogil=True, inline="always")
def width_at(byte):
    """Bytes of the character that starts with `byte`; the text must be valid UTF-8."""
    if byte < 0x80:
        return 1
    if byte < 0xE0:
        return 2
    return 3 if byte < 0xF0 else 4


@njit(cache=True, nogil=True, inline="always")
def code_point(data, i, width):
    """The code point of the `width` bytes at `i`."""
    b = int(data[i])
    if width == 1:
        return b
    if width == 2:
        return ((b & 0x1F) << 6) | (int(data[i + 1]) & 0x3F)
    if width == 3:
        return ((b & 0x0F) << 12) | ((int(data[i + 1]) & 0x3F) << 6) | (int(data[i + 2]) & 0x3F)
    return (
        ((b & 0x07) << 18)
        | ((int(data[i + 1]) & 0x3F) << 12)
        | ((int(data[i + 2]) & 0x3F) << 6)
        | (int(data[i + 3]) & 0x3F)
    )


@njit(cache=True, nogil=True, inline="always")
def eight(data, i):
    """The eight bytes from i on as an integer, the first lowest; the compiler merges the eight loads."""
    return (
        np.uint64(data[i])
        | (np.uint64(data[i + 1]) << np.uint64(8))
        | (np.uint64(data[i + 2]) << np.uint64(16))
        | (np.uint64(data[i + 3]) << np.uint64(24))
        | (np.uint64(data[i + 4]) << np.uint64(32))
        | (np.uint64(data[i + 5]) << np.uint64(40))
        | (np.uint64(data[i + 6]) << np.uint64(48))
        | (np.uint64(data[i + 7]) << np.uint64(56))
    )


@njit(cache=True, nogil=True, inline="always")
def is_space(c):
    """Unicode white space: what separates words, in Korean as in English."""
    return (
        c == 32
        or 9 <= c <= 13
        or c == 0x85
        or c == 0xA0
        or c == 0x1680
        or 0x2000 <= c <= 0x200A
        or c == 0x2028
        or c == 0x2029
        or c == 0x202F
        or c == 0x205F
        or c == 0x3000
    )
