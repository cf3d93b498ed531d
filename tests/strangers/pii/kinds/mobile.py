"""Mobile telephone numbers: 010 with eight digits, and the old 011, 016 to 019 with seven or eight."""

from random import Random

from tests.strangers.pii.checks import digits
from tests.strangers.pii.grammar import (
    WIDTHS,
    Family,
    Style,
    Written,
    any_style,
    family,
    together,
    write,
)
from tests.strangers.pii.kinds.telephone import PHONE

KIND = "mobile"


def new(random: Random) -> tuple[str, str, str]:
    return "010", str(random.randint(2, 9)) + digits(random, 3), f"{random.randint(1, 9998):04}"


def old(random: Random) -> tuple[str, str, str]:
    carrier = random.choice(("011", "016", "017", "018", "019"))
    return carrier, str(random.randint(200, 9999)), f"{random.randint(1, 9998):04}"


def draw(style: Style, random: Random) -> Written:
    return write(new(random), style, random, hidden=(random.choice((1, 2)),))


def draw_old(style: Style, random: Random) -> Written:
    return write(old(random), style, random)


def draw_in_parts(style: Style, random: Random) -> Written:
    """Only the first group is read out; the other digits are ASCII."""
    groups = new(random)
    first = random.choice(("공일공", "영일영", "공1공", "O1O", "olo", "零一零", "공.일.공", "0일0"))
    return Written(first + random.choice(("-", " ", "")) + "-".join(groups[1:]), "".join(groups))


def draw_digits_mixed(style: Style, random: Random) -> Written:
    """Each digit in a form of its own: ASCII, read out, full-width or circled."""
    groups = new(random)
    forms = ("ascii", "ascii", "reading 공", "reading 영", "full", "circled")
    shown = ("".join(WIDTHS[random.choice(forms)].get(d, d) for d in group) for group in groups)
    return Written(random.choice(("-", "", " ")).join(shown), "".join(groups))


def draw_cut_at_the_wrong_place(style: Style, random: Random) -> Written:
    number = "".join(new(random))
    cut = random.choice(
        (((0, 3), (3, 6), (6, 11)), ((0, 5), (5, 8), (8, 11)), ((0, 3), (3, 11)), ((0, 7), (7, 11)))
    )
    return Written(random.choice(("-", " ", ".")).join(number[a:b] for a, b in cut), number)


def draw_without_zero(style: Style, random: Random) -> Written:
    groups = new(random)
    return Written("-".join(("10", *groups[1:])), "".join(groups))


def _two_in_one(random: Random):
    style = Style(register="notice", label="none", bracket="none")
    one = family("x", KIND, draw, PHONE, style).make(random)
    other = family("x", KIND, draw_old, PHONE, Style(register="chat", label="glued")).make(random)
    return together(one, other, between=" / ")


def _family(name: str, drawing=draw, **style: str) -> Family:
    return family(name, KIND, drawing, PHONE, Style(**style))


CHOICES = {
    "separator": (
        "none",
        "hyphen",
        "dot",
        "space",
        "middle dot",
        "spaced hyphen",
        "en dash",
        "mixed",
        "line break",
    ),
    "width": ("ascii", "ascii", "full", "circled", "keycap", "reading 공", "letter O", "letter l"),
    "prefix": ("none", "none", "+82", "(+82)", "0082"),
    "label": ("before", "topic", "glued", "spaced", "after", "bracketed"),
    "bracket": ("none", "none", "round", "square", "quote", "bold"),
    "ending": ("none", "glued"),
    "register": ("notice", "chat", "sms", "resale", "table", "form", "json", "comment", "html"),
}

