"""Landline numbers with the area codes of Korea."""

from random import Random

from tests.strangers.pii.checks import digits
from tests.strangers.pii.grammar import Family, Style, Written, any_style, family, write
from tests.strangers.pii.kinds.telephone import FIXED

KIND = "landline"
AREAS = (
    "031",
    "032",
    "033",
    "041",
    "042",
    "043",
    "044",
    "051",
    "052",
    "053",
    "054",
    "055",
    "061",
    "062",
    "063",
    "064",
)


def number(random: Random) -> tuple[str, str, str]:
    """Seoul has exchanges of three and four digits; other areas have mostly three, Gyeonggi also 8xxx."""
    last = f"{random.randint(1, 9999):04}"
    if random.random() < 0.4:
        return (
            "02",
            str(random.randint(200, 999) if random.random() < 0.5 else random.randint(2000, 8999)),
            last,
        )
    if random.random() < 0.2:
        return "031", "8" + digits(random, 3), last
    return random.choice(AREAS), str(random.randint(200, 999)), last


def draw(style: Style, random: Random) -> Written:
    return write(number(random), style, random)


def draw_range(style: Style, random: Random) -> Written:
    """Consecutive lines: the last digits of the further ones follow a tilde or a comma."""
    written = write(number(random), style, random)
    last = int(written.text[-1])
    tail = random.choice(
        (f"~{(last + 3) % 10}", f"/{(last + 1) % 10}", f", {random.randint(1000, 9999)}")
    )
    return Written(written.text, written.value, after=tail)


def draw_extension(style: Style, random: Random) -> Written:
    written = write(number(random), style, random)
    tail = random.choice((" (내선 {})", " 내선{}", " ext. {}", "(교환 {})")).format(
        random.randint(10, 999)
    )
    return Written(written.text, written.value, after=tail)


def _family(name: str, drawing=draw, **style: str) -> Family:
    return family(name, KIND, drawing, FIXED, Style(**style))


CHOICES = {
    "separator": (
        "none",
        "hyphen",
        "dot",
        "space",
        "bracketed",
        "spaced hyphen",
        "en dash",
        "middle dot",
    ),
    "width": ("ascii", "ascii", "full", "letter O", "circled"),
    "label": ("before", "topic", "glued", "spaced", "bracketed", "after"),
    "bracket": ("none", "none", "round", "curly quote"),
    "ending": ("none", "glued"),
    "register": ("notice", "sms", "resale", "table", "csv", "form", "html"),
}

FAMILIES = (
    _family("base"),
    _family("area in brackets", separator="bracketed"),
    _family("area in brackets in a table", separator="bracketed", register="table"),
    _family("bare and labelled", separator="none", register="sms"),
    _family("spaces", separator="space", register="hashtags"),
    _family("dots", separator="dot", label="bracketed", register="form"),
    _family("middle dots glued", separator="middle dot", label="glued", ending="glued"),
    _family("tildes", separator="tilde", register="resale"),
    _family("without label in chat", label="none", register="chat"),
    _family("glued on both sides", label="glued", ending="glued", register="resale"),
    _family("full width", width="full", separator="hyphen"),
    _family("read out", width="reading 공", separator="space", register="prose"),
    _family("letter O", width="letter O", separator="none", register="chat"),
    _family("country code", prefix="+82", register="letter"),
    _family("country code with (0)", prefix="+82 (0)", separator="space", register="letter"),
    _family("country code 0082", prefix="0082", register="form"),
    _family("several lines", draw_range),
    _family("extension", draw_extension, register="notice"),
    _family("masked by stars", mask="star", register="table"),
    _family("line break inside", separator="line break", register="html"),
    _family("entities", entity="marks", register="html"),
    _family("JSON", register="json"),
    _family("CSV", register="csv"),
    any_style(KIND, draw, FIXED, CHOICES),
)
