"""What was taken of one file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """Bytes of a file that its part stands for, and whether only its beginning was read."""

    taken: float
    is_begun: bool
