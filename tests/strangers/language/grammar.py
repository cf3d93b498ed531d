"""Sentences from templates: `{slot}` is replaced by a random choice of the slot's rule, again and again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tests.strangers.language.particles import attach

SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Grammar:
    """Rules: slot -> templates. A template holds text, slots, and Korean particle pairs such as `[을/를]`."""

    rules: Mapping[str, Sequence[str]]

    def expand(self, random: Random, template: str) -> str:
        """`template` with all slots replaced. Raises KeyError for a slot without a rule."""
        while match := SLOT.search(template):
            choice = random.choice(self.rules[match[1]])
            template = template[: match.start()] + choice + template[match.end() :]
        return attach(template)

    def some(self, random: Random, slot: str, low: int, high: int) -> list[str]:
        """`low` to `high` expansions of a slot; neighbours come from different templates."""
        return list(self._some(random, slot, random.randint(low, high)))

    def _some(self, random: Random, slot: str, n: int) -> Iterator[str]:
        pool: list[str] = []
        for _ in range(n):
            if not pool:
                pool = random.sample(self.rules[slot], len(self.rules[slot]))
            yield self.expand(random, pool.pop())

    def prose(self, random: Random, slot: str, low: int, high: int) -> str:
        """A paragraph of `low` to `high` sentences."""
        return " ".join(self.some(random, slot, low, high))

    def paragraphs(self, random: Random, slot: str, low: int, high: int) -> str:
        """`low` to `high` paragraphs of two to five sentences, parted by empty lines."""
        return "\n\n".join(self.prose(random, slot, 2, 5) for _ in range(random.randint(low, high)))
