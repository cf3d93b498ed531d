"""Virtual numbers: 050x, which forward to a person's telephone, and 070 of Internet telephony."""

from random import Random

from tests.strangers.pii.checks import digits
from tests.strangers.pii.grammar import Family, Style, Written, any_style, family, write
from tests.strangers.pii.kinds.telephone import PHONE

KIND = "virtual_phone"


def forwarded(random: Random) -> tuple[str, str, str]:
    code = random.choice(("0502", "0503", "0504", "0505", "0506", "0507", "0508"))
    return code, digits(random, 3 if code == "0505" else 4), f"{random.randint(1, 9999):04}"


def internet(random: Random) -> tuple[str, str, str]:
    return (
        "070",
        random.choice("4578") + f"{random.randint(0, 999):03}",
        f"{random.randint(1, 9999):04}",
    )


def draw(style: Style, random: Random) -> Written:
    return write(forwarded(random), style, random)


def draw_internet(style: Style, random: Random) -> Written:
    return write(internet(random), style, random)


def _family(name: str, drawing=draw, **style: str) -> Family:
    return family(name, KIND, drawing, PHONE, Style(**style))


CHOICES = {
    "separator": ("none", "hyphen", "dot", "space", "middle dot", "spaced hyphen"),
    "width": ("ascii", "ascii", "full", "letter O", "keycap"),
    "label": ("before", "topic", "glued", "bracketed"),
    "ending": ("none", "glued"),
    "register": ("notice", "sms", "resale", "form", "json", "table"),
}

FAMILIES = (
    _family("base"),
    _family("bare after a label", separator="none", register="sms"),
    _family("dots", separator="dot", register="resale"),
    _family("spaces glued", separator="space", label="glued", ending="glued", register="chat"),
    _family("full width", width="full", register="form"),
    _family("JSON", separator="none", register="json"),
    _family("without label", label="none", register="resale"),
    _family("070", draw_internet),
    _family(
        "070 bare among hashtags",
        draw_internet,
        separator="none",
        label="none",
        register="hashtags",
    ),
    _family("070 with country code", draw_internet, prefix="+82", register="letter"),
    _family("070 read out", draw_internet, width="reading 공", separator="none", register="prose"),
    any_style(KIND, draw, PHONE, CHOICES),
)
