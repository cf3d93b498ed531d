"""MAC addresses of devices."""

from random import Random

from tests.strangers.pii.grammar import Family, Style, Written, family
from tests.strangers.pii.registers import Words

KIND = "mac"
WORDS = Words(
    labels=("MAC", "맥주소", "MAC 주소", "맥어드레스", "Wi-Fi 주소", "물리적 주소"),
    english=("MAC address", "hardware address", "HWaddr"),
    keys=("mac", "hwaddr", "bssid", "device_mac"),
    endings=("입니다.", "로 등록해 주세요", "이에요"),
)


def groups(random: Random) -> list[str]:
    """Six octets of a globally administered unicast address whose first octet is not 0."""
    first = random.choice((0x3C, 0x48, 0x64, 0x8C, 0xA4, 0xB8, 0xDC, 0xF4))
    return [f"{first:02x}", *(f"{random.randint(1, 254):02x}" for _ in range(5))]


def written(separator: str, upper: bool):
    def drawing(style: Style, random: Random) -> Written:
        parts = groups(random)
        text = separator.join(parts)
        return Written(text.upper() if upper else text, "".join(parts))

    return drawing


def draw_cisco(style: Style, random: Random) -> Written:
    value = "".join(groups(random))
    return Written(".".join(value[i : i + 4] for i in (0, 4, 8)), value)


def _family(name: str, drawing, **style: str) -> Family:
    return family(name, KIND, drawing, WORDS, Style(**style))


FAMILIES = (
    _family("base", written(":", upper=True), separator="none"),
    _family("lower case in a log", written(":", upper=False), register="log"),
    _family("hyphens", written("-", upper=True), register="form"),
    _family("without label", written(":", upper=False), label="none", register="comment"),
    _family("three groups", draw_cisco, separator="dot", register="json"),
    _family("bare with label", written("", upper=True), separator="none", register="table"),
    _family("glued", written(":", upper=True), label="glued", ending="glued", register="chat"),
)
