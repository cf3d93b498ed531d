"""Check digits and calendar rules of the kinds that have them. Arguments are strings of ASCII digits."""

from datetime import date
from itertools import cycle
from random import Random

RRN_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
BUSINESS_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def digits(random: Random, count: int) -> str:
    """Random digits; the first one is not 0."""
    return str(random.randint(1, 9)) + "".join(
        random.choice("0123456789") for _ in range(count - 1)
    )


def resident_check(first: str, foreign: bool = False) -> str:
    """Check digit of the first 12 digits of a resident (or foreigner) registration number."""
    total = sum(w * int(d) for w, d in zip(RRN_WEIGHTS, first, strict=True))
    return str(((13 if foreign else 11) - total % 11) % 10)


def business_check(first: str) -> str:
    """Check digit of the first 9 digits of a business registration number."""
    total = sum(w * int(d) for w, d in zip(BUSINESS_WEIGHTS, first, strict=True))
    return str((10 - (total + int(first[8]) * 5 // 10) % 10) % 10)


def luhn_check(first: str) -> str:
    """Luhn check digit to append to `first`."""
    total = sum(
        sum(divmod(int(d) * f, 10)) for d, f in zip(reversed(first), cycle((2, 1)), strict=False)
    )
    return str(-total % 10)


def luhn(number: str) -> bool:
    return luhn_check(number[:-1]) == number[-1]


def ean13(number: str) -> bool:
    """True if 13 digits are a valid EAN-13 (ISBN-13 included)."""
    return ean13_check(number[:12]) == number[12]


def ean13_check(first: str) -> str:
    return str(-sum(int(d) * f for d, f in zip(first, cycle((1, 3)), strict=False)) % 10)


def isbn10_check(first: str) -> str:
    """Check character of the first 9 digits of an ISBN-10."""
    rest = -sum(int(d) * w for d, w in zip(first, range(10, 1, -1), strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def issn_check(first: str) -> str:
    """Check character of the first 7 digits of an ISSN."""
    rest = -sum(int(d) * w for d, w in zip(first, range(8, 1, -1), strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def iban_check(country: str, account: str) -> str:
    """The two check digits of an IBAN (ISO 7064 mod 97-10)."""
    return f"{98 - iban_rest(account + country + '00'):02}"


def iban_rest(moved: str) -> int:
    """Rest modulo 97 of an IBAN whose first four characters stand at its end."""
    return int("".join(str(int(c, 36)) for c in moved)) % 97


def birthday(random: Random, first: int = 1940, last: int = 2005) -> date:
    return date.fromordinal(
        random.randint(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal())
    )
