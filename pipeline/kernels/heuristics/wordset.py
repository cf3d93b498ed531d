"""Sets of words that compiled code looks words up in: their 64-bit values by open addressing."""

from collections.abc import Iterable

import numpy as np
from numba import njit

BASE = np.uint64(0x100000001B3)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_HIGH = np.uint64(32)


@njit(cache=True, nogil=True, inline="always")
def extended(value, c):
    """The hash of a word that ends with the code point `c`, from the hash of what stands before it."""
    return (value ^ np.uint64(c)) * BASE + np.uint64(1)


def hash_of(word: str) -> int:
    """The hash that `extended` makes of the code points of a word."""
    value = 0
    for char in word:
        value = ((value ^ ord(char)) * int(BASE) + 1) % 2**64
    return value


def packed(values: Iterable[int], size: int) -> np.ndarray:
    """uint64 [size]: each value, above 0, in the first free slot from its place on; 0 in free slots.

    `size` is a power of two and larger than the number of values; half of the slots free keep looks short."""
    slots = np.zeros(size, np.uint64)
    for value in values:
        at = (value * int(_FACTOR) % 2**64 >> int(_HIGH)) & (size - 1)
        while slots[at]:
            at = (at + 1) & (size - 1)
        slots[at] = value
    return slots


@njit(cache=True, nogil=True)
def holds(slots, value):
    """True if `value`, above 0, is in the slots that `packed` made."""
    at = np.int64(value * _FACTOR >> _HIGH) & (len(slots) - 1)
    while slots[at] and slots[at] != value:
        at = (at + 1) & (len(slots) - 1)
    return slots[at] == value
