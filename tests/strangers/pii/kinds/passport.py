"""Korean passport numbers: a letter and eight digits, since December 2021 with a letter in the fifth place."""

from random import Random

from tests.strangers.pii.grammar import Family, Style, Written, any_style, family, write
from tests.strangers.pii.registers import Words

KIND = "passport"
WORDS = Words(
    labels=(
        "여권번호",
        "여권 번호",
        "여권",
        "Passport No.",
        "여권No",
        "여권번호(영문 포함)",
        "전자여권번호",
    ),
    english=("passport number", "Passport No.", "passport"),
    keys=("passport", "passport_no", "passportNumber"),
)
LETTERS = "MSRGD"


def old(random: Random) -> tuple[str, ...]:
    return random.choice(LETTERS), f"{random.randint(1_000_000, 99_999_999):08}"


def new(random: Random) -> tuple[str, ...]:
    middle = random.choice("ABCDEFGHJKLMNPQRSTUVWXYZ")
    return (
        random.choice(LETTERS),
        f"{random.randint(1, 999):03}",
        middle + f"{random.randint(0, 9999):04}",
    )


def draw(style: Style, random: Random) -> Written:
    return write(old(random), style, random)


def draw_new(style: Style, random: Random) -> Written:
    return write(("".join(new(random)),), style, random)


def draw_half_masked(style: Style, random: Random) -> Written:
    letter, number = old(random)
    return write((letter, number[:4], number[4:]), style, random)


def draw_lower(style: Style, random: Random) -> Written:
    value = "".join(random.choice((old, new))(random))
    return Written(value.lower(), value)


def draw_parted(style: Style, random: Random) -> Written:
    """The new form with spaces or hyphens at its letters."""
    return write(new(random), style, random)


def _family(name: str, drawing=draw, *more: str, **style: str) -> Family:
    return family(name, KIND, drawing, WORDS, Style(**{"separator": "none"} | style), *more)


FAMILIES = (
    _family("base"),
    _family("since 2021", draw_new, "form=new"),
    _family("since 2021 in a table", draw_new, "form=new", register="table"),
    _family(
        "since 2021 glued", draw_new, "form=new", label="glued", ending="glued", register="chat"
    ),
    _family("space behind the letter", separator="space", register="form"),
    _family("hyphen behind the letter", separator="hyphen", register="sms"),
    _family("new form parted", draw_parted, "form=new", separator="space", register="form"),
    _family("lower case", draw_lower, "case=lower", register="chat"),
    _family("full width", width="full", register="form"),
    _family("last part masked", draw_half_masked, mask="star", register="table"),
    _family("JSON", register="json"),
    _family("English letter", draw_new, "form=new", register="letter"),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("none", "space", "hyphen"),
            "width": ("ascii", "full"),
            "label": ("before", "topic", "spaced", "bracketed", "line above", "after"),
            "bracket": ("none", "round", "quote"),
            "register": ("notice", "form", "table", "json", "yaml", "csv"),
        },
    ),
)
