"""Home addresses. What must be masked runs from the building's number to the unit; the rest may be masked with it.

Without a street number, the unit alone (101동 502호) must be masked. Without a unit, only a label that names a
person's home makes an address personal.
"""

from collections.abc import Callable
from random import Random

from tests.strangers.pii.grammar import (
    WIDTHS,
    Family,
    Style,
    Written,
    any_style,
    family,
    framed,
    together,
)
from tests.strangers.pii.places import ESTATES, HOUSES, PLACES, VILLAGES, postcode, region
from tests.strangers.pii.registers import Words

KIND = "address"
WORDS = Words(
    labels=(
        "주소",
        "집주소",
        "배송지",
        "받는 주소",
        "거주지",
        "자택",
        "주소지",
        "배송 주소",
        "수령지",
        "보내실 곳",
        "🏠",
        "현주소",
        "택배 주소",
    ),
    english=("home address", "address", "shipping address"),
    keys=("address", "home_address", "addr", "shipping_address", "deliveryAddress"),
    endings=("입니다.", "이에요", "로 보내주세요", "로 배송 부탁드립니다", "으로 오세요"),
)
HOME = Words(
    labels=("집주소", "자택", "자택주소", "받는 분 주소", "본인 주소", "거주지", "수령인 주소"),
    english=WORDS.english,
    keys=("home_address", "receiver_address"),
    endings=WORDS.endings,
)


def unit(random: Random) -> str:
    """Building and flat, or floor and flat."""
    flat = random.randint(1, 25) * 100 + random.randint(1, 8)
    block = random.randint(101, 130)
    forms = (
        f"{block}동 {flat}호",
        f"{block}동{flat}호",
        f"{random.randint(2, 15)}층 {flat}호",
        f"{block}-{flat}호",
        f"{flat}호",
    )
    return random.choices(forms, weights=(6, 2, 1, 1, 2))[0]


def block_unit(random: Random) -> str:
    return f"{random.randint(101, 130)}동 {random.randint(1, 25) * 100 + random.randint(1, 8)}호"


def street(random: Random) -> tuple[str, str, str]:
    """Road address: (region and road, number and unit, neighbourhood in brackets)."""
    place = random.choice(PLACES)
    house = str(random.randint(1, 400)) + random.choice(("", f"-{random.randint(1, 30)}"))
    tail = random.choice(
        (
            "",
            f" ({random.choice(place.quarters)})",
            f" ({random.choice(place.quarters)}, {random.choice(ESTATES)})",
        )
    )
    return (
        f"{region(random, place)} {random.choice(place.roads)} ",
        f"{house}{random.choice((', ', ' '))}{unit(random)}",
        tail,
    )


def draw(style: Style, random: Random) -> Written:
    before, core, after = street(random)
    return _written(before, core, after, style)


def draw_with_house(style: Style, random: Random) -> Written:
    """Road address with the name of the house between number and unit."""
    place = random.choice(PLACES)
    core = f"{random.randint(1, 400)} {random.choice(ESTATES + HOUSES)} {unit(random)}"
    return _written(f"{region(random, place)} {random.choice(place.roads)} ", core, "", style)


def draw_lot(style: Style, random: Random) -> Written:
    """Lot address (지번)."""
    place = random.choice(PLACES)
    lot = f"{random.randint(1, 1500)}-{random.randint(1, 40)}{random.choice(('', '번지'))}"
    core = f"{lot} {random.choice(HOUSES)} {random.randint(1, 5)}0{random.randint(1, 6)}호"
    return _written(f"{region(random, place)} {random.choice(place.quarters)} ", core, "", style)


def draw_estate(style: Style, random: Random) -> Written:
    """Only the unit behind the estate's name, no number of a street or lot."""
    place = random.choice(PLACES)
    before = f"{random.choice((region(random, place) + ' ', place.district + ' ', ''))}{random.choice(place.quarters)} {random.choice(ESTATES)} "
    return _written(before, block_unit(random), "", style)


def draw_short_estate(style: Style, random: Random) -> Written:
    """No region at all: the estate's name and the unit."""
    return _written(random.choice(ESTATES) + " ", block_unit(random), "", style)


def draw_hyphen_unit(style: Style, random: Random) -> Written:
    """The unit as 101-502 behind the estate's name."""
    place = random.choice(PLACES)
    block = f"{random.randint(101, 130)}-{random.randint(1, 25) * 100 + random.randint(1, 8)}"
    return _written(
        f"{region(random, place)} {random.choice(place.quarters)} {random.choice(ESTATES)} ",
        block,
        "",
        style,
    )


def draw_village(style: Style, random: Random) -> Written:
    province, county, township, villages = random.choice(VILLAGES)
    core = f"{random.randint(1, 900)}-{random.randint(1, 30)}{random.choice(('번지', ''))} {random.choice(HOUSES)} {random.randint(1, 4)}0{random.randint(1, 4)}호"
    return _written(
        f"{random.choice(province)} {county} {township} {random.choice(villages)} ", core, "", style
    )


