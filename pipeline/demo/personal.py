"""Invented personal data in valid and usual forms; `spellings` writes the same values in other ways."""

from random import Random

_USERS = (
    "minji.kim",
    "jhpark",
    "seo_yeon",
    "dohyun-lee",
    "haneul.choi",
    "t.okafor",
    "maria.lopez",
    "s.weber",
)
_DOMAINS = ("mail.example.com", "mail.example.org", "example.co.kr", "post.example.net")
_SURNAMES = ("김", "이", "박", "최", "정", "강", "조", "윤", "장", "임")
_GIVEN = ("서연", "도현", "하늘", "민지", "지후", "예린", "태오", "가람", "은채", "준서")


def email(random: Random) -> str:
    """An e-mail address at a reserved domain."""
    return f"{random.choice(_USERS)}{random.randint(1, 999)}@{random.choice(_DOMAINS)}"


def phone_groups(random: Random) -> tuple[str, str, str]:
    """The three groups of a Korean mobile number."""
    return "010", f"{random.randint(2000, 9999)}", f"{random.randint(0, 9999):04d}"


def phone(random: Random) -> str:
    """A Korean mobile number in one of the usual ways."""
    _, a, b = phone_groups(random)
    form = random.choice(
        ("010-{}-{}", "010.{}.{}", "010 {} {}", "010{}{}", "+82-10-{}-{}", "+82 10 {} {}")
    )
    return form.format(a, b)


def rrn_groups(random: Random) -> tuple[str, str]:
    """Birth date and last seven digits of a resident registration number, random as issued since October
    2020."""
    year, month, day = random.randint(0, 99), random.randint(1, 12), random.randint(1, 28)
    century = random.choice("12") if year > 25 else random.choice("34")
    return f"{year:02d}{month:02d}{day:02d}", century + f"{random.randint(0, 999999):06d}"


def rrn(random: Random) -> str:
    """A Korean resident registration number with a hyphen."""
    return random.choice(("-", " - ")).join(rrn_groups(random))


def luhn_digit(body: str) -> str:
    """The digit that makes `body` and it pass Luhn: every second digit from the right end of the body,
    doubled, counts by the sum of its digits, and the total is a multiple of ten."""
    total = 0
    for position, digit in enumerate(reversed(body)):
        value = int(digit) * (1 if position % 2 else 2)
        total += value // 10 + value % 10
    return str(-total % 10)


def card_groups(random: Random) -> list[str]:
    """Four groups of a 16-digit card number that passes Luhn; 9 is the domestic prefix."""
    body = random.choice("459") + "".join(str(random.randint(0, 9)) for _ in range(14))
    number = body + luhn_digit(body)
    return [number[at : at + 4] for at in range(0, 16, 4)]


def card(random: Random) -> str:
    """A card number with hyphens or blanks."""
    return random.choice(("-", " ")).join(card_groups(random))


def ip(random: Random) -> str:
    """A public IPv4 address."""
    first = random.choice((8, 23, 52, 104, 142, 211))
    return ".".join(map(str, (first, *(random.randint(1, 254) for _ in range(3)))))


def name(random: Random) -> str:
    """A Korean name of three syllables."""
    return random.choice(_SURNAMES) + random.choice(_GIVEN)


def day(random: Random) -> tuple[int, int, int]:
    """Year, month and day of birth of a grown-up."""
    return random.randint(1950, 2004), random.randint(1, 12), random.randint(1, 28)
