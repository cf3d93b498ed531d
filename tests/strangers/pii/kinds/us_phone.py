"""US telephone numbers: area and exchange begin with 2 to 9 and do not end in 11."""

from random import Random

from tests.strangers.pii.grammar import Family, Style, Written, any_style, family, write
from tests.strangers.pii.registers import Words

KIND = "us_phone"
WORDS = Words(
    labels=("Phone", "Tel", "Cell", "Call", "Mobile", "연락처", "전화", "Fax"),
    english=("phone number", "cell", "direct line", "mobile"),
    keys=("phone", "tel", "mobile_phone", "contactPhone"),
    endings=("로 연락 주세요", "입니다.", "으로 전화"),
)
AREAS = (
    "201",
    "212",
    "213",
    "303",
    "310",
    "404",
    "415",
    "512",
    "617",
    "646",
    "702",
    "713",
    "808",
    "917",
    "949",
)


def number(random: Random) -> tuple[str, str, str]:
    exchange = random.choice([n for n in range(220, 1000) if n % 100 != 11 and n != 555])
    return random.choice(AREAS), str(exchange), f"{random.randint(1, 9999):04}"


def draw(style: Style, random: Random) -> Written:
    return write(number(random), style, random)


def draw_bracketed(style: Style, random: Random) -> Written:
    area, exchange, line = number(random)
    return Written(f"({area}) {exchange}-{line}", area + exchange + line)


def draw_country(style: Style, random: Random) -> Written:
    parts = number(random)
    return Written(
        random.choice(("+1 ", "+1-", "+1", "1-")) + random.choice(("-", " ", ".")).join(parts),
        "".join(parts),
    )


def _family(name: str, drawing=draw, *more: str, **style: str) -> Family:
    return family(name, KIND, drawing, WORDS, Style(**style), *more)


FAMILIES = (
    _family("base"),
    _family(
        "area in brackets", draw_bracketed, "separator=bracketed", label="english", register="prose"
    ),
    _family("dots", separator="dot", register="letter"),
    _family("spaces", separator="space", register="letter"),
    _family("country code", draw_country, "prefix=+1", register="form"),
    _family("bare with label", separator="none", register="json"),
    _family("without label", label="none", register="prose"),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("hyphen", "dot", "space", "bracketed"),
            "label": ("before", "bracketed"),
            "bracket": ("none", "quote"),
            "register": ("form", "letter", "table", "json", "csv"),
        },
    ),
)
