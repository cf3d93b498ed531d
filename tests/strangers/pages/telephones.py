"""Telephone numbers of Korea and of the United States that belong to nobody."""

from collections.abc import Callable
from random import Random

from tests.strangers.pages.spelling import JOINED, Maker, numerals, spelled

AREAS = (
    "02",
    "031",
    "032",
    "033",
    "041",
    "042",
    "043",
    "044",
    "051",
    "052",
    "053",
    "054",
    "055",
    "061",
    "062",
    "063",
    "064",
)
US_AREAS = ("206", "212", "303", "312", "404", "415", "512", "617", "646", "702", "718", "773")
TELEPHONE_SHAPES = (
    *JOINED,
    "paren",
    "bracket",
    "abroad",
    "abroad-space",
    "abroad-plain",
    "abroad-zero",
    "broken",
    "mixed",
    "full",
    "read",
    "half-read",
    "letters",
)


def subscriber(rng: Random, length: int = 4) -> list[str]:
    """Return the last two groups of a Korean telephone number; the first of them has `length` digits."""
    return [rng.choice("23456789") + numerals(rng, length - 1), numerals(rng, 4)]


def mobile_groups(rng: Random) -> list[str]:
    """Return the three groups of a Korean mobile number."""
    return ["010", *subscriber(rng)]


def old_mobile_groups(rng: Random) -> list[str]:
    """Return the three groups of a mobile number of the operators before 2004."""
    return [rng.choice(("011", "016", "017", "018", "019")), *subscriber(rng, 3)]


def landline_groups(rng: Random) -> list[str]:
    """Return the three groups of a Korean landline number with a real area code."""
    return [rng.choice(AREAS), *subscriber(rng, rng.choice((3, 4)))]


def voip_groups(rng: Random) -> list[str]:
    """Return the three groups of an internet (070) or safe (050x) number."""
    return [rng.choice(("070", "070", "0502", "0503", "0504", "0505", "0507")), *subscriber(rng)]


def phones(groups: Callable[[Random], list[str]]) -> dict[str, Maker]:
    """Return every spelling of one kind of telephone."""
    return {shape: spelled(groups, shape) for shape in TELEPHONE_SHAPES}


def hidden_mobile(rng: Random) -> str:
    """Return a mobile number whose middle is hidden."""
    return f"010-{rng.choice(('****', '**' + numerals(rng, 2), 'XXXX'))}-{numerals(rng, 4)}"


def us_phone(rng: Random) -> list[str]:
    """Return area, exchange and line of a number of the United States; the exchange is neither N11 nor 555."""
    while True:
        exchange = rng.choice("23456789") + numerals(rng, 2)
        if not exchange.endswith("11") and exchange != "555":
            return [rng.choice(US_AREAS), exchange, numerals(rng, 4)]


def us_bracket(rng: Random) -> str:
    """Return a number of the United States with its area in brackets."""
    area, exchange, line = us_phone(rng)
    return f"({area}) {exchange}-{line}"
