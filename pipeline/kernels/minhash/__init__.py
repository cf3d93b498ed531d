"""Shingles and MinHash signatures in datasketch's affine32 scheme.

A shingle is `width` consecutive units of a text, lower-cased (ASCII). Units are characters without
white space (`char`: Korean spacing differs between copies) or words (`word`). A text shorter than
one shingle is one shingle; a text with no unit has none, an all-ones signature, and no twin.

The 64-bit shingle hash is a polynomial over its units, mixed; its upper 32 bits enter MinHash. So a
signature is `datasketch.MinHash(hashvalues=..., scheme="affine32")` of the same shingles.
"""

from functools import cache

import numpy as np

CHAR, WORD = 0, 1
UNITS = {"char": CHAR, "word": WORD}
WIDEST = 128  # units of a shingle: what a block of a GPU carries from tile to tile
BASE = 0x9E3779B97F4A7C15  # odd, so multiplication by it is a bijection of 64-bit integers
M1, M2 = 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53  # MurmurHash3 finalizer, 64 bits (public domain)
NO_SHINGLE = 0xFFFFFFFF


@cache
def permutations(num_perm: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """(a, b) uint32 [num_perm] as datasketch draws them; `a` is odd."""
    generator = np.random.RandomState(seed)
    a = generator.randint(0, 1 << 31, num_perm, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    b = generator.randint(0, 1 << 32, num_perm, dtype=np.uint32)
    return a, b
