"""Numbers that look like personal data and belong to things, firms or papers; a scrubber leaves them alone."""

from collections.abc import Callable
from random import Random
from string import ascii_uppercase, hexdigits

from tests.strangers.pages.spelling import drawn, numerals


def day(rng: Random, template: str) -> str:
    """Return a day from 2015 to 2026 in the spelling of `template`."""
    return template.format(y=rng.randint(2015, 2026), m=rng.randint(1, 12), d=rng.randint(1, 28))


def business(rng: Random) -> str:
    """Return a business registration number with its check digit."""
    head = (
        rng.choice("123456")
        + numerals(rng, 1)
        + numerals(rng, 1)
        + f"{rng.randint(81, 88)}"
        + numerals(rng, 4)
    )
    total = sum(
        int(digit) * weight for digit, weight in zip(head, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True)
    )
    total += int(head[8]) * 5 // 10
    whole = head + str(-total % 10)
    return f"{whole[:3]}-{whole[3:5]}-{whole[5:]}"


def corporation(rng: Random) -> str:
    """Return a corporation registration number, which has the shape of a resident's, with its check digit."""
    head = rng.choice(("110111", "134511", "180111")) + numerals(rng, 6)
    total = sum(int(digit) * (1, 2)[place % 2] for place, digit in enumerate(head))
    return f"{head[:6]}-{head[6:]}{-total % 10}"


def book(rng: Random) -> str:
    """Return an ISBN of thirteen digits with its check digit."""
    head = "97889" + numerals(rng, 7)
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(head))
    return f"{head[:3]}-{head[3:5]}-{head[5:8]}-{head[8:12]}-{-total % 10}"


def money(rng: Random) -> str:
    """Return a sum of won with its commas."""
    return f"{rng.randint(2, 9900) * 1000:,}"


LOOKALIKES: dict[str, Callable[[Random], str]] = {
    "order": lambda rng: day(rng, "{y}{m:02d}{d:02d}") + rng.choice(("", "-")) + numerals(rng, 7),
    "parcel": lambda rng: rng.choice(("6", "5", "3")) + numerals(rng, 11),
    "parcel-groups": lambda rng: f"{numerals(rng, 4)}-{numerals(rng, 4)}-{numerals(rng, 4)}",
    "invoice": lambda rng: f"INV-{rng.randint(2015, 2026)}-{numerals(rng, 5)}",
    "approval": lambda rng: numerals(rng, 8),
    "part": lambda rng: f"{drawn(rng, ascii_uppercase, 2)}-{numerals(rng, 4)}-{numerals(rng, 4)}",
    "model": lambda rng: (
        f"{drawn(rng, ascii_uppercase, 3)}{numerals(rng, 3)}-{numerals(rng, 2)}{drawn(rng, 'KRN', 1)}"
    ),
    "serial": lambda rng: f"{drawn(rng, ascii_uppercase, 1)}{numerals(rng, 11)}",
    "business": business,
    "corporation": corporation,
    "service": lambda rng: (
        f"{rng.choice(('1588', '1544', '1577', '1600', '1661', '1899', '1800'))}-{numerals(rng, 4)}"
    ),
    "free": lambda rng: f"080-{rng.randint(200, 899)}-{numerals(rng, 4)}",
    "isbn": book,
    "case": lambda rng: (
        f"{rng.randint(2010, 2026)}{rng.choice(('가합', '가단', '나', '다', '고단', '카합'))}{numerals(rng, 5)}"
    ),
    "paper": lambda rng: (
        f"{rng.choice(('총무과', '교무기획부', '건축과'))}-{rng.randint(100, 29999)}"
    ),
    "patent": lambda rng: f"10-{rng.randint(2008, 2025)}-00{numerals(rng, 5)}",
    "date": lambda rng: day(rng, "{y}. {m}. {d}."),
    "date-iso": lambda rng: day(rng, "{y}-{m:02d}-{d:02d}"),
    "date-words": lambda rng: day(rng, "{y}년 {m}월 {d}일"),
    "time": lambda rng: f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}",
    "clock": lambda rng: (
        f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d}"
    ),
    "money": money,
    "version": lambda rng: f"{rng.randint(0, 12)}.{rng.randint(0, 30)}.{rng.randint(0, 40)}",
    "build": lambda rng: (
        f"{rng.randint(1, 12)}.{rng.randint(0, 30)}.{rng.randint(1000, 9999)}.{rng.randint(1, 200)}"
    ),
    "sha": lambda rng: drawn(rng, hexdigits.lower()[:16], 40),
    "short-sha": lambda rng: drawn(rng, "0123456789abcdef", 7),
    "md5": lambda rng: drawn(rng, "0123456789abcdef", 32),
    "uuid": lambda rng: "-".join(drawn(rng, "0123456789abcdef", size) for size in (8, 4, 4, 4, 12)),
    "private": lambda rng: (
        f"{rng.choice(('10.0', '192.168', '172.16', '10.20'))}.{rng.randint(0, 9)}.{rng.randint(1, 254)}"
    ),
    "coordinates": lambda rng: f"{rng.uniform(33, 38.5):.6f}, {rng.uniform(126, 129.5):.6f}",
    "postal": lambda rng: f"{rng.randint(1000, 63999):05d}",
    "barcode": lambda rng: "880" + numerals(rng, 10),
    "digits3": lambda rng: str(rng.randint(100, 999)),
    "digits4": lambda rng: str(rng.randint(1000, 9999)),
    "digits5": lambda rng: str(rng.randint(10000, 99999)),
    "digits6": lambda rng: str(rng.randint(100000, 999999)),
    "digits8": lambda rng: str(rng.randint(10**7, 10**8 - 1)),
    "digits10": lambda rng: str(rng.randint(10**9, 10**10 - 1)),
    "digits13": lambda rng: str(rng.randint(10**12, 10**13 - 1)),
    "code344": lambda rng: f"{numerals(rng, 3)}-{numerals(rng, 4)}-{numerals(rng, 4)}",
    "millis": lambda rng: str(rng.randint(1500000000000, 1790000000000)),
    "epoch": lambda rng: str(rng.randint(1500000000, 1790000000)),
    "doi": lambda rng: (
        f"10.{rng.randint(1000, 9999)}/j.{drawn(rng, 'abcdefgh', 4)}.{rng.randint(2015, 2026)}.{numerals(rng, 6)}"
    ),
    "lotto": lambda rng: ", ".join(map(str, sorted(rng.sample(range(1, 46), 6)))),
}


def lookalike(rng: Random, label: str) -> str:
    """Return one number that is not personal. Raises KeyError if `label` is unknown."""
    return LOOKALIKES[label](rng)
