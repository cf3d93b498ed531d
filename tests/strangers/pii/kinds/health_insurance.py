"""Numbers of the Korean health insurance card: eleven digits, one before the hyphen."""

from random import Random

from tests.strangers.pii.checks import digits
from tests.strangers.pii.grammar import Family, Style, Written, any_style, family, write
from tests.strangers.pii.registers import Words

KIND = "health_insurance"
WORDS = Words(
    labels=(
        "건강보험증번호",
        "건강보험증 번호",
        "건강보험번호",
        "의료보험증번호",
        "보험증번호",
        "건강보험 증번호",
        "의료보험 번호",
    ),
    english=("health insurance number", "NHIS number", "health insurance card no."),
    keys=("health_insurance_no", "nhis_no", "healthInsurance"),
)


def draw(style: Style, random: Random) -> Written:
    return write((str(random.randint(1, 9)), digits(random, 10)), style, random)


def _family(name: str, **style: str) -> Family:
    return family(name, KIND, draw, WORDS, Style(**style))


FAMILIES = (
    _family("base"),
    _family("bare", separator="none", register="form"),
    _family("table", register="table"),
    _family("topic in chat", label="topic", ending="glued", register="chat"),
    _family("full width", width="full", register="form"),
    _family("JSON", separator="none", register="json"),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("none", "hyphen", "space", "spaced hyphen"),
            "label": ("before", "glued", "bracketed", "line above"),
            "bracket": ("none", "round"),
            "register": ("notice", "form", "sms", "html", "yaml"),
        },
    ),
)
