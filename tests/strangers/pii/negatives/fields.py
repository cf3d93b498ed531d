"""Fields of negative texts: `«name»` in a template is replaced by a drawn value.

`«d7»` is seven random digits, `«z3»` three that may begin with zero, `«h8»` eight hexadecimal digits,
`«r100-999»` a number in a range, `«k1-9»` one with thousands separators; other names are in FIELDS.
Digit runs that happen to be a valid card or resident number are redrawn.
"""

import re
import uuid
from collections.abc import Callable
from random import Random

from tests.strangers.pii import checks
from tests.strangers.pii.checks import birthday, digits
from tests.strangers.pii.grammar import Family, Sample
from tests.strangers.pii.places import PLACES

FIELD = re.compile(r"«([^»]+)»")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SYLLABLES = "가나다라마바사아자차카타파하"
PRODUCTS = (
    "무선 청소기",
    "원목 책상",
    "사과 5kg",
    "등산화",
    "전기밥솥",
    "블루투스 이어폰",
    "공기청정기",
    "주방 세제",
)
FRAMES = (
    "{}",
    "{}",
    "{}",
    "참고: {}",
    "- {}\n- 끝",
    "{}\n\n자세한 내용은 누리집을 보세요.",
    "“{}”",
    "> {}\n\n맞습니다.",
    "<li>{}</li>",
    "※ {} ※",
    "ㅋㅋ {} ㅋㅋ",
    "({})",
)
"""Texts around a filled template; most templates stand alone."""

OFFICES = (
    "주민센터",
    "보건소",
    "세무서",
    "우체국",
    "도서관",
    "경찰서",
    "소방서",
    "교육지원청",
    "시청",
    "농업기술센터",
)


def impersonal(random: Random, count: int) -> str:
    """Random digits that are neither a valid card nor a valid resident or foreigner number."""
    while True:
        value = digits(random, count)
        if count >= 13 and checks.luhn(value):
            continue
        if count == 13 and resident(value):
            continue
        return value


def resident(value: str) -> bool:
    """True if the last of 13 digits is the check digit of a resident or a foreigner number."""
    return value[12] in (
        checks.resident_check(value[:12]),
        checks.resident_check(value[:12], foreign=True),
    )


def milliseconds(random: Random) -> str:
    """A Unix time in milliseconds that is not a valid resident number."""
    while True:
        value = str(random.randint(1_000_000_000_000, 1_899_999_999_999))
        if not resident(value):
            return value


def bus_lines(random: Random) -> str:
    """Four lines of four digits that together are not a valid card."""
    while True:
        lines = [str(random.randint(1000, 7999)) for _ in range(4)]
        if not checks.luhn("".join(lines)):
            return " ".join(lines)


def recent(random: Random):
    return birthday(random, 1995, 2025)


def isbn13(random: Random, parted: bool) -> str:
    first = random.choice(("97889", "97911")) + "".join(
        random.choice("0123456789") for _ in range(7)
    )
    value = first + checks.ean13_check(first)
    return f"{value[:3]}-{value[3:5]}-{value[5:9]}-{value[9:12]}-{value[12]}" if parted else value


def isbn10(random: Random) -> str:
    first = "89" + "".join(random.choice("0123456789") for _ in range(7))
    return f"{first[:2]}-{first[2:6]}-{first[6:9]}-{checks.isbn10_check(first)}"


def barcode(random: Random) -> str:
    first = "880" + digits(random, 9)
    return first + checks.ean13_check(first)


def issn(random: Random) -> str:
    first = digits(random, 7)
    return f"{first[:4]}-{first[4:]}{checks.issn_check(first)}"


def cas(random: Random) -> str:
    """A chemical registry number with its check digit."""
    first = str(random.randint(1000, 9_999_999))
    check = sum(i * int(d) for i, d in enumerate(reversed(first), 1)) % 10
    return f"{first[:-2]}-{first[-2:]}-{check}"


def corporation(random: Random) -> str:
    """A corporation registration number with its check digit that is not a valid resident number."""
    while True:
        first = (
            random.choice(("110111", "110114", "131111", "180111", "200111"))
            + f"{random.randint(0, 899999):06}"
        )
        total = sum(int(d) * (1 + i % 2) for i, d in enumerate(first))
        value = first + str(-total % 10)
        if not resident(value):
            return f"{value[:6]}-{value[6:]}"


def private_ip(random: Random) -> str:
    head = random.choice(
        (f"10.{random.randint(0, 255)}", "192.168", f"172.{random.randint(16, 31)}")
    )
    return f"{head}.{random.randint(0, 255)}.{random.randint(1, 254)}"


