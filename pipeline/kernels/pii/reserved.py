"""Parts of pseudonyms: values of a given shape, in ranges that are assigned to nobody."""

from collections.abc import Iterator

from pipeline.kernels.pii.kind import Pseudonym


def redrawn(value: bytes, source: Iterator[int]) -> bytes:
    """The value with every ASCII digit and letter replaced by a drawn one; other bytes are not changed."""
    made = bytearray()
    for byte in value:
        draw = next(source)
        if 0x30 <= byte <= 0x39:
            made.append(0x30 + draw % 10)
        elif 0x41 <= byte <= 0x5A:
            made.append(0x41 + draw % 26)
        elif 0x61 <= byte <= 0x7A:
            made.append(0x61 + draw % 26)
        else:
            made.append(byte)
    return bytes(made)


def redrawn_with(value: bytes, source: Iterator[int], fixed: dict[int, str]) -> bytes:
    """`redrawn`, with given digits at some positions; positions count the digits of the value from 0."""
    made, position = bytearray(redrawn(value, source)), 0
    for i, byte in enumerate(value):
        if 0x30 <= byte <= 0x39:
            if position in fixed:
                made[i] = ord(fixed[position])
            position += 1
    return bytes(made)


def with_fixed_digits(fixed: dict[int, str]) -> Pseudonym:
    """A pseudonym that fixes the digits which put a number into an unassigned range."""
    return lambda value, source: redrawn_with(value, source, fixed)
