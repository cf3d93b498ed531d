"""International bank account numbers with valid check digits and the length of their country."""

from random import Random

from tests.strangers.pii.checks import iban_check
from tests.strangers.pii.grammar import Family, Style, Written, any_style, family, write
from tests.strangers.pii.registers import Words

KIND = "iban"
WORDS = Words(
    labels=("IBAN", "해외계좌", "IBAN 번호", "국제계좌번호", "해외송금 계좌"),
    english=("IBAN", "account (IBAN)", "bank account"),
    keys=("iban", "account_iban", "beneficiaryIban"),
    endings=("입니다.", "로 송금", "이에요"),
)
SHAPES = {
    "DE": "#" * 18,
    "NL": "ABNA" + "#" * 10,
    "GB": "BARC" + "#" * 14,
    "FR": "#" * 23,
    "ES": "#" * 20,
    "CH": "#" * 17,
    "AT": "#" * 16,
    "BE": "#" * 12,
}


def number(random: Random) -> str:
    country, shape = random.choice(list(SHAPES.items()))
    account = "".join(random.choice("0123456789") if c == "#" else c for c in shape)
    return country + iban_check(country, account) + account


def fours(value: str) -> tuple[str, ...]:
    return tuple(value[i : i + 4] for i in range(0, len(value), 4))


def draw(style: Style, random: Random) -> Written:
    return write(fours(number(random)), style, random)


def draw_lower(style: Style, random: Random) -> Written:
    value = number(random)
    return Written(value.lower(), value)


def _family(name: str, drawing=draw, *more: str, **style: str) -> Family:
    return family(name, KIND, drawing, WORDS, Style(**style), *more)


FAMILIES = (
    _family("base", separator="space"),
    _family("bare", separator="none", register="letter"),
    _family("bare without label", separator="none", label="none", register="prose"),
    _family("hyphens", register="form"),
    _family("lower case", draw_lower, "case=lower", separator="none", register="json"),
    _family("glued", separator="none", label="glued", ending="glued", register="chat"),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("none", "space", "hyphen"),
            "width": ("ascii", "full"),
            "label": ("before", "bracketed", "line above"),
            "register": ("notice", "form", "table", "json", "csv"),
        },
    ),
)
