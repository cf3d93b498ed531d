"""Texts of a grammar: rules with slots, expanded at random."""

import re
from collections.abc import Callable, Mapping
from random import Random

Rules = Mapping[str, tuple[str, ...]]

_SLOT = re.compile(r"\{(\w+)\}")
_KEY = re.compile(r"\[([^\]]+)\]")


def expand(random: Random, rules: Rules, symbol: str) -> str:
    """A text of the rule `symbol`. A slot `{name}` becomes a text of the rule `name`, a slot `{4}` four
    digits. Raises KeyError if a slot names no rule."""

    def fill(slot: re.Match[str]) -> str:
        name = slot[1]
        if name.isdigit():
            return "".join(random.choice("0123456789") for _ in range(int(name)))
        return expand(random, rules, name)

    return _SLOT.sub(fill, random.choice(rules[symbol]))


def sentences(random: Random, rules: Rules, symbol: str, num: int) -> list[str]:
    """`num` different texts of the rule `symbol`. Raises ValueError if the rule has too few."""
    chosen: list[str] = []
    for _ in range(50 * num):
        text = expand(random, rules, symbol)
        if text not in chosen:
            chosen.append(text)
        if len(chosen) == num:
            return chosen
    raise ValueError(f"rule {symbol!r} has fewer than {num} texts")


def disguise(random: Random, text: str, change: Callable[[Random, str], str], share: float) -> str:
    """The text with a `share` of its key words, written `[word]`, changed, and without the brackets."""
    return _KEY.sub(lambda key: change(random, key[1]) if random.random() < share else key[1], text)
