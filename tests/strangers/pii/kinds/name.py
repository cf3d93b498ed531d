"""Names behind a label that asks for a person. Names in prose are out of scope."""

from random import Random

from tests.strangers.pii.grammar import Family, Style, Written, any_style, family
from tests.strangers.pii.people import DOUBLE_SURNAMES, GIVEN, english, korean
from tests.strangers.pii.registers import Words

KIND = "name"
WORDS = Words(
    labels=(
        "성명",
        "이름",
        "예금주",
        "받는 분",
        "신청인",
        "담당자",
        "수취인",
        "보내는 분",
        "보호자",
        "수령인",
        "입금자",
        "대표자",
        "환자명",
        "고객명",
        "성함",
        "신청자",
        "받는사람",
        "계약자",
    ),
    english=("Name", "Full name", "Applicant", "Account holder"),
    keys=("name", "user_name", "full_name", "receiver", "customerName"),
    endings=("입니다.", "이에요", " (인)", " 님", "님", " 귀하", " 올림"),
)
ENGLISH = Words(
    ("Name", "Full name", "Applicant", "Account holder", "Patient name"),
    WORDS.english,
    WORDS.keys,
    (".", " (signed)"),
)


def draw(style: Style, random: Random) -> Written:
    """`separator=space` puts spaces between the syllables."""
    value = korean(random)
    return Written(value if style.separator == "none" else " ".join(value), value)


def draw_surname_apart(style: Style, random: Random) -> Written:
    value = korean(random)
    return Written(f"{value[0]} {value[1:]}", value)


def draw_two_syllables(style: Style, random: Random) -> Written:
    value = random.choice("김이박최정강조윤장임한오서신권황") + random.choice(
        "준솔빈별결건율단훈혁찬원진슬담균"
    )
    return Written(value, value)


def draw_double_surname(style: Style, random: Random) -> Written:
    value = random.choice(DOUBLE_SURNAMES) + "".join(
        random.sample(list(GIVEN), random.choice((1, 2)))
    )
    return Written(value, value)


def draw_masked(style: Style, random: Random) -> Written:
    """The middle syllable masked; surname and last syllable still point to the person."""
    value = korean(random)
    mark = random.choice(("*", "O", "○"))
    return Written(value[0] + mark + value[2], value[0] + "*" + value[2])


def draw_hanja(style: Style, random: Random) -> Written:
    value = korean(random)
    hanja = random.choice(("金", "李", "朴", "崔", "鄭")) + "".join(
        random.sample("敏秀智賢瑞英俊恩周", 2)
    )
    return Written(value, value, after=f"({hanja})")


def draw_english(style: Style, random: Random) -> Written:
    value = english(random)
    return Written(value, value.replace(" ", ""))


def _family(name: str, drawing=draw, *more: str, words: Words = WORDS, **style: str) -> Family:
    return family(name, KIND, drawing, words, Style(**{"separator": "none"} | style), *more)


FAMILIES = (
    _family("base"),
    _family("spaces inside the label", label="spaced", register="form"),
    _family("spaces inside the name", separator="space", register="form"),
    _family("spaces inside both", separator="space", label="spaced", register="form"),
    _family("surname apart", draw_surname_apart, "separator=surname", register="notice"),
    _family("two syllables", draw_two_syllables, "length=2", register="form"),
    _family("double surname", draw_double_surname, "surname=double", register="form"),
    _family("middle masked", draw_masked, "mask=part", register="table"),
    _family("with hanja", draw_hanja, "hanja=after", register="form"),
    _family("label in brackets", label="bracketed", register="notice"),
    _family("label on the line above", label="line above", register="notice"),
    _family("glued ending", ending="glued", register="sms"),
    _family("table", register="table"),
    _family("HTML table", register="html"),
    _family("JSON", register="json"),
    _family("English form", draw_english, "script=Latin", words=ENGLISH, register="form"),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("none", "none", "space"),
            "label": ("before", "spaced", "bracketed", "line above"),
            "bracket": ("none", "none", "quote"),
            "register": ("notice", "form", "table", "html", "sms", "yaml"),
        },
    ),
)
