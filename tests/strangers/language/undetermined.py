"""Texts without a sentence in any language: numbers, marks, emoji, hashes, addresses."""

from random import Random

from tests.strangers.language import code
from tests.strangers.language.family import Family

EMOJI = "😀😂🥰😭🔥👍🙏🎉💯✨🌸🐶🍕⚽🚀"
MARKS = "!?.,;:-_=+*/\\|()[]{}<>~^%$#@…·※★☆◆■"


def numbers(random: Random) -> str:
    return "\n".join(
        "\t".join(f"{random.uniform(-999, 9999):,.2f}" for _ in range(random.randint(2, 8)))
        for _ in range(random.randint(1, 40))
    )


def telephone(random: Random) -> str:
    return f"0{random.randint(2, 70)}-{random.randint(100, 9999)}-{random.randint(1000, 9999)}"


def emoji(random: Random) -> str:
    return "".join(random.choices(EMOJI, k=random.randint(5, 40)))


def marks(random: Random) -> str:
    return "".join(random.choices(MARKS, k=random.randint(5, 120)))


def rules(random: Random) -> str:
    return "\n".join(
        random.choice("-=*~_#") * random.randint(5, 60) for _ in range(random.randint(2, 10))
    )


def hashes(random: Random) -> str:
    return "\n".join(
        code.digest(random, random.choice((32, 40, 64))) for _ in range(random.randint(1, 30))
    )


def uuids(random: Random) -> str:
    return "\n".join(code.uuid(random) for _ in range(random.randint(1, 30)))


def base64(random: Random) -> str:
    return code.base64(random, random.randint(40, 3000))


def urls(random: Random) -> str:
    return "\n".join(code.url(random) for _ in range(random.randint(1, 20)))


def times(random: Random) -> str:
    return "\n".join(
        f"20{random.randint(10, 25)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d} {random.randint(0, 23):02d}:{random.randint(0, 59):02d}"
        for _ in range(random.randint(1, 30))
    )


def arithmetic(random: Random) -> str:
    return "\n".join(
        f"{a} {random.choice('+-×÷')} {b} = {random.randint(1, 9999)}"
        for a, b in (
            (random.randint(1, 99), random.randint(1, 99)) for _ in range(random.randint(1, 30))
        )
    )


def grid(random: Random) -> str:
    """A Markdown table of numbers."""
    rows = (
        "| " + " | ".join(str(random.randint(0, 9999)) for _ in range(4)) + " |"
        for _ in range(random.randint(2, 30))
    )
    return "\n".join(["| 1 | 2 | 3 | 4 |", "|---|---|---|---|", *rows])


FAMILIES = (
    Family("und_numbers", "und", numbers),
    Family("und_telephone", "und", telephone),
    Family("und_emoji", "und", emoji),
    Family("und_marks", "und", marks),
    Family("und_rules", "und", rules),
    Family("und_hashes", "und", hashes),
    Family("und_uuids", "und", uuids),
    Family("und_base64", "und", base64),
    Family("und_urls", "und", urls),
    Family("und_times", "und", times),
    Family("und_arithmetic", "und", arithmetic),
    Family("und_grid", "und", grid),
)
