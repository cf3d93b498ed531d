"""US social security numbers: area not 000, 666 or 9xx, group not 00, serial not 0000."""

from random import Random

from tests.strangers.pii.grammar import Family, Style, Written, any_style, family, write
from tests.strangers.pii.registers import Words

KIND = "us_ssn"
WORDS = Words(
    labels=("SSN", "Social Security Number", "사회보장번호", "Social Security No.", "SSN#"),
    english=("social security number", "SSN", "Social Security No."),
    keys=("ssn", "social_security_number", "taxpayerSsn"),
)


def number(random: Random) -> tuple[str, str, str]:
    area = random.choice([n for n in range(1, 900) if n != 666])
    return f"{area:03}", f"{random.randint(1, 99):02}", f"{random.randint(1, 9999):04}"


def draw(style: Style, random: Random) -> Written:
    return write(number(random), style, random, hidden=(0, 1))


def _family(name: str, **style: str) -> Family:
    return family(name, KIND, draw, WORDS, Style(**style))


FAMILIES = (
    _family("base"),
    _family("English letter", register="letter"),
    _family("without label", label="none", register="comment"),
    _family("spaces", separator="space", register="letter"),
    _family("bare with label", separator="none", register="json"),
    _family("first groups masked", mask="cross", register="form"),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("hyphen", "space", "en dash"),
            "width": ("ascii", "full"),
            "label": ("before", "bracketed"),
            "register": ("form", "letter", "table", "log", "json"),
        },
    ),
)