def draw_postcode(style: Style, random: Random) -> Written:
    before, core, after = street(random)
    code = postcode(random, random.choice(PLACES))
    head = random.choice(("({}) ", "[{}] ", "{} ", "우){} ", "〒{} ", "우편번호 {} ")).format(code)
    return _written(head + before, core, after, style)


def draw_line_break(style: Style, random: Random) -> Written:
    """Base address and detailed address on two lines."""
    before, core, after = street(random)
    return _written(before, core.replace(", ", " ").replace(" ", "\n", 1), after, style)


def draw_home_without_unit(style: Style, random: Random) -> Written:
    place = random.choice(PLACES)
    house = str(random.randint(1, 400)) + random.choice(("", f"-{random.randint(1, 30)}"))
    return _written(f"{region(random, place)} {random.choice(place.roads)} ", house, "", style)


def draw_tight(style: Style, random: Random) -> Written:
    """No spaces at all, as typed on a telephone."""
    place = random.choice(PLACES)
    before = f"{region(random, place)}{random.choice(place.roads)}".replace(" ", "")
    return _written(
        before, f"{random.randint(1, 400)},{block_unit(random)}".replace(" ", ""), "", style
    )


def draw_english(style: Style, random: Random) -> Written:
    """Road address in Latin letters, smallest part first."""
    road = random.choice(("Teheran-ro", "Yeongtong-ro", "Dongil-ro", "Haeundae-ro", "Gwanggyo-ro"))
    city = random.choice(
        ("Gangnam-gu, Seoul", "Yeongtong-gu, Suwon-si, Gyeonggi-do", "Haeundae-gu, Busan")
    )
    core = f"{random.randint(101, 130)}-{random.randint(1, 20) * 100 + 3}, {random.randint(1, 400)}"
    return Written(core, core, after=f" {road}, {city}")


def _written(before: str, core: str, after: str, style: Style) -> Written:
    before, shown = (_wide(text, style) for text in (before, core))
    return Written(shown, core, before, after)


def _wide(text: str, style: Style) -> str:
    return "".join(WIDTHS[style.width].get(c, c) for c in text)


def _second(random: Random):
    """Old and new home in one text."""
    first = framed(draw(Style(), random), KIND, Style(), WORDS, random)
    moved = Words(("이사한 집", "새 주소", "변경 주소"), WORDS.english, WORDS.keys)
    second = framed(draw_lot(Style(), random), KIND, Style(register="form"), moved, random)
    return together(first, second)


def _family(
    name: str,
    drawing: Callable[[Style, Random], Written],
    *more: str,
    words: Words = WORDS,
    **style: str,
) -> Family:
    return family(name, KIND, drawing, words, Style(separator="none", **style), *more)


FAMILIES = (
    _family("base", draw),
    _family("road without label", draw, label="none", register="prose"),
    _family("road in a table", draw, register="table"),
    _family("house between", draw_with_house, "house=named", register="form"),
    _family(
        "house between without label", draw_with_house, "house=named", label="none", register="chat"
    ),
    _family("lot", draw_lot, "form=lot", register="form"),
    _family("lot without label", draw_lot, "form=lot", label="none", register="prose"),
    _family("estate and unit", draw_estate, "form=estate"),
    _family(
        "estate and unit without label", draw_estate, "form=estate", label="none", register="chat"
    ),
    _family("only estate and unit", draw_short_estate, "form=unit", label="topic", register="chat"),
    _family("unit with a hyphen", draw_hyphen_unit, "form=estate", register="sms"),
    _family("village", draw_village, "form=village", register="notice"),
    _family("postcode in front", draw_postcode, "postcode=front", register="form"),
    _family(
        "postcode without label", draw_postcode, "postcode=front", label="none", register="notice"
    ),
    _family("on two lines", draw_line_break, "separator=line break", register="form"),
    _family(
        "home label without unit", draw_home_without_unit, "unit=none", words=HOME, register="form"
    ),
    _family("without spaces", draw_tight, "spaces=none", register="chat"),
    _family("Latin letters", draw_english, "form=Latin", label="english", register="letter"),
    _family("full width", draw, width="full", register="form"),
    _family("glued ending", draw, ending="glued", register="resale"),
    _family("JSON", draw, register="json"),
    Family(f"{KIND}.second address of a text", KIND, frozenset({"count=two"}), _second),
    any_style(
        KIND,
        draw_with_house,
        WORDS,
        {
            "separator": ("none",),
            "width": ("ascii", "ascii", "full"),
            "label": ("before", "topic", "bracketed", "line above", "spaced", "none"),
            "bracket": ("none", "none", "quote", "square"),
            "register": ("notice", "chat", "sms", "resale", "form", "json", "html", "csv"),
        },
    ),
)