FAMILIES = (
    _family("base"),
    _family("bare in chat", separator="none", label="none", register="chat"),
    _family(
        "glued on both sides", separator="none", label="glued", ending="glued", register="resale"
    ),
    _family("among hashtags", separator="none", label="none", register="hashtags"),
    _family("dots with ending", separator="dot", ending="glued", register="chat"),
    _family("slashes", separator="slash", register="sms"),
    _family("middle dots", separator="middle dot", label="bracketed", register="resale"),
    _family("underscores", separator="underscore", register="chat"),
    _family("tildes", separator="tilde", register="resale"),
    _family("spaces in brackets", separator="space", bracket="round", label="after"),
    _family("spaces without label", separator="space", label="none", register="hashtags"),
    _family("doubled separators", separator="double", register="form"),
    _family("spaced hyphens", separator="spaced hyphen", label="spaced", register="form"),
    _family("spaced dots", separator="spaced dot", label="topic", register="chat"),
    _family("mixed separators", separator="mixed", register="resale"),
    _family("long dashes", separator="en dash", register="html"),
    _family("commas", separator="comma", register="sms"),
    _family("line break inside", separator="line break", register="notice"),
    _family("spaced digits", separator="digit spaces", register="resale"),
    _family("full width", width="full", label="line above"),
    _family(
        "full width glued",
        width="full",
        separator="none",
        label="glued",
        ending="glued",
        register="chat",
    ),
    _family("circled digits", width="circled", separator="none", register="sms"),
    _family("keycaps", width="keycap", separator="none", label="none", register="chat"),
    _family("keycaps with hyphens", width="keycap", register="resale"),
    _family("styled digits", width="styled", register="hashtags", label="before"),
    _family("read out with zero as 영", width="reading 영", separator="space", register="chat"),
    _family(
        "read out with zero as 공",
        width="reading 공",
        separator="none",
        ending="glued",
        register="prose",
    ),
    _family(
        "read out with hyphens",
        width="reading 공",
        separator="hyphen",
        label="after",
        register="resale",
    ),
    _family("hanja", width="hanja", separator="none", register="sms"),
    _family("first group read out", draw_in_parts, register="resale"),
    _family("each digit in its own form", draw_digits_mixed, width="mixed", register="resale"),
    _family("superscript", width="superscript", register="hashtags"),
    _family("black circled", width="black circled", separator="none", register="chat"),
    _family("symbols between", separator="symbol", register="resale"),
    _family("Latin label glued", label="Latin glued", separator="hyphen", register="sms"),
    _family("Latin label glued, bare", label="Latin glued", separator="none", register="resale"),
    _family("letter O", width="letter O", register="chat"),
    _family("small o without separator", width="letter o", separator="none", register="resale"),
    _family("letter l", width="letter l", register="chat"),
    _family("letter I with dots", width="letter I", separator="dot", register="sms"),
    _family("country code", prefix="+82", register="letter"),
    _family("country code in brackets", prefix="(+82)", separator="space", register="form"),
    _family(
        "country code 0082", prefix="0082", separator="hyphen", label="english", register="chat"
    ),
    _family("country code without plus", prefix="82", label="topic", register="prose"),
    _family("country code with (0)", prefix="+82 (0)", separator="space", register="letter"),
    _family("country code in JSON", prefix="+82", separator="none", register="json"),
    _family("masked by stars", mask="star", register="table"),
    _family("masked by hashes", mask="hash", separator="space", register="sms"),
    _family("masked by X", mask="cross", register="prose"),
    _family("masked by O", mask="ring", register="notice"),
    _family("old carrier", draw_old, register="notice"),
    _family("old carrier with spaces", draw_old, separator="space", label="none", register="chat"),
    _family("old carrier bare", draw_old, separator="none", register="form"),
    _family("cut at the wrong place", draw_cut_at_the_wrong_place, register="resale"),
    _family("leading zero lost", draw_without_zero, register="csv"),
    _family("decimal entities", entity="decimal", register="html"),
    _family("entities for digits", entity="digits", label="before", register="prose"),
    _family("entities for hyphens", entity="marks", register="html"),
    _family("entities escaped twice", entity="escaped twice", register="html"),
    _family("no-break spaces", entity="nbsp", separator="space", register="html"),
    _family("zero width inside", entity="zero width", register="chat"),
    _family("table", register="table"),
    _family("form", register="form", bracket="square"),
    _family("log", separator="none", register="log"),
    _family("JSON", register="json"),
    _family("YAML", register="yaml", bracket="quote"),
    _family("code comment", register="comment", label="before"),
    _family("English letter", register="letter"),
    _family("in corner brackets", bracket="corner", label="after", register="notice"),
    _family("bold in a notice", bracket="bold", label="spaced"),
    Family(f"{KIND}.two in one text", KIND, frozenset({"count=two"}), _two_in_one),
    any_style(KIND, draw, PHONE, CHOICES),
)
