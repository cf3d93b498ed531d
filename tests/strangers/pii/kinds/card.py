"""Payment card numbers: issuers' prefixes and the Luhn digit; a label makes a number without it personal."""

from random import Random

from tests.strangers.pii.checks import digits, luhn, luhn_check
from tests.strangers.pii.grammar import Family, Style, Written, any_style, family, write
from tests.strangers.pii.registers import Words

KIND = "card"
WORDS = Words(
    labels=(
        "카드번호",
        "카드 번호",
        "신용카드",
        "신용카드 번호",
        "체크카드번호",
        "국민카드",
        "신한카드",
        "삼성카드",
        "현대카드",
        "결제카드",
        "법인카드",
        "💳",
    ),
    english=("card number", "credit card", "Visa card", "card no."),
    keys=("card_number", "cardNo", "pan", "card", "credit_card"),
    endings=("입니다.", "로 결제", "이에요", "로 긁었음", "번 카드예요"),
)
PREFIXES = ("4", "51", "52", "53", "54", "55", "9410", "9420", "9430", "9490", "35", "62", "2221")


def number(random: Random, valid: bool = True) -> str:
    """Sixteen digits."""
    first = random.choice(PREFIXES)
    first += "".join(random.choice("0123456789") for _ in range(15 - len(first)))
    check = int(luhn_check(first))
    return first + str(check if valid else (check + random.randint(1, 9)) % 10)


def fours(number: str) -> tuple[str, ...]:
    return tuple(number[i : i + 4] for i in range(0, 16, 4))


def draw(style: Style, random: Random) -> Written:
    return write(fours(number(random)), style, random, hidden=random.choice(((1, 2), (2, 3), (2,))))


def draw_unchecked(style: Style, random: Random) -> Written:
    return write(fours(number(random, valid=False)), style, random)


def draw_amex(style: Style, random: Random) -> Written:
    """Fifteen digits in groups of 4, 6 and 5."""
    first = random.choice(("34", "37")) + digits(random, 12)
    value = first + luhn_check(first)
    assert luhn(value)
    return write((value[:4], value[4:10], value[10:]), style, random)


def draw_half_masked(style: Style, random: Random) -> Written:
    """The six middle digits masked, as on receipts."""
    value = number(random)
    shown = value[:6] + "******" + value[12:]
    return Written("-".join(fours(shown)), shown)


def _family(name: str, drawing=draw, *more: str, **style: str) -> Family:
    return family(name, KIND, drawing, WORDS, Style(**style), *more)


FAMILIES = (
    _family("base"),
    _family("without label", label="none", register="chat"),
    _family("spaces without label", separator="space", label="none", register="prose"),
    _family("bare without label", separator="none", label="none", register="sms"),
    _family("bare with label", separator="none", register="form"),
    _family("without Luhn digit", draw_unchecked, "check=wrong", register="form"),
    _family(
        "without Luhn digit, bare",
        draw_unchecked,
        "check=wrong",
        separator="none",
        label="topic",
        register="chat",
    ),
    _family("dots", separator="dot", register="chat"),
    _family("spaced hyphens", separator="spaced hyphen", register="form"),
    _family("dashes", separator="en dash", label="none"),
    _family("mixed separators", separator="mixed", register="sms"),
    _family("line break inside", separator="line break", register="html"),
    _family("Amex", draw_amex, "groups=4-6-5", separator="hyphen", register="letter"),
    _family(
        "Amex spaced", draw_amex, "groups=4-6-5", separator="space", label="none", register="prose"
    ),
    _family("groups masked", mask="star", register="sms"),
    _family("groups masked by X", mask="cross", separator="space", register="form"),
    _family("six digits masked", draw_half_masked, "mask=part", register="table"),
    _family("full width", width="full", register="form"),
    _family("circled", width="circled", separator="space", register="chat"),
    _family("letter O", width="letter O", register="chat"),
    _family("glued on both sides", label="glued", ending="glued", register="chat"),
    _family("entities", entity="digits", register="html"),
    _family("log", separator="none", register="log"),
    _family("JSON", register="json"),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("none", "hyphen", "space", "dot", "spaced hyphen", "en dash"),
            "width": ("ascii", "ascii", "full", "circled"),
            "label": ("before", "topic", "glued", "bracketed", "after"),
            "bracket": ("none", "round", "quote"),
            "ending": ("none", "glued"),
            "register": ("notice", "chat", "sms", "form", "table", "json", "html"),
        },
    ),
)
