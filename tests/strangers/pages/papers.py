"""Numbers of the papers of a person: registration, passport, licence, health card, plate, birth."""

from random import Random

from tests.strangers.pages.spelling import Maker, numerals

WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def birth(rng: Random) -> tuple[int, int, int]:
    """Return year, month and day of a birth from 1940 to 2012."""
    return rng.randint(1940, 2012), rng.randint(1, 12), rng.randint(1, 28)


def registration(rng: Random, foreign: bool) -> list[str]:
    """Return the two halves of a resident registration number with its check digit."""
    year, month, day = birth(rng)
    century = (5 if year < 2000 else 7) if foreign else (1 if year < 2000 else 3)
    head = f"{year % 100:02d}{month:02d}{day:02d}{century + rng.randint(0, 1)}{numerals(rng, 5)}"
    return [head[:6], head[6:] + str(registration_check(head, foreign))]


def registration_check(head: str, foreign: bool) -> int:
    """Return the check digit of the twelve digits of a resident registration number."""
    total = sum(int(digit) * weight for digit, weight in zip(head, WEIGHTS, strict=True))
    return (11 - total % 11 + (2 if foreign else 0)) % 10


def resident(rng: Random) -> list[str]:
    """Return the two halves of a citizen's number."""
    return registration(rng, foreign=False)


def foreigner(rng: Random) -> list[str]:
    """Return the two halves of a foreigner's number."""
    return registration(rng, foreign=True)


def hidden_resident(rng: Random) -> str:
    """Return a resident registration number whose tail is hidden."""
    front, back = resident(rng)
    return f"{front}-{back[0]}" + rng.choice("*●X") * 6


def passport(rng: Random) -> str:
    """Return a Korean passport number of the shape of 2021 or of the one before."""
    if rng.random() < 0.5:
        return f"M{numerals(rng, 3)}{rng.choice('ABCDEFGHJKLMNPRSTUVWXYZ')}{numerals(rng, 4)}"
    return f"M{rng.choice('1234567')}{numerals(rng, 7)}"


def licence(rng: Random) -> list[str]:
    """Return region, year, serial and check of a Korean driving licence."""
    return [
        str(rng.randint(11, 26)),
        f"{rng.randint(80, 123) % 100:02d}",
        numerals(rng, 6),
        numerals(rng, 2),
    ]


def licence_region(rng: Random) -> str:
    """Return a driving licence that names its region in Hangul."""
    return (
        rng.choice(("서울", "부산", "경기", "인천", "대구", "충남"))
        + " "
        + "-".join(licence(rng)[1:])
    )


def spaced_passport(rng: Random) -> str:
    """Return a passport number with a space behind its letter."""
    return passport(rng).replace("M", "M ", 1)


def health(rng: Random) -> str:
    """Return the eleven digits of a health insurance card."""
    return rng.choice("12345678") + numerals(rng, 10)


def hyphened_health(rng: Random) -> str:
    """Return a health insurance number with a hyphen behind its first digit."""
    whole = health(rng)
    return f"{whole[0]}-{whole[1:]}"


def plate(rng: Random) -> list[str]:
    """Return number, sign and serial of a vehicle plate."""
    number = rng.choice((str(rng.randint(10, 69)), str(rng.randint(100, 699))))
    return [number + rng.choice("가나다라마거너더러머고노도로모구누두루무하허호"), numerals(rng, 4)]


def old_plate(rng: Random) -> str:
    """Return a plate that names its region."""
    sign = rng.choice("바사아자")
    return f"{rng.choice(('서울', '경기', '인천', '부산'))} {rng.randint(30, 89)}{sign} {numerals(rng, 4)}"


def date_of_birth(template: str) -> Maker:
    """Return a maker of dates of birth in one spelling."""

    def make(rng: Random) -> str:
        year, month, day = birth(rng)
        return template.format(y=year, yy=year % 100, m=month, d=day)

    return make


def ssn(rng: Random) -> list[str]:
    """Return area, group and serial of a US social security number that the agency could issue."""
    area = rng.choice([number for number in range(1, 773) if number != 666])
    return [f"{area:03d}", f"{rng.randint(1, 99):02d}", f"{rng.randint(1, 9999):04d}"]
