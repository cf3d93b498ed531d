"""Check that a value of a page is what its kind says: its digits, its shape, its check digit."""

import html
import re
import unicodedata
from collections.abc import Callable
from ipaddress import ip_address
from zlib import crc32

from tests.strangers.pages.network import BASE62
from tests.strangers.pages.spelling import READINGS
from tests.strangers.pages.telephones import AREAS

# The check digit of a resident registration number for each remainder of the weighted sum by 11.
CITIZEN_DIGITS = "10987654321"
FOREIGN_DIGITS = "32109876543"


def bare(text: str) -> str:
    """Return the digits of `text`, whatever their spelling: full-width, read aloud, entities, the letter O."""
    plain = unicodedata.normalize("NFKC", html.unescape(text)).replace("O", "0")
    spelled = (str(READINGS.index(sign)) if sign in READINGS else sign for sign in plain)
    return "".join(sign for sign in spelled if sign.isascii() and sign.isdigit())


def national(text: str) -> str:
    """Return the digits of a Korean telephone with the leading zero in place of the country's number."""
    whole = bare(text)
    return "0" + whole[2:].removeprefix("0") if text.startswith("+82") else whole


def hides(text: str) -> bool:
    """Whether a part of the value is covered by stars or letters."""
    return re.search(r"[*●]|X{4}", text) is not None


def is_mobile(text: str) -> bool:
    """Whether `text` is a mobile number of today or of before 2004, or one with a hidden middle."""
    return (
        hides(text) or re.fullmatch(r"010[2-9]\d{7}|01[16-9][2-9]\d{6}", national(text)) is not None
    )


def is_landline(text: str) -> bool:
    """Whether `text` is a landline with a real area code."""
    return re.fullmatch(rf"(?:{'|'.join(AREAS)})[2-9]\d{{6,7}}", national(text)) is not None


def is_voip(text: str) -> bool:
    """Whether `text` is an internet number or a safe number."""
    return re.fullmatch(r"(?:070|050[2-7])[2-9]\d{7}", national(text)) is not None


def is_email(text: str) -> bool:
    """Whether `text` is an e-mail address, or one that is read aloud."""
    plain = (
        unicodedata.normalize("NFKC", html.unescape(text))
        .replace(" [at] ", "@")
        .replace(" [dot] ", ".")
    )
    return (
        "골뱅이" in plain
        or re.fullmatch(r"[\w.]+@\w+\.(?:com|net|co\.kr|COM|NET|CO\.KR)", plain) is not None
    )


def passes_luhn(digits: str) -> bool:
    """Whether the doubled and the plain digits add up to a multiple of ten."""
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(int(digit) for digit in digits[::-2])) % 10 == 0


def passes_registration(digits: str, foreign: bool) -> bool:
    """Whether the weighted digits and the check digit leave the remainder that the register asks for."""
    total = sum(int(digit) * (2 + place % 8) for place, digit in enumerate(digits[:12]))
    return digits[12] == (FOREIGN_DIGITS if foreign else CITIZEN_DIGITS)[total % 11]


def is_registration(text: str, foreign: bool) -> bool:
    """Whether `text` is a resident registration number with its check digit, or one with a hidden tail."""
    digits = bare(text)
    if hides(text):
        return re.fullmatch(r"\d{6}-[1-4].{6}", text) is not None
    return (
        len(digits) == 13
        and digits[6] in ("5678" if foreign else "1234")
        and passes_registration(digits, foreign)
    )


def is_card(text: str) -> bool:
    """Whether `text` passes the Luhn check at the length of a card, or has a hidden middle."""
    digits = bare(text)
    return hides(text) or (len(digits) in (15, 16) and passes_luhn(digits))


def is_iban(text: str) -> bool:
    """Whether the remainder of the rearranged IBAN is one."""
    whole = text.replace(" ", "")
    return int("".join(str(int(sign, 36)) for sign in whole[4:] + whole[:4])) % 97 == 1


def is_ssn(text: str) -> bool:
    """Whether the agency could issue the number."""
    digits = bare(text)
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    return (
        len(digits) == 9
        and area not in ("000", "666")
        and area < "900"
        and group != "00"
        and serial != "0000"
    )


def is_us_phone(text: str) -> bool:
    """Whether `text` follows the numbering plan of North America."""
    digits = bare(text).removeprefix("1")
    return re.fullmatch(r"[2-9]\d{2}[2-9](?!11)\d{6}", digits) is not None


def is_secret(text: str) -> bool:
    """Whether `text` begins as a service's key does; a GitHub token has its checksum too."""
    if text.startswith("ghp_"):
        number = 0
        for sign in text[-6:]:
            number = number * 62 + BASE62.index(sign)
        return len(text) == 40 and number == crc32(text[4:34].encode())
    return (
        re.fullmatch(r"(?:AKIA|AIza|sk_live_|xoxb-|glpat-|npm_|SG\.)[\w.-]{16,80}", text)
        is not None
    )


def shaped(pattern: str) -> Callable[[str], bool]:
    """Return a check that compares the whole value with a pattern."""
    return lambda text: re.fullmatch(pattern, text) is not None


CHECKS: dict[str, Callable[[str], bool]] = {
    "mobile": is_mobile,
    "landline": is_landline,
    "voip": is_voip,
    "email": is_email,
    "rrn": lambda text: is_registration(text, foreign=False),
    "foreigner": lambda text: is_registration(text, foreign=True),
    "passport": shaped(r"M ?(?:\d{3}[A-Z]\d{4}|\d{8})"),
    "licence": lambda text: (
        re.fullmatch(r"(?:\d{2}|[가-힣]{2})[ -]?\d{2}[ -]?\d{6}[ -]?\d{2}", text) is not None
    ),
    "card": is_card,
    "account": lambda text: 11 <= len(bare(text)) <= 14,
    "health": shaped(r"[1-8]-?\d{10}"),
    "plate": shaped(r"(?:\d{2,3}[가-힣] ?\d{4}|[가-힣]{2} \d{2}[바사아자] \d{4})"),
    "birth": lambda text: (
        len(bare(text)) >= 6 or re.fullmatch(r"\d{4}\D+\d{1,2}\D+\d{1,2}\D*", text) is not None
    ),
    "address": lambda text: any(sign.isdigit() for sign in text),
    "name": shaped(
        r"[가-힣](?:[가-힣]{2,3}| [가-힣] [가-힣](?: [가-힣])?|[*O○][가-힣])|[A-Za-z]+ [A-Za-z]+"
    ),
    "ip": lambda text: ip_address(text).is_global,
    "mac": shaped(r"(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}"),
    "iban": is_iban,
    "ssn": is_ssn,
    "usphone": is_us_phone,
    "secret": is_secret,
    "password": shaped(r"[A-Z][a-z]+[!@#$]\d{4}\w*|[a-z]+\d{2,4}[!@~]+"),
    "login": shaped(r"[\w-]+:\w{12}"),
}
