"""Business registration numbers (사업자등록번호) of natural persons. A recipe masks them only when asked to."""

from random import Random

from tests.strangers.pii.checks import business_check
from tests.strangers.pii.grammar import Family, Style, Written, any_style, family, write
from tests.strangers.pii.registers import Words

KIND = "business_number"
WORDS = Words(
    labels=("사업자등록번호", "사업자번호", "사업자 등록번호", "사업자", "사업자No"),
    english=("business registration number", "tax ID (Korea)", "business no."),
    keys=("business_no", "biz_no", "businessNumber"),
)


def number(random: Random) -> tuple[str, str, str]:
    """The middle group 01 to 79 and 90 to 99 belongs to natural persons."""
    middle = random.choice((random.randint(1, 79), random.randint(90, 99)))
    first = f"{random.randint(101, 699)}{middle:02}{random.randint(1, 9999):04}"
    return first[:3], first[3:5], first[5:] + business_check(first)


def draw(style: Style, random: Random) -> Written:
    return write(number(random), style, random)


def _family(name: str, **style: str) -> Family:
    return family(name, KIND, draw, WORDS, Style(**style), "policy=asked")


FAMILIES = (
    _family("base"),
    _family("without label", label="none", register="notice"),
    _family("bare with label", separator="none", register="form"),
    _family("table", register="table"),
    _family("full width", width="full", register="html"),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("hyphen", "space", "none", "spaced hyphen"),
            "label": ("before", "bracketed", "topic"),
            "bracket": ("none", "round"),
            "register": ("notice", "form", "json", "csv"),
        },
    ),
)
