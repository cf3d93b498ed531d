"""Byte-level BPE training on a table of (word, count): merges bit for bit those of `tokenizers`.

Order and ties (tokenizers, trainer.rs): the most frequent pair first, among equals the smaller
(left id, right id); ids are special tokens, then the 256 byte characters by code point, then merges
as they come; a pair below min_frequency ends it. Counts are 64-bit: the reference keeps 32 and
loses the most frequent pair of a large corpus.

With the borders of morphemes (`begins`), a pair inside a morpheme counts in full, a pair that joins whole
morphemes `across` times, and a pair that joins a part of a morpheme to another one does not count. So tokens
become whole morphemes or parts of one, while merges stay ordinary merges.
"""

from functools import cache

NUM_BYTES = 256
PARTS = 64  # of a count, where joining morphemes counts for less


@cache
def byte_characters() -> tuple[str, ...]:
    """The printable character that byte-level BPE writes for each byte (GPT-2's table)."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = iter(range(256, 512))
    return tuple(chr(b) if b in printable else chr(next(others)) for b in range(NUM_BYTES))


@cache
def alphabet() -> tuple[str, ...]:
    """The byte characters by code point: the order of their ids."""
    return tuple(sorted(byte_characters()))
