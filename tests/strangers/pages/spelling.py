"""Random digits, and the ways in which people write groups of digits."""

from collections.abc import Callable
from random import Random
from string import digits

Maker = Callable[[Random], str]

READINGS = "공일이삼사오육칠팔구"
FULL = str.maketrans("0123456789-@.", "０１２３４５６７８９－＠．")
JOINED = {
    "hyphen": "-",
    "dot": ".",
    "space": " ",
    "plain": "",
    "spaced": " - ",
    "dash": "–",
    "entity": "&#45;",
    "nbsp": "&nbsp;",
    "middle": "·",
}


def numerals(rng: Random, count: int) -> str:
    """Return `count` random decimal digits."""
    return "".join(rng.choice(digits) for _ in range(count))


def drawn(rng: Random, letters: str, count: int) -> str:
    """Return `count` characters drawn from `letters`."""
    return "".join(rng.choice(letters) for _ in range(count))


def read(text: str) -> str:
    """Spell each digit of `text` by its Korean reading."""
    return "".join(READINGS[int(letter)] if letter in digits else letter for letter in text)


def grouped(shape: str, groups: list[str]) -> str:
    """Join groups of digits as one spelling of people does it."""
    if shape in JOINED:
        return JOINED[shape].join(groups)
    if shape == "paren":
        return groups[0] + ")" + "-".join(groups[1:])
    if shape == "broken":
        return "-".join(groups[:-1]) + "-\n" + groups[-1]
    if shape == "mixed":
        return groups[0] + " " + "-".join(groups[1:])
    if shape == "bracket":
        return f"({groups[0]}) " + "-".join(groups[1:])
    if shape == "abroad":
        return "+82-" + "-".join([groups[0][1:], *groups[1:]])
    if shape == "abroad-space":
        return "+82 " + " ".join([groups[0][1:], *groups[1:]])
    if shape == "abroad-plain":
        return "+82" + "".join([groups[0][1:], *groups[1:]])
    if shape == "abroad-zero":
        return f"+82 (0){groups[0][1:]}-" + "-".join(groups[1:])
    if shape == "full":
        return "-".join(groups).translate(FULL)
    if shape == "read":
        return read(" ".join(groups))
    if shape == "half-read":
        return "-".join([read(groups[0]), *groups[1:]])
    if shape == "letters":
        return "-".join([groups[0].replace("0", "O"), *groups[1:]])
    raise ValueError(f"unknown spelling {shape!r}")


def spelled(groups: Callable[[Random], list[str]], shape: str) -> Maker:
    """Return a maker that spells fresh groups in one shape."""
    return lambda rng: grouped(shape, groups(rng))
