"""Public IPv6 addresses, full and compressed."""

from ipaddress import IPv6Address
from random import Random

from tests.strangers.pii.grammar import Family, Sample, Span, Style, Written, family
from tests.strangers.pii.kinds.ipv4 import WORDS

KIND = "ipv6"
NETWORKS = (0x2001_0E60, 0x2406_5900, 0x2400_CB00, 0x2A00_1450, 0x2607_F8B0, 0x240E_0398)
"""First 32 bits of networks in use."""


def number(random: Random, zeros: int = 0) -> IPv6Address:
    """A random host of a network. Its last `zeros` groups before the final one are zero."""
    low = random.getrandbits(96)
    if zeros:
        low = (low >> 16 * (zeros + 1) << 16 * (zeros + 1)) | random.randint(1, 0xFFFF)
    return IPv6Address(random.choice(NETWORKS) << 96 | low)


def draw(style: Style, random: Random) -> Written:
    value = number(random)
    return Written(str(value), value.exploded)


def draw_compressed(style: Style, random: Random) -> Written:
    value = number(random, zeros=random.randint(2, 4))
    return Written(str(value), value.exploded)


def draw_upper(style: Style, random: Random) -> Written:
    value = number(random)
    return Written(value.exploded.upper(), value.exploded)


def _access_log(random: Random) -> Sample:
    value = number(random, zeros=random.choice((0, 3)))
    text = str(value)
    line = f' - - [{random.randint(1, 28):02}/Mar/2024:13:05:07 +0900] "POST /login HTTP/2" 302 {random.randint(100, 9999)}\n'
    return Sample(text + line, (Span(0, len(text), KIND, value.exploded, (0, len(text))),))


def _family(name: str, drawing=draw, *more: str, **style: str) -> Family:
    return family(name, KIND, drawing, WORDS, Style(separator="none", **style), *more)


FAMILIES = (
    _family("base"),
    _family("compressed", draw_compressed, "form=compressed", register="log"),
    _family("upper case", draw_upper, "case=upper", register="json"),
    _family("in square brackets", bracket="square", label="none", register="comment"),
    _family("glued", label="glued", ending="glued", register="prose"),
    Family(f"{KIND}.access log", KIND, frozenset({"register=access log"}), _access_log),
)
