"""Foreigner registration numbers (외국인등록번호): like a resident number, with 5 to 8 behind the birthday."""

from random import Random

from tests.strangers.pii.checks import birthday, resident_check
from tests.strangers.pii.grammar import Family, Style, Written, any_style, family, write
from tests.strangers.pii.registers import Words

KIND = "frn"
WORDS = Words(
    labels=(
        "외국인등록번호",
        "외국인 등록번호",
        "등록번호(외국인)",
        "외국인번호",
        "국내거소신고번호",
        "거소신고번호",
    ),
    english=("foreigner registration number", "alien registration number", "ARC number", "FRN"),
    keys=("frn", "arc_no", "alien_reg_no", "foreignerNumber"),
)


def number(random: Random) -> tuple[str, str]:
    day = birthday(random, 1950, 2008)
    front = f"{day:%y%m%d}"
    rest = str(random.randint(5, 6) + (0 if day.year < 2000 else 2)) + f"{random.randint(0, 99):02}"
    rest += f"{random.randint(0, 99):02}{random.randint(6, 9)}"
    return front, rest + resident_check(front + rest, foreign=True)


def draw(style: Style, random: Random) -> Written:
    return write(number(random), style, random)


def draw_unchecked(style: Style, random: Random) -> Written:
    """Issued since October 2020: no check digit."""
    front, back = number(random)
    return write((front, back[0] + f"{random.randint(0, 999999):06}"), style, random)


def _family(name: str, drawing=draw, *more: str, **style: str) -> Family:
    return family(name, KIND, drawing, WORDS, Style(**style), *more)


FAMILIES = (
    _family("base"),
    _family("without label", label="none", register="prose"),
    _family("issued since 2020", draw_unchecked, "check=none", register="form"),
    _family("bare with label", separator="none", label="topic", register="chat"),
    _family("spaced hyphen", separator="spaced hyphen", register="table"),
    _family("full width", width="full", register="form"),
    _family("English letter", register="letter"),
    _family("glued", label="glued", ending="glued", register="prose"),
    _family("dash in HTML", separator="en dash", register="html"),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("none", "hyphen", "spaced hyphen", "space", "en dash"),
            "width": ("ascii", "full", "letter O"),
            "label": ("before", "topic", "bracketed", "line above"),
            "register": ("notice", "form", "table", "json", "yaml"),
        },
    ),
)
