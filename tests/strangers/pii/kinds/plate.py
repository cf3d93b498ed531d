"""Number plates: two or three digits, a syllable of use, four digits; old plates name the region first."""

from random import Random

from tests.strangers.pii.grammar import ENTITIES, WIDTHS, Family, Style, Written, any_style, family
from tests.strangers.pii.registers import Words

KIND = "plate"
WORDS = Words(
    labels=(
        "차량번호",
        "차번호",
        "차량 번호",
        "자동차등록번호",
        "번호판",
        "주차등록",
        "차 번호",
        "입차",
        "🚗",
        "차량No",
    ),
    english=("license plate", "plate number", "car"),
    keys=("plate", "car_no", "vehicle_number", "carNumber"),
    endings=("입니다.", "차주분 차 빼주세요", "이에요", " 차량 이동 부탁", "번 차", "차량"),
)
PRIVATE = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주"
HIRED = "하허호"
TAXI = "아바사자"
REGIONS = (
    "서울",
    "경기",
    "부산",
    "인천",
    "대구",
    "대전",
    "광주",
    "울산",
    "강원",
    "충북",
    "충남",
    "전북",
    "전남",
    "경북",
    "경남",
    "제주",
)


def plate(random: Random) -> tuple[str, str, str]:
    use = random.choice(PRIVATE + HIRED)
    if random.random() < 0.5:
        return str(random.randint(100, 699)), use, f"{random.randint(1000, 9999)}"
    return f"{random.randint(1, 69):02}", use, f"{random.randint(1000, 9999)}"


def shown(text: str, style: Style) -> str:
    return ENTITIES[style.entity]("".join(WIDTHS[style.width].get(c, c) for c in text))


def draw(style: Style, random: Random) -> Written:
    front, use, back = plate(random)
    gap = {"none": "", "space": " "}[style.separator]
    return Written(shown(front + use + gap + back, style), front + use + back)


def draw_regional(style: Style, random: Random) -> Written:
    """A taxi or an old plate, with the region in front."""
    parts = (
        random.choice(REGIONS),
        f"{random.randint(1, 99):02}",
        random.choice(TAXI + PRIVATE),
        str(random.randint(1000, 9999)),
    )
    gap = random.choice(("", " "))
    return Written(
        f"{parts[0]}{gap}{parts[1]}{parts[2]}{random.choice(('', ' '))}{parts[3]}", "".join(parts)
    )


def draw_apart(style: Style, random: Random) -> Written:
    """Spaces on both sides of the syllable."""
    parts = plate(random)
    return Written(" ".join(parts), "".join(parts))


def _family(name: str, drawing=draw, *more: str, **style: str) -> Family:
    return family(name, KIND, drawing, WORDS, Style(**{"separator": "none"} | style), *more)


FAMILIES = (
    _family("base"),
    _family("without label", label="none", register="prose"),
    _family("space before the digits", separator="space", register="chat"),
    _family("space without label", separator="space", label="none", register="notice"),
    _family("spaces on both sides", draw_apart, "separator=both", register="form"),
    _family("region in front", draw_regional, "form=regional", register="notice"),
    _family(
        "region in front without label",
        draw_regional,
        "form=regional",
        label="none",
        register="chat",
    ),
    _family("glued ending", label="none", ending="glued", register="chat"),
    _family("full width", width="full", register="form"),
    _family("table", register="table"),
    _family("log", register="log"),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("none", "space"),
            "width": ("ascii", "full"),
            "label": ("before", "topic", "bracketed", "none"),
            "bracket": ("none", "round", "square", "quote"),
            "register": ("notice", "chat", "sms", "form", "json", "html", "csv"),
        },
    ),
)
