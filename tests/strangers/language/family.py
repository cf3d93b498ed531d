"""A family: a name, a language, and a generator of texts."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from random import Random

Generator = Callable[[Random], str]


@dataclass(frozen=True)
class Family:
    """Texts of one kind in one language.

    `language` is `und` or an ISO 639-1 code. `generate` makes one text of 5 to 5,000 characters from a random state.
    """

    name: str
    language: str
    generate: Generator

    @property
    def held_out(self) -> bool:
        """True for about half of the families, by a hash of the name: keep their texts out of any tuning."""
        return blake2b(self.name.encode(), digest_size=8).digest()[0] % 2 == 0

    def texts(self, n: int, seed: int) -> list[str]:
        """`n` distinct texts; equal seeds make equal texts.

        Raises RuntimeError if the grammar cannot make `n` distinct texts in 50 * n draws.
        """
        random = Random(f"{self.name}/{seed}")
        made: dict[str, None] = {}
        for _ in range(50 * n):
            made[self.generate(random)] = None
            if len(made) == n:
                return list(made)
        raise RuntimeError(f"{self.name} makes only {len(made)} distinct texts, not {n}")
