"""Resident registration numbers (주민등록번호): six digits of the birthday, then seven."""

from datetime import date
from random import Random

from tests.strangers.pii.checks import birthday, ean13, resident_check
from tests.strangers.pii.grammar import Family, Style, Written, any_style, family, write
from tests.strangers.pii.registers import Words

KIND = "rrn"
WORDS = Words(
    labels=(
        "주민등록번호",
        "주민번호",
        "주민 번호",
        "주민등록 번호",
        "주번",
        "주민No",
        "실명번호",
        "(주민등록번호)",
        "주민등록번호(필수)",
    ),
    english=("resident registration number", "RRN", "Korean ID number"),
    keys=("rrn", "jumin", "jumin_no", "resident_no", "ssn_kr", "residentNumber"),
    endings=("입니다.", "이에요", "로 조회됩니다", "로 가입", "맞으시죠?", "번"),
)


def first_half(random: Random, day: date, sex: int) -> tuple[str, str]:
    """The birthday, and the digit for century and sex: 1, 2 before 2000, then 3, 4."""
    return f"{day:%y%m%d}", str(sex + (0 if day.year < 2000 else 2))


def number(random: Random) -> tuple[str, str]:
    """With a check digit. Numbers that are also a valid EAN-13 are redrawn."""
    while True:
        front, gender = first_half(random, birthday(random), random.randint(1, 2))
        rest = gender + f"{random.randint(0, 95):02}" + f"{random.randint(0, 999):03}"
        back = rest + resident_check(front + rest)
        if not ean13(front + back):
            return front, back


def issued_since_2020(random: Random) -> tuple[str, str]:
    """Numbers issued since October 2020 have six random digits and no check digit."""
    front, gender = first_half(random, birthday(random, 2021, 2024), random.randint(1, 2))
    return front, gender + f"{random.randint(0, 999999):06}"


def changed_since_2020(random: Random) -> tuple[str, str]:
    """An older person whose number was issued again since October 2020, so no check digit holds."""
    front, gender = first_half(random, birthday(random), random.randint(1, 2))
    return front, gender + f"{random.randint(0, 999999):06}"


def draw(style: Style, random: Random) -> Written:
    return write(number(random), style, random)


def draw_new(style: Style, random: Random) -> Written:
    return write(issued_since_2020(random), style, random)


def draw_changed(style: Style, random: Random) -> Written:
    return write(changed_since_2020(random), style, random)


def draw_half_masked(style: Style, random: Random) -> Written:
    """The digit for the sex stays readable, the six behind it are masked."""
    front, back = number(random)
    mark = random.choice("*#X●")
    return Written(
        f"{front}{random.choice(('-', '', ' - '))}{back[0]}{mark * 6}", f"{front}{back[0]}******"
    )


def draw_front_masked(style: Style, random: Random) -> Written:
    _, back = number(random)
    return Written(f"******-{back}", f"******{back}")


def draw_parenthesised(style: Style, random: Random) -> Written:
    """Behind a name, in brackets."""
    front, back = number(random)
    return Written(f"{front}-{back}", front + back)


def draw_typo(style: Style, random: Random) -> Written:
    """A number whose check digit is wrong; the label makes it personal."""
    front, back = number(random)
    return write(
        (front, back[:-1] + str((int(back[-1]) + random.randint(1, 9)) % 10)), style, random
    )


def draw_spaced_out(style: Style, random: Random) -> Written:
    front, back = number(random)
    return Written(
        " ".join(front) + random.choice((" - ", "  ", " ")) + " ".join(back), front + back
    )


def _family(name: str, drawing=draw, *more: str, **style: str) -> Family:
    return family(name, KIND, drawing, WORDS, Style(**style), *more)


FAMILIES = (
    _family("base"),
    _family("without label", label="none", register="prose"),
    _family("bare without label", separator="none", label="none", register="chat"),
    _family("bare with label", separator="none", register="form"),
    _family("issued since 2020", draw_new, "check=none"),
    _family(
        "issued since 2020 without label", draw_new, "check=none", label="none", register="notice"
    ),
    _family(
        "changed since 2020",
        draw_changed,
        "check=none",
        separator="none",
        label="topic",
        register="chat",
    ),
    _family("wrong check digit", draw_typo, "check=wrong", register="form"),
    _family("spaced hyphen", separator="spaced hyphen", register="form"),
    _family("dash", separator="en dash", label="none", register="notice"),
    _family("space", separator="space", register="sms"),
    _family("dot", separator="dot", register="chat"),
    _family("tilde", separator="tilde", label="glued", register="chat"),
    _family("slash", separator="slash", register="csv"),
    _family("line break", separator="line break", register="html"),
    _family(
        "digits apart", draw_spaced_out, "separator=digit spaces", label="spaced", register="form"
    ),
    _family("glued on both sides", label="glued", ending="glued", register="prose"),
    _family("full width", width="full", register="form"),
    _family("circled", width="circled", separator="hyphen", register="chat"),
    _family("read out", width="reading 공", separator="space", register="prose"),
    _family("letter O", width="letter O", register="sms"),
    _family("letter l", width="letter l", register="chat"),
    _family("back half masked", draw_half_masked, "mask=part", register="table"),
    _family("front half masked", draw_front_masked, "mask=part", register="form"),
    _family(
        "in brackets behind a name",
        draw_parenthesised,
        bracket="round",
        label="none",
        register="prose",
    ),
    _family("entities", entity="digits", register="html"),
    _family("entity for the hyphen", entity="marks", label="none", register="comment"),
    _family("JSON", separator="none", register="json"),
    _family("log", register="log"),
    _family("English letter", register="letter"),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("none", "hyphen", "spaced hyphen", "en dash", "space", "dot"),
            "width": ("ascii", "ascii", "full", "circled", "letter O"),
            "label": ("before", "topic", "glued", "spaced", "bracketed", "line above"),
            "bracket": ("none", "none", "round", "quote"),
            "ending": ("none", "glued"),
            "register": ("notice", "form", "table", "json", "sms", "html", "prose"),
        },
    ),
)
