"""Korean driver licences: region (11 to 26, 28, or its name), year, six digits, two digits."""

from random import Random

from tests.strangers.pii.checks import digits
from tests.strangers.pii.grammar import Family, Style, Written, any_style, family, write
from tests.strangers.pii.registers import Words

KIND = "driver_licence"
WORDS = Words(
    labels=(
        "운전면허번호",
        "면허번호",
        "운전면허 번호",
        "운전면허",
        "면허증번호",
        "자동차운전면허번호",
        "면허 번호",
    ),
    english=("driver's license number", "driver licence no.", "Driver License"),
    keys=("driver_license", "license_no", "driverLicenseNumber", "licence"),
)
REGIONS = tuple(str(n) for n in (*range(11, 27), 28))
NAMES = (
    "서울",
    "부산",
    "경기",
    "강원",
    "충북",
    "충남",
    "전북",
    "전남",
    "경북",
    "경남",
    "제주",
    "대구",
    "인천",
    "광주",
    "대전",
    "울산",
)


def number(random: Random) -> tuple[str, str, str, str]:
    year = random.choice((random.randint(70, 99), random.randint(0, 24)))
    return random.choice(REGIONS), f"{year:02}", digits(random, 6), f"{random.randint(10, 99)}"


def draw(style: Style, random: Random) -> Written:
    return write(number(random), style, random, hidden=(2,))


def draw_named(style: Style, random: Random) -> Written:
    """The old form: the region's name instead of its number."""
    parts = number(random)
    name = random.choice(NAMES)
    rest = "-".join(parts[1:])
    return Written(name + random.choice((" ", "-", "")) + rest, name + "".join(parts[1:]))


def _family(name: str, drawing=draw, *more: str, **style: str) -> Family:
    return family(name, KIND, drawing, WORDS, Style(**style), *more)


FAMILIES = (
    _family("base"),
    _family("without label", label="none", register="prose"),
    _family("bare with label", separator="none", register="form"),
    _family("spaces", separator="space", register="form"),
    _family("spaced hyphens", separator="spaced hyphen", label="bracketed"),
    _family("region's name", draw_named, "form=named", register="form"),
    _family("region's name in chat", draw_named, "form=named", label="topic", register="chat"),
    _family("middle masked", mask="star", register="table"),
    _family("full width", width="full", register="form"),
    _family("JSON", register="json"),
    _family("English letter", register="letter"),
    any_style(
        KIND,
        draw,
        WORDS,
        {
            "separator": ("none", "hyphen", "space", "spaced hyphen", "en dash"),
            "width": ("ascii", "full"),
            "label": ("before", "topic", "spaced", "glued", "line above"),
            "ending": ("none", "glued"),
            "register": ("notice", "form", "html", "json", "sms"),
        },
    ),
)
