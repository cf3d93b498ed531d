"""Names, e-mail addresses and homes of nobody."""

from random import Random

from tests.strangers.pages.spelling import numerals
from tests.strangers.pages.words import (
    DOMAINS,
    DOUBLE_SURNAMES,
    FIRST,
    GIVEN_FIRST,
    GIVEN_LAST,
    HANDLES,
    LAST,
    ROMAN_GIVEN,
    ROMAN_SURNAMES,
    SURNAMES,
    US_STREETS,
)


def email(rng: Random) -> str:
    """Return an e-mail address of a free mail service."""
    return (
        rng.choice(HANDLES)
        + rng.choice(("", numerals(rng, 2), numerals(rng, 4)))
        + "@"
        + rng.choice(DOMAINS)
    )


def email_read(rng: Random) -> str:
    """Return an e-mail address as Koreans say it aloud."""
    return (
        rng.choice(HANDLES)
        + numerals(rng, 2)
        + "골뱅이"
        + rng.choice(("네이버", "지메일", "다음"))
        + "닷컴"
    )


def email_at(rng: Random) -> str:
    """Return an e-mail address whose signs are words in brackets."""
    user, domain = email(rng).split("@")
    return user + " [at] " + domain.replace(".", " [dot] ")


def address(rng: Random) -> str:
    """Return the part of a Korean home address from its building number on, with a flat."""
    return f"{rng.randint(2, 340)}, {flat(rng)}"


def lot(rng: Random) -> str:
    """Return a lot number with a floor or a room."""
    return f"{rng.randint(2, 900)}-{rng.randint(1, 80)} {rng.choice(('2층', '지층', '301호', 'B02호'))}"


def villa(rng: Random) -> str:
    """Return a building number with a house or a flat as small buildings and hasty writers have it."""
    number, block, room = rng.randint(2, 340), rng.randint(101, 125), rng.randint(101, 904)
    return rng.choice(
        (
            f"{number}, {room}호",
            f"{number} {rng.choice('가나')}동 {room}호",
            f"{number}, {block}-{room}",
            f"{number} {block}동{room}호",
        )
    )


def house(rng: Random) -> str:
    """Return a bare building number."""
    return rng.choice((f"{rng.randint(2, 340)}", f"{rng.randint(2, 200)}-{rng.randint(1, 40)}"))


def flat(rng: Random) -> str:
    """Return a building and a flat of an estate."""
    return f"{rng.randint(101, 125)}동 {rng.randint(1, 25)}{rng.randint(1, 6):02d}호"


def us_street(rng: Random) -> str:
    """Return the street line of a home in the United States."""
    unit = rng.choice(
        ("", f", Apt {rng.randint(1, 30)}{rng.choice('ABCD')}", f" #{rng.randint(100, 900)}")
    )
    return f"{rng.randint(100, 9900)} {rng.choice(US_STREETS)}{unit}"


def name(rng: Random) -> str:
    """Return a Korean name in Hangul."""
    surname = rng.choice(DOUBLE_SURNAMES) if rng.random() < 0.04 else rng.choice(SURNAMES)
    return surname + rng.choice(GIVEN_FIRST) + rng.choice(GIVEN_LAST)


def hidden_name(rng: Random) -> str:
    """Return a Korean name whose middle is hidden."""
    return rng.choice(SURNAMES) + rng.choice("*O○") + rng.choice(GIVEN_LAST)


def english_name(rng: Random) -> str:
    """Return an English name."""
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"


def roman_name(rng: Random) -> str:
    """Return a Korean name in Latin capitals."""
    return f"{rng.choice(ROMAN_SURNAMES)} {rng.choice(ROMAN_GIVEN)}"