def seat(random: Random) -> str:
    """Road address without a unit."""
    return seated(random, "{seat}")


def seated(random: Random, form: str) -> str:
    """An institution and its seat, which lie in one district. `form` names {office} and {seat}."""
    place = random.choice(PLACES)
    road = f"{random.choice(place.province)} {place.district} {random.choice(place.roads)}"
    office = f"{place.district} {random.choice(OFFICES)}"
    return form.format(office=office, seat=f"{road} {random.randint(1, 400)}")


def clock(random: Random) -> str:
    return f"{random.randint(0, 23):02}:{random.randint(0, 59):02}:{random.randint(0, 59):02}"


FIELDS: dict[str, Callable[[Random], str]] = {
    "date8": lambda r: f"{recent(r):%Y%m%d}",
    "date6": lambda r: f"{recent(r):%y%m%d}",
    "date-": lambda r: f"{recent(r):%Y-%m-%d}",
    "date.": lambda r: f"{recent(r):%Y.%m.%d}",
    "date. ": lambda r: "{0.year}. {0.month}. {0.day}.".format(recent(r)),
    "date/": lambda r: f"{recent(r):%Y/%m/%d}",
    "dateko": lambda r: "{0.year}년 {0.month}월 {0.day}일".format(recent(r)),
    "month": lambda r: r.choice(MONTHS),
    "year": lambda r: str(r.randint(1900, 2026)),
    "clock": clock,
    "clock6": lambda r: clock(r).replace(":", ""),
    "hm": lambda r: clock(r)[:5],
    "milliseconds": milliseconds,
    "bus lines": bus_lines,
    "uuid": lambda r: str(uuid.UUID(int=r.getrandbits(128), version=4)),
    "isbn13": lambda r: isbn13(r, parted=False),
    "isbn13-": lambda r: isbn13(r, parted=True),
    "isbn10": isbn10,
    "barcode": barcode,
    "issn": issn,
    "cas": cas,
    "corporation": corporation,
    "private": private_ip,
    "seat": seat,
    "office at": lambda r: seated(r, "{office} 위치: {seat}"),
    "seat of": lambda r: seated(r, "{seat} ({office})"),
    "office in": lambda r: seated(r, "{office}: {seat}에 있습니다"),
    "office address": lambda r: seated(r, "{office}\n주소 : {seat}"),
    "office form": lambda r: seated(r, "기관명: {office}\n주소: {seat}"),
    "term": lambda r: (
        f"{r.randint(2000, 2010)}.0{r.randint(1, 9)}.{r.randint(10, 28)} ~ {r.randint(2011, 2025)}.1{r.randint(0, 2)}.{r.randint(10, 28)}"
    ),
    "district": lambda r: r.choice(PLACES).district,
    "product": lambda r: r.choice(PRODUCTS),
    "office": lambda r: r.choice(OFFICES),
    "syllable": lambda r: r.choice(SYLLABLES),
    "upper": lambda r: r.choice("ABCDEFGHJKLMNPQRSTUVWXYZ"),
    "lat": lambda r: f"{r.uniform(33.1, 38.6):.{r.choice((4, 6, 7))}f}",
    "lon": lambda r: f"{r.uniform(126.1, 129.5):.{r.choice((4, 6, 7))}f}",
}


def value(name: str, random: Random) -> str:
    """A drawn value of a field. Raises KeyError if the field does not exist."""
    if name in FIELDS:
        return FIELDS[name](random)
    kind, rest = name[0], name[1:]
    if kind == "d" and rest.isdigit():
        return impersonal(random, int(rest))
    if kind == "z" and rest.isdigit():
        return "".join(random.choice("0123456789") for _ in range(int(rest)))
    if kind == "h" and rest.isdigit():
        return "".join(random.choice("0123456789abcdef") for _ in range(int(rest)))
    if kind in "rk" and "-" in rest:
        number = random.randint(*map(int, rest.split("-")))
        return f"{number:,}" if kind == "k" else str(number)
    raise KeyError(name)


def fill(template: str, random: Random) -> str:
    """The template with a fresh value in each field."""
    return FIELD.sub(lambda match: value(match[1], random), template)


def family(name: str, *templates: str, topic: str) -> Family:
    """A family of texts drawn from templates."""

    def make(random: Random) -> Sample:
        text = fill(random.choice(templates), random)
        return Sample(random.choice(FRAMES).format(text))

    return Family(f"negative.{topic}.{name}", topic, frozenset({f"topic={topic}"}), make)
