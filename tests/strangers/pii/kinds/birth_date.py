"""Labelled birth dates. The year alone (87년생) is not one, and is a negative."""

from datetime import date
from random import Random

from tests.strangers.pii.checks import birthday
from tests.strangers.pii.grammar import WIDTHS, Family, Style, Written, any_style, family
from tests.strangers.pii.registers import Words

KIND = "birth_date"
WORDS = Words(
    labels=(
        "생년월일",
        "생일",
        "출생",
        "출생일",
        "DOB",
        "생년월일(양력)",
        "출생년월일",
        "생 년 월 일",
        "나의 생일",
        "생년월일(6자리)",
        "birth",
    ),
    english=("date of birth", "DOB", "birthday", "born on"),
    keys=("birth", "birthday", "birth_date", "dob", "dateOfBirth"),
    endings=("입니다.", "이에요", "이고요", "임", " 출생입니다"),
)


def spelled(day: date, form: str) -> str:
    """The date in a form of writing."""
    return {
        "korean": f"{day.year}년 {day.month}월 {day.day}일",
        "korean tight": f"{day.year}년{day.month}월{day.day}일",
        "korean padded": f"{day.year}년 {day.month:02}월 {day.day:02}일",
        "korean short": f"{day:%y}년 {day.month}월 {day.day}일",
        "dots": f"{day:%Y.%m.%d}",
        "dots spaced": f"{day.year}. {day.month}. {day.day}.",
        "short dots": f"{day:%y.%m.%d}",
        "hyphens": f"{day:%Y-%m-%d}",
        "short hyphens": f"{day:%y-%m-%d}",
        "slashes": f"{day:%Y/%m/%d}",
        "eight": f"{day:%Y%m%d}",
        "six": f"{day:%y%m%d}",
        "six with 생": f"{day:%y%m%d}생",
        "english": f"{day:%B} {day.day}, {day.year}",
        "english day first": f"{day.day} {day:%b} {day.year}",
        "american": f"{day:%m/%d/%Y}",
    }[form]


def dated(*forms: str):
    """A drawing in one of the forms. The value is the form's own text, without separators."""

    def drawing(style: Style, random: Random) -> Written:
        text = spelled(birthday(random), random.choice(forms))
        suffix = "생" if text.endswith("생") else ""
        bare = text.removesuffix("생")
        return Written("".join(WIDTHS[style.width].get(c, c) for c in bare), bare, after=suffix)

    return drawing


def _family(name: str, *forms: str, **style: str) -> Family:
    marks = tuple(f"form={form}" for form in forms)
    return family(name, KIND, dated(*forms), WORDS, Style(separator="none", **style), *marks)


FAMILIES = (
    _family("base", "hyphens"),
    _family("Korean words", "korean", "korean padded"),
    _family("Korean words tight", "korean tight", label="topic", register="chat"),
    _family("Korean words with a short year", "korean short", register="form"),
    _family("dots", "dots", register="table"),
    _family("spaced dots", "dots spaced", register="form"),
    _family("short year with dots", "short dots", register="chat"),
    _family("short year with hyphens", "short hyphens", register="csv"),
    _family("slashes", "slashes", register="json"),
    _family("eight digits", "eight", register="form"),
    _family("six digits", "six", register="sms"),
    _family("six digits and 생", "six with 생", label="before", register="chat"),
    _family(
        "glued on both sides", "korean", "dots", label="glued", ending="glued", register="prose"
    ),
    _family("full width", "dots", "hyphens", width="full", register="form"),
    _family("English", "english", "english day first", register="letter"),
    _family("American", "american", label="english", register="prose"),
    _family("log", "eight", "hyphens", register="log"),
    any_style(
        KIND,
        dated("korean", "dots", "hyphens", "slashes", "eight", "short dots", "dots spaced"),
        WORDS,
        {
            "separator": ("none",),
            "width": ("ascii", "full"),
            "label": ("before", "topic", "glued", "bracketed", "line above", "spaced"),
            "bracket": ("none", "round", "quote"),
            "register": ("notice", "form", "table", "json", "sms", "html", "yaml"),
        },
    ),
)
